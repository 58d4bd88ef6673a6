using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers;

/// <summary>Runs the rules over text files, and those about the configuration, the ignores and the baseline of all rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FilesAnalyzer() : FileAnalyzer(
    Catalogue.FileRules.Add(new ConfigurationError(Catalogue.Rules.Select(static rule => rule.Id).ToImmutableArray())),
    ImmutableArray.Create<EndRule>(
        new OptionError(),
        new LayerPropertyError(),
        new ProjectReferenceElsewhere(),
        new StaleBaseline(Catalogue.Rules),
        new BaselineSummary(),
        new UnusedIgnore(Catalogue.FileRules)));
