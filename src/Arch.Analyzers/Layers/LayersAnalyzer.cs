using System;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Layers;

/// <summary>Hosts the rules over the dependencies of types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayersAnalyzer() : CodeAnalyzer(new LayerDependency(), new TypeInNoLayer(), new NamespaceCycle())
{
    private protected override bool ReportsInGeneratedCode => true;

    private protected override Predicate<SyntaxTree> LooksAtGenerated(ArchContext arch) => RazorFiles.Judged(arch).Contains;
}
