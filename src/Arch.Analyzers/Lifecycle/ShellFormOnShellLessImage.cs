using System.Collections.Immutable;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3011: something needs a shell that the image does not have.</summary>
internal sealed class ShellFormOnShellLessImage() : FileRule([FileKind.Dockerfile, FileKind.Json, FileKind.Yaml], LifecycleRules.ShellFormOnShellLessImage)
{
    private const string CannotStart = "the container cannot start";

    private const string NeverHealthy = "the health check can never succeed";

    private static readonly ImmutableArray<string> Example = ImmutableArray.Create("program", "argument");

    public override bool IsWorthReading(ArchFile file) => file.Kind == FileKind.Dockerfile ? ImageShell.MayBeIn(file) : ContainerShells.MayHoldHealthChecks(file);

    public override void Check(ArchFile file, FileReport report)
    {
        if (CloudFile.IsOutput(file.Path, report.Arch.Properties.ProjectDirectory))
            return;
        var shellLess = report.Arch.Configuration.Get(LifecycleOptions.ShellLessImages, file.Source);
        if (file.Kind == FileKind.Dockerfile)
            CheckImage(file, shellLess, report);
        else
            CheckContainers(file, shellLess, report);
    }

    private static void CheckImage(ArchFile file, ImmutableArray<string> shellLess, FileReport report)
    {
        if (BuiltStage.Of(file, report.Arch) is not { } stage || file.Dockerfile is not { } document)
            return;
        if (ImageShell.OfStart(document, stage, shellLess) is { IsMissing: true } start)
            Report(start, start.Instruction, CannotStart, document, report);
        if (ImageShell.OfHealthCheck(document, stage, shellLess) is { } probe)
            Report(probe, stage.HealthCheck!, NeverHealthy, document, report);
    }

    private static void CheckContainers(ArchFile file, ImmutableArray<string> shellLess, FileReport report)
    {
        var chosen = report.Arch.Configuration.Get(LifecycleOptions.Container, file.Source);
        foreach (var (container, property, image, script) in ContainerShells.HealthChecksWithoutShell(file, report.Arch, chosen, shellLess))
        {
            var words = ShellRemedy.SimpleWords(CommandShell.Parse(script)) ?? Example;
            report.At(
                property.KeySpan, new Finding(property.Path), property, $"the health check of {(container.IsCompose ? "service" : "container")} '{container.Name ?? "*"}'", image, NeverHealthy,
                ShellRemedy.Array(words.Insert(0, "CMD")));
        }
    }

    private static void Report(ImageShell shell, Instruction instruction, string outcome, DockerfileDocument document, FileReport report)
    {
        var remedy = ShellRemedy.For(shell, document);
        var reporter = remedy.AddTo(report);
        if (shell.Instruction.IsJson)
            reporter = reporter.In(LifecycleWordings.ShellNamed);
        var keyword = instruction.Is("HEALTHCHECK") ? "HEALTHCHECK CMD" : instruction.Keyword;
        reporter.At(instruction.KeywordSpan, new Finding(instruction.Keyword), null, instruction.Keyword, shell.Image, outcome, remedy.Json ?? keyword + " [\"program\", \"argument\"]");
    }
}
