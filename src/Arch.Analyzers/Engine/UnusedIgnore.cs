using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9005: an ignore comment of one of our files that silenced nothing.</summary>
internal sealed class UnusedIgnore(ImmutableArray<FileRule> fileRules) : EndRule(EngineRules.UnusedIgnore)
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
                    if (ignore.HasReason && !ignore.WasUsed(id) && Looks(end.Arch, id))
                        end.Report.At(file.Location(ignore.Span), new Finding(id), id);
                }
            }
        }
    }

    /// <summary>A rule that is off or does not apply here has found nothing, which says nothing about its comments.</summary>
    private bool Looks(ArchContext arch, string id) =>
        fileRules.Any(rule => rule.Descriptors.FirstOrDefault(descriptor => descriptor.Id == id) is { } descriptor && arch.Severities.IsOn(descriptor) && rule.Applies(arch));
}
