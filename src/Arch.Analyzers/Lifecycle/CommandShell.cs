using System.Collections.Immutable;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Lifecycle;

/// <summary>A shell in front of the app, as the entry point and command of a container bring it in.</summary>
/// <param name="IsInEntryPoint">Whether the entry point names it; else the command does.</param>
/// <param name="Verdict">Who gets the signals.</param>
/// <param name="App">What the shell runs, in a few words.</param>
/// <param name="Init">An init in front of the shell.</param>
/// <param name="Json">The words without the shell, as JSON; null when they need one.</param>
/// <param name="Script">What the shell reads.</param>
internal sealed record CommandShell(bool IsInEntryPoint, ShellVerdict Verdict, string App, string? Init, string? Json, ShellNode? Script)
{
    /// <summary>Null when there is no shell, when it gives its place away, or when not enough is known.</summary>
    /// <param name="image">The entry point of the image, for a container that has none of its own.</param>
    /// <param name="entryPoint">The words of the entry point; null for one that is not known.</param>
    /// <param name="command">The words of the command.</param>
    /// <param name="sh">What <c>/bin/sh</c> is in the image.</param>
    public static CommandShell? Of(ImmutableArray<string> image, ImmutableArray<string?> entryPoint, ImmutableArray<string?> command, ShellKind sh)
    {
        var first = entryPoint.IsEmpty ? image.CastArray<string?>() : entryPoint;
        var words = first.AddRange(command);
        if (ShellStart.In(words) is not { } start || words[start.Shell] is not { } shell || words[start.Script] is not { } text
            // What the image says by itself is a finding in its Dockerfile.
            || (entryPoint.IsEmpty && start.Shell < image.Length))
            return null;
        var script = Parse(text);
        var verdict = ShellProbe.Judge(script, ShellStart.KindOf(shell, sh), sh);
        if (verdict is not (ShellVerdict.Stays or ShellVerdict.ReplacesByLuck))
            return null;
        var simple = start.Script + 1 == words.Length ? ShellRemedy.SimpleWords(script) : null;
        return new CommandShell(
            start.Shell < first.Length && !entryPoint.IsEmpty,
            verdict,
            ShellProbe.NameOfApp(script) ?? ShellProbe.InShort(text.Split(' ')),
            start.Init,
            simple is null ? null : ShellRemedy.Array(simple.Value),
            script);
    }

    public static ShellNode? Parse(string script) => ShellParser.Parse(Split(script));

    public static ImmutableArray<ShellWord> Split(string text) => ShellSplitter.Split(new DockerText(text, new(0, text.Length), new ValueMap(0), text));

    /// <summary>What a person should write.</summary>
    public string Advice(string property) => ShellRemedy.AdviceFor(Json is null ? null : property + " " + Json, Script);
}
