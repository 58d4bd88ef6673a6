using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9003: a baseline line of this assembly that no finding needed.</summary>
internal sealed class StaleBaseline(ImmutableArray<DiagnosticDescriptor> catalogue) : EndRule(EngineRules.StaleBaseline)
{
    public override void Check(EndContext end)
    {
        var arch = end.Arch;
        // Another target framework may still need the line.
        if (arch.Baseline is not { File: { } file, Text: { } text } || arch.Properties.IsMultiTargeted || arch.RecordMode)
            return;

        var stale = arch.Baseline.Stale(arch.Compilation.AssemblyName ?? "").Where(entry => CanBeStale(arch, entry.Rule)).ToImmutableArray();
        if (stale.IsEmpty || arch.Compilation.GetDiagnostics(end.Cancellation).Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return;

        foreach (var entry in stale)
            end.Report.At(LocationOf(file, text, entry.Span), new Finding("line"), entry.Line);
    }

    private bool CanBeStale(ArchContext arch, string id) =>
        catalogue.FirstOrDefault(rule => rule.Id == id) is { } rule
        && arch.Hosts.Ran(id)
        && arch.Severities.IsOn(rule)
        // Among end actions there is no order: such a rule may still be about to report.
        && !rule.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)
        && arch.Properties.TextFiles;

    private static Location LocationOf(AdditionalText file, SourceText text, TextSpan span) =>
        Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
}
