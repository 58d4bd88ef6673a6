using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Hosts every rule over text files, so that each file is read once and a file that does not parse is reported once,
/// and the checks at the end of the compilation that look after configuration, ignores and baseline.
/// </summary>
public abstract class FileAnalyzer : ArchAnalyzer
{
    private readonly ImmutableArray<FileRule> _rules;
    private readonly ImmutableArray<EndRule> _ends;

    private protected FileAnalyzer(ImmutableArray<FileRule> rules, ImmutableArray<EndRule> ends)
        : base(rules.SelectMany(static rule => rule.Descriptors).Concat(ends.SelectMany(static rule => rule.Descriptors))
            .Append(EngineRules.FileUnreadable).Distinct().ToImmutableArray())
    {
        _rules = rules;
        _ends = ends;
    }

    internal ImmutableArray<FileRule> Rules => _rules;

    internal ImmutableArray<EndRule> Ends => _ends;

    private protected sealed override void Start(CompilationStartAnalysisContext context, ArchContext arch)
    {
        // Every file is seen once per target framework; only the first one reports.
        if (!arch.Properties.IsPrimaryTarget)
            return;

        context.RegisterCompilationEndAction(end => Check(end, arch));

        if (context.Options.AdditionalFiles.IsEmpty)
            return;
        var active = _rules.Where(rule => rule.Descriptors.Any(arch.Severities.IsOn) && rule.Applies(arch)).ToImmutableArray();
        context.RegisterAdditionalFileAction(file => Check(file, arch, active));
    }

    private void Check(CompilationAnalysisContext context, ArchContext arch)
    {
        var failure = default(Failure);
        foreach (var rule in _ends)
        {
            try
            {
                rule.Check(new EndContext(arch, rule.Descriptors[0], context));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure.Remember(exception, rule.Descriptors[0], "the compilation");
            }
        }

        failure.Rethrow();
    }

    private static void Check(AdditionalFileAnalysisContext context, ArchContext arch, ImmutableArray<FileRule> active)
    {
        if (arch.Files.Find(context.AdditionalFile) is not { Text: not null } file || !(file.IsOurs || file.Kind is FileKind.Config or FileKind.Baseline))
            return;
        if (!arch.Properties.TextFiles && file.Kind is not (FileKind.Config or FileKind.Baseline))
            return;

        var failure = default(Failure);
        var unreadable = false;
        foreach (var rule in active)
        {
            try
            {
                if (!rule.Reads(file) || !rule.IsWorthReading(file))
                    continue;
                if (rule.NeedsStructure && file.StructureError() is not null)
                    unreadable = true;
                else
                    rule.Check(file, new FileReport(arch, file, rule.Descriptors[0], context.ReportDiagnostic));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure.Remember(exception, rule.Descriptors[0], file.Name);
            }
        }

        if (unreadable)
            FileUnreadable.Report(file, new FileReport(arch, file, EngineRules.FileUnreadable, context.ReportDiagnostic));
        failure.Rethrow();
    }
}
