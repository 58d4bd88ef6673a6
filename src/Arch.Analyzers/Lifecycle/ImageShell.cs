using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>A shell that stands in front of what an image starts, or of what checks its health. The one place that decides between ARCH3008 and ARCH3011.</summary>
/// <param name="Instruction">The instruction that brings in the shell.</param>
/// <param name="Text">What the shell reads.</param>
/// <param name="Script">The same as a tree; null when it cannot be read.</param>
/// <param name="Verdict">Who gets the signals.</param>
/// <param name="IsMissing">The image has no shell at all.</param>
internal sealed record ImageShell(Instruction Instruction, DockerText Text, ShellNode? Script, ShellVerdict Verdict, bool IsMissing)
{
    /// <summary>Endings of files that only become a Dockerfile.</summary>
    private static readonly string[] Templates = [".template", ".tmpl", ".tpl", ".j2", ".jinja", ".jinja2", ".erb", ".mustache", ".hbs", ".liquid", ".in", ".ejs", ".scriban"];

    /// <summary>Where a shell is put when one is copied into an image, or a whole system.</summary>
    private static readonly string[] ShellPlaces = ["/bin", "/sbin", "/usr", "/busybox", "/lib"];

    /// <summary>The image at the root of the stages.</summary>
    public string Image { get; init; } = "";

    /// <summary>An init in front of the shell.</summary>
    public string? Init { get; init; }

    /// <summary>Words of the command line that belong to the shell, up to the script, when one JSON array holds them and the script.</summary>
    public (int Shell, int Script)? InArray { get; init; }

    /// <summary>Other words follow the script; a program in its place would take them for its arguments.</summary>
    public bool HasArguments { get; init; }

    /// <summary>The words of a JSON array with an error.</summary>
    public ImmutableArray<string>? Intended { get; init; }

    public static bool MayBeIn(ArchFile file) =>
        file.MentionsInAnyCase("entrypoint", "cmd") && !Array.Exists(Templates, ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The shell in front of what a stage starts; null when there is none, or not enough is known.</summary>
    public static ImageShell? OfStart(DockerfileDocument document, Stage stage, ImmutableArray<string> shellLess)
    {
        var words = ImageStart.Of(stage);
        if (ShellStart.In(words.Select(static word => word.Text.Text).ToArray()) is not { } start || BaseOf(document, stage) is not (true, var image))
            return null;
        var origin = words[start.Shell].Origin;
        var script = words[start.Script];
        var sh = IsReplaced(stage) ? ShellKind.Unknown : image?.Shell ?? ShellKind.Unknown;
        var found = Judge(origin, script.Text, ShellStart.KindOf(words[start.Shell].Text.Text, sh), sh, LacksShell(stage, image, shellLess));
        if (found is null || (found.IsMissing && !origin.IsJson && Stage.ShellOf(origin) is not null))
            return null;
        var first = IndexOfFirst(words, origin);
        return found with
        {
            // Of a base that nobody knows, nobody can say that it is lucky.
            Verdict = image is null && found.Verdict == ShellVerdict.ReplacesByLuck ? ShellVerdict.Unknown : found.Verdict,
            Image = stage.Root.Image.Expanded ?? stage.Root.Image.Text,
            Init = start.Init,
            InArray = origin.IsJson && script.Origin == origin ? (start.Shell - first, start.Script - first) : null,
            HasArguments = start.Script + 1 < words.Length,
        };
    }

    /// <summary>The shell in front of the health check of a stage whose image has none; null when all is well.</summary>
    public static ImageShell? OfHealthCheck(DockerfileDocument document, Stage stage, ImmutableArray<string> shellLess)
    {
        if (stage.HealthCheck is not { Inner: { Keyword: "CMD" } probe } check || BaseOf(document, stage) is not (true, { } image) || !LacksShell(stage, image, shellLess))
            return null;
        if (!probe.IsJson)
            return Stage.ShellOf(check) is null ? (Judge(probe, probe.Arguments, ShellKind.Unknown, ShellKind.Unknown, isMissing: true)! with { Image = stage.Root.Image.Expanded! }) : null;
        return ShellStart.In(probe.Elements.Select(static element => element.Text).ToArray()) is { } start
            ? Judge(probe, probe.Elements[start.Script], ShellKind.Unknown, ShellKind.Unknown, isMissing: true)! with
            {
                Image = stage.Root.Image.Expanded!,
                InArray = (start.Shell, start.Script),
                HasArguments = start.Script + 1 < probe.Elements.Length,
            }
            : null;
    }

    /// <summary>What the shell runs, in a few words.</summary>
    public string App => Intended is { } intended ? ShellProbe.InShort(intended) : ShellProbe.NameOfApp(Script) ?? ShellProbe.InShort(Text.Text.Split(' ', '\t', '\n', '\r'));

    private static ImageShell? Judge(Instruction origin, DockerText text, ShellKind shell, ShellKind sh, bool isMissing)
    {
        if (IsTemplate(text.Text))
            return null;
        var intended = origin.IsJson ? null : IntendedJson.Read(origin);
        var script = intended is null ? ShellParser.Parse(ShellSplitter.Split(text)) : null;
        var verdict = intended is null ? ShellProbe.Judge(script, shell, sh) : ShellVerdict.Stays;
        return new ImageShell(origin, text, script, verdict, isMissing) { Intended = intended };
    }

    /// <summary>False when the stage runs in something that signals and shells of Linux do not concern; the image is null when it is not known.</summary>
    private static (bool IsOurs, BaseImage? Image) BaseOf(DockerfileDocument document, Stage stage)
    {
        var image = stage.Root.Image.Expanded is { } name ? BaseImage.Parse(name) : (BaseImage?)null;
        var isOurs = image is not ({ IsWindows: true } or { IsLambda: true })
            && !IsTemplate(stage.Root.Image.Text)
            && !document.Directives.Any(static directive => directive is { Name: "escape", Value: "`" })
            && stage.Root.From.FindFlag("platform")?.Value.Text.StartsWith("windows", StringComparison.OrdinalIgnoreCase) != true;
        return (isOurs, image);
    }

    /// <summary>Whether the image of a stage has certainly no shell.</summary>
    public static bool HasNoShell(Stage stage, ImmutableArray<string> shellLess) =>
        stage.Root.Image.Expanded is { } name && LacksShell(stage, BaseImage.Parse(name), shellLess);

    private static bool LacksShell(Stage stage, BaseImage? image, ImmutableArray<string> shellLess) =>
        image is { } known && known.HasNoShell(shellLess)
        && !stage.Chain.Any(static each => each.Instructions.Any(static instruction => instruction.Keyword is "COPY" or "ADD" && MayBringShell(instruction)));

    private static bool MayBringShell(Instruction copy)
    {
        if (copy.FindFlag("from")?.Value.Text is { } source && source.IndexOf("busybox", StringComparison.OrdinalIgnoreCase) >= 0)
            return true;
        var words = copy.IsJson ? copy.Elements : copy.Words;
        if (words.IsEmpty)
            return false;
        // Relative to the root unless WORKDIR says otherwise; then it is a folder of the app.
        if (words[words.Length - 1].Expanded is not { } target)
            return true;
        var place = target.TrimEnd('/');
        return place.Length == 0 || Array.Exists(ShellPlaces, folder => place == folder || place.StartsWith(folder + "/", StringComparison.Ordinal))
            || (place is "." && copy.Stage?.Last("WORKDIR") is null);
    }

    /// <summary><c>RUN ln -sf /bin/bash /bin/sh</c>.</summary>
    private static bool IsReplaced(Stage stage) =>
        stage.Chain.Any(static each => each.Instructions.Any(static instruction => instruction.Is("RUN") && instruction.Arguments.Text is var text
            && (text.IndexOf("/bin/sh", StringComparison.Ordinal) >= 0 && text.IndexOf("ln ", StringComparison.Ordinal) >= 0
                || text.IndexOf("reconfigure dash", StringComparison.Ordinal) >= 0)));

    private static bool IsTemplate(string text) => text.IndexOf("{{", StringComparison.Ordinal) >= 0 || text.IndexOf("{%", StringComparison.Ordinal) >= 0 || text.IndexOf("<%", StringComparison.Ordinal) >= 0;

    private static int IndexOfFirst(ImmutableArray<StartWord> words, Instruction origin)
    {
        var index = 0;
        while (words[index].Origin != origin)
            index++;
        return index;
    }
}
