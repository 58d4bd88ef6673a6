using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3008: a shell stands in front of the app and gets the signals in its place.</summary>
internal sealed class EntrypointNotExecForm() : FileRule([FileKind.Dockerfile], LifecycleRules.EntrypointNotExecForm)
{
    public override bool IsWorthReading(ArchFile file) => ImageShell.MayBeIn(file);

    public override void Check(ArchFile file, FileReport report)
    {
        if (file.Dockerfile is not { FinalStage: { } stage } document || document.Skips("JSONArgsRecommended"))
            return;
        var shellLess = report.Arch.Configuration.Get(LifecycleOptions.ShellLessImages, file.Source);
        if (ImageShell.OfStart(document, stage, shellLess) is { IsMissing: false, Verdict: ShellVerdict.Stays or ShellVerdict.ReplacesByLuck } shell)
            Report(shell, ShellRemedy.For(shell, document), report);
    }

    private static void Report(ImageShell shell, ShellRemedy remedy, FileReport report)
    {
        var instruction = shell.Instruction;
        var what = shell.Intended is null ? instruction.Keyword : $"{instruction.Keyword} (this is not a JSON array: {instruction.JsonFailure}, so Docker runs it with /bin/sh -c)";
        var reporter = remedy.AddTo(report);
        var finding = new Finding(instruction.Keyword);
        if (shell.Verdict == ShellVerdict.Stays)
            reporter.At(instruction.KeywordSpan, finding, null, what, shell.App, shell.Init is null ? "" : $" ({shell.Init} does not help)", remedy.Advice);
        else
            reporter.In(LifecycleWordings.HandsOverByLuck).Soft(instruction.KeywordSpan, finding, null, what, shell.App, remedy.Advice);
    }
}
