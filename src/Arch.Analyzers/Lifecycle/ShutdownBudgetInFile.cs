using System.Linq;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3005 in files: <c>shutdownTimeoutSeconds</c> of the settings, or of the container's environment, where code says nothing.</summary>
internal sealed class ShutdownBudgetInFile() : FileRule([FileKind.Json, FileKind.Yaml], LifecycleRules.ShutdownBudgetExceedsGrace)
{
    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly) && ServiceProject.Is(arch);

    public override bool IsWorthReading(ArchFile file) => file.MentionsInAnyCase("shutdowntimeoutseconds");

    public override void Check(ArchFile file, FileReport report)
    {
        var (arch, configuration) = (report.Arch, report.Arch.Configuration);
        if (EntryPoint.Get(arch).Method is null || ShutdownBudget.Get(arch).IsSetByCode)
            return;
        var chosen = configuration.Get(LifecycleOptions.Container, file.Source);
        if (Grace.Of(arch, configuration.Get(LifecycleOptions.GraceSeconds, file.Source), chosen) is not { } grace)
            return;
        foreach (var (_, value) in ShutdownBudget.Configured(arch, chosen).Where(entry => entry.File == file))
        {
            if (ShutdownBudget.Seconds(value) is { } seconds
                && ShutdownBudgetExceedsGrace.Exceeds(seconds, grace, configuration.Get(LifecycleOptions.MarginSeconds, file.Source)) is { } words)
                report.At(value.Place!, words);
        }
    }
}
