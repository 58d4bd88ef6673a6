using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9005: an ignore comment of one of our files that silenced nothing.</summary>
internal sealed class UnusedIgnore(ImmutableArray<DiagnosticDescriptor> fileRules) : EndRule(EngineRules.UnusedIgnore)
{
    public override void Check(EndContext end)
    {
        if (!end.Arch.Properties.TextFiles)
            return;
        foreach (var file in end.Arch.Files.All)
        {
            if (!file.IsOurs || file.Text is null || file.StructureError() is not null)
                continue;
            foreach (var ignore in file.Ignores.All)
            {
                foreach (var id in ignore.Rules)
                {
                    if (ignore.HasReason && !ignore.WasUsed(id) && fileRules.FirstOrDefault(rule => rule.Id == id) is { } rule && end.Arch.Severities.IsOn(rule))
                        end.Report.At(file.Location(ignore.Span), new Finding(id), id);
                }
            }
        }
    }
}
