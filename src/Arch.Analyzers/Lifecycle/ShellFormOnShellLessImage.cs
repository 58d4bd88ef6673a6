using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3011: something needs a shell that the image does not have.</summary>
internal sealed class ShellFormOnShellLessImage() : FileRule([FileKind.Dockerfile], LifecycleRules.ShellFormOnShellLessImage)
{
    private const string CannotStart = "the container cannot start";

    private const string NeverHealthy = "the health check can never succeed";

    public override bool IsWorthReading(ArchFile file) => ImageShell.MayBeIn(file);

    public override void Check(ArchFile file, FileReport report)
    {
        if (file.Dockerfile is not { FinalStage: { } stage } document)
            return;
        var shellLess = report.Arch.Configuration.Get(LifecycleOptions.ShellLessImages, file.Source);
        if (ImageShell.OfStart(document, stage, shellLess) is { IsMissing: true } start)
            Report(start, start.Instruction, CannotStart, document, report);
        if (ImageShell.OfHealthCheck(document, stage, shellLess) is { } probe)
            Report(probe, stage.HealthCheck!, NeverHealthy, document, report);
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
