using System.Collections.Generic;
using Arch.Analyzers.Cloud;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3008: a shell stands in front of the app and gets the signals in its place.</summary>
internal sealed class EntrypointNotExecForm() : FileRule([FileKind.Dockerfile, FileKind.Json, FileKind.Yaml], LifecycleRules.EntrypointNotExecForm)
{
    public override bool IsWorthReading(ArchFile file) => file.Kind == FileKind.Dockerfile ? ImageShell.MayBeIn(file) : ContainerShells.MayBeIn(file);

    public override void Check(ArchFile file, FileReport report)
    {
        if (CloudFile.IsOutput(file.Path, report.Arch.Properties.ProjectDirectory))
            return;
        if (file.Kind == FileKind.Dockerfile)
            CheckImage(file, report);
        else
            CheckContainers(file, report);
    }

    private static void CheckImage(ArchFile file, FileReport report)
    {
        if (BuiltStage.Of(file, report.Arch) is not { } stage || file.Dockerfile is not { } document || document.Skips("JSONArgsRecommended"))
            return;
        var shellLess = report.Arch.Configuration.Get(LifecycleOptions.ShellLessImages, file.Source);
        if (ImageShell.OfStart(document, stage, shellLess) is { IsMissing: false, Verdict: ShellVerdict.Stays or ShellVerdict.ReplacesByLuck } shell)
            Report(shell, ShellRemedy.For(shell, document), report);
    }

    private static void CheckContainers(ArchFile file, FileReport report)
    {
        // Containers may share what a YAML alias stands for; it is one finding where it is written.
        var seen = new HashSet<TextSpan>();
        foreach (var (container, property, shell) in ContainerShells.In(file, report.Arch, report.Arch.Configuration.Get(LifecycleOptions.Container, file.Source)))
        {
            if (!seen.Add(property.KeySpan))
                continue;
            var what = $"{property.Key} of {(container.IsCompose ? "service" : "container")} '{container.Name ?? "*"}'";
            Report(report, shell.Verdict, property.KeySpan, new Finding(property.Path), property, what, shell.App, shell.Init, shell.Advice(property.Key!));
        }
    }

    private static void Report(ImageShell shell, ShellRemedy remedy, FileReport report)
    {
        var instruction = shell.Instruction;
        var what = shell.Intended is null ? instruction.Keyword : $"{instruction.Keyword} (this is not a JSON array: {instruction.JsonFailure}, so Docker runs it with /bin/sh -c)";
        Report(remedy.AddTo(report), shell.Verdict, instruction.KeywordSpan, new Finding(instruction.Keyword), null, what, shell.App, shell.Init, remedy.Advice);
    }

    private static void Report(
        FileReport report, ShellVerdict verdict, TextSpan place, Finding finding, Node? owner, string what, string app, string? init, string advice)
    {
        if (verdict == ShellVerdict.Stays)
            report.At(place, finding, owner, what, app, init is null ? "" : $" ({init} does not help)", advice);
        else
            report.In(LifecycleWordings.HandsOverByLuck).Soft(place, finding, owner, what, app, advice);
    }
}
