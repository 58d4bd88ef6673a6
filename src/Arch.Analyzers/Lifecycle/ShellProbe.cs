using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// Tells whether a script ends up as its app, or stays in front of it. What is said here about shells was measured: dash 0.5.12, bash 5.2, the ash of busybox 1.35.
/// </summary>
internal static class ShellProbe
{
    /// <summary>Shells in shells that are followed.</summary>
    private const int Depth = 4;

    private const int LongestName = 60;

    private static readonly string[] Builtins =
    [
        ".", ":", "[", "[[", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "compgen", "complete", "continue", "coproc", "declare", "dirs", "disown", "echo",
        "enable", "eval", "exec", "exit", "export", "false", "fc", "fg", "getopts", "hash", "help", "history", "jobs", "kill", "let", "local", "mapfile", "popd", "printf",
        "pushd", "pwd", "read", "readonly", "return", "set", "shift", "shopt", "source", "suspend", "test", "time", "times", "trap", "true", "type", "typeset", "ulimit",
        "umask", "unalias", "unset", "wait",
    ];

    /// <summary>Programs that lose nothing when they are killed: they prepare something, or only keep a container alive.</summary>
    private static readonly string[] Helpers =
    [
        "cat", "chmod", "chown", "cp", "date", "find", "grep", "head", "hostname", "id", "install", "ln", "ls", "mkdir", "mv", "printenv", "rm", "sed", "sleep", "tail",
        "tee", "touch", "uname", "which", "whoami",
    ];

    /// <param name="script">The script; null when it cannot be read.</param>
    /// <param name="shell">What reads it.</param>
    /// <param name="sh">What <c>sh</c> is in the image, for shells in shells.</param>
    public static ShellVerdict Judge(ShellNode? script, ShellKind shell, ShellKind sh) => Judge(script, shell, sh, Depth);

    /// <summary>The last command that is no preparation, of a pipeline the first; null when there is none.</summary>
    public static ShellNode? App(ShellNode node)
    {
        if (IsApp(node))
            return node;
        var parts = node.Parts;
        for (var i = 0; i < parts.Length; i++)
        {
            if (App(parts[node.Form == ShellForm.Pipeline ? i : parts.Length - 1 - i]) is { } app)
                return app;
        }

        return null;
    }

    /// <summary>What a script runs, in a few words; null when that cannot be told.</summary>
    public static string? NameOfApp(ShellNode? script) =>
        script is not null && App(script) is { } app ? InShort(app.Words.Skip(app.Program).Select(static word => word.Text)) : null;

    /// <summary>A program and its first argument.</summary>
    public static string InShort(IEnumerable<string> words)
    {
        var shown = string.Join(" ", words.Where(static word => word.Length > 0).Take(2));
        return shown.Length <= LongestName ? shown : shown.Substring(0, LongestName - 1) + "…";
    }

    /// <summary>The command in front of which an <c>exec</c> gives the script's place to its app; null when that would lose something.</summary>
    public static ShellNode? ReplaceableCommand(ShellNode script)
    {
        var last = script.Parts[script.Parts.Length - 1];
        return last.Form == ShellForm.Command && IsApp(last) && ShellStart.In(Known(last.Words.RemoveRange(0, last.Program))) is null
            && !script.Parts.Any(static part => part.IsAlternative || part.Form == ShellForm.Background || IsCalled(part, "trap"))
            ? last
            : null;
    }

    private static ShellVerdict Judge(ShellNode? script, ShellKind shell, ShellKind sh, int depth)
    {
        if (script is null || depth == 0 || IsUnclear(script))
            return ShellVerdict.Unknown;
        if (Replacement(script) is { } replacement)
            return JudgeStarted(replacement, sh, depth);
        if (!Any(script, IsApp) || EndsInBackground(script))
            return ShellVerdict.Unknown;

        var inBash = Any(script, static node => node.Form == ShellForm.Background || IsCalled(node, "trap")) ? ShellVerdict.Stays : InBash(script, sh, depth);
        var inBusybox = Any(script, static node => IsCalled(node, "trap")) || !IsTail(script) ? ShellVerdict.Stays : ShellVerdict.ReplacesByLuck;
        return shell switch
        {
            ShellKind.Dash => ShellVerdict.Stays,
            ShellKind.Bash => inBash,
            ShellKind.BashAsSh => inBash == ShellVerdict.Replaces ? ShellVerdict.ReplacesByLuck : inBash,
            ShellKind.Busybox => inBusybox,
            ShellKind.Unknown => inBash == inBusybox ? inBash : ShellVerdict.ReplacesByLuck,
            _ => inBash == inBusybox ? inBash : ShellVerdict.Unknown,
        };
    }

    /// <summary>bash gives its place to the last command if that is a program without redirections.</summary>
    private static ShellVerdict InBash(ShellNode script, ShellKind sh, int depth)
    {
        var last = script;
        while (last is { Form: ShellForm.Sequence, Parts.IsEmpty: false })
            last = last.Parts[last.Parts.Length - 1];
        if (last.Form != ShellForm.Command || last.IsRedirected || !IsProgram(last))
            return ShellVerdict.Stays;
        return JudgeStarted(last.Words.RemoveRange(0, last.Program), sh, depth);
    }

    /// <summary>busybox gives its place to whatever comes last, in brackets and branches too.</summary>
    private static bool IsTail(ShellNode node) => node.Form switch
    {
        ShellForm.Command => IsProgram(node) || (IsCalled(node, "exec") && node.Words.Length > node.Program + 1),
        ShellForm.Sequence => IsTail(node.Parts[node.Parts.Length - 1]),
        ShellForm.Subshell or ShellForm.Group => !node.IsRedirected && IsTail(node.Parts[0]),
        ShellForm.Branch => !node.IsRedirected && node.Parts.Any(static branch => !branch.Parts.IsEmpty && IsTail(branch)),
        _ => false,
    };

    /// <summary>A process that takes the place of the shell may be a shell itself.</summary>
    private static ShellVerdict JudgeStarted(ImmutableArray<DockerText> words, ShellKind sh, int depth)
    {
        if (ShellStart.In(Known(words)) is not { } start)
            return ShellVerdict.Replaces;
        var script = words[start.Script];
        return Judge(ShellParser.Parse(ShellSplitter.Split(script)), ShellStart.KindOf(words[start.Shell].Text, sh), sh, depth - 1);
    }

    private static string?[] Known(ImmutableArray<DockerText> words) => words.Select(static word => word.Expanded).ToArray();

    /// <summary>The words behind an <c>exec</c> that the shell itself reaches; null when there is none.</summary>
    private static ImmutableArray<DockerText>? Replacement(ShellNode node)
    {
        if (node.Form == ShellForm.Command)
        {
            var exec = node.Program;
            while (exec < node.Words.Length && node.Words[exec].Text is "command" or "builtin")
                exec++;
            return exec + 1 < node.Words.Length && node.Words[exec].Text == "exec" ? node.Words.RemoveRange(0, exec + 1) : null;
        }

        if (node.Form is ShellForm.Pipeline or ShellForm.Subshell or ShellForm.Background)
            return null;
        foreach (var part in node.Parts)
        {
            if (Replacement(part) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Code that is not in the script decides, or the script itself passes signals on.</summary>
    private static bool IsUnclear(ShellNode script) =>
        Any(script, static node => node.Form == ShellForm.Command && node.Program < node.Words.Length && IsUnclear(node.Words[node.Program]))
        || (Any(script, static node => IsCalled(node, "trap")) && Any(script, static node => node.Form == ShellForm.Background || IsCalled(node, "wait")));

    private static bool IsUnclear(DockerText program) =>
        program.Text is "eval" or "." or "source" or "alias" or "function" or "select"
        || (program.Expanded is null && program.Length > 0 && program[0] is '$' or '`' && program.Text.IndexOf('/') < 0);

    private static bool EndsInBackground(ShellNode script) => script.Parts[script.Parts.Length - 1].Form == ShellForm.Background;

    private static bool IsCalled(ShellNode node, string builtin) =>
        node.Form == ShellForm.Command && node.Program < node.Words.Length && node.Words[node.Program].Text == builtin;

    private static bool IsProgram(ShellNode node) =>
        node.Form == ShellForm.Command && node.Program < node.Words.Length && Array.IndexOf(Builtins, node.Words[node.Program].Text) < 0;

    /// <summary>Something that SIGTERM should reach. A shell that waits for commands is not.</summary>
    private static bool IsApp(ShellNode node)
    {
        if (node.Form != ShellForm.Command)
            return false;
        var program = node.Program;
        while (program < node.Words.Length && node.Words[program].Text is "exec" or "command" or "builtin")
            program++;
        if (program == node.Words.Length || Array.IndexOf(Builtins, node.Words[program].Text) >= 0)
            return false;
        var name = ShellStart.BaseName(node.Words[program].Text);
        return Array.IndexOf(Helpers, name) < 0
            && !(name is "sh" or "bash" or "dash" or "ash" or "zsh" or "ksh" && node.Words.Skip(program + 1).All(static word => word.Length > 0 && word[0] == '-'));
    }

    private static bool Any(ShellNode node, Func<ShellNode, bool> condition)
    {
        if (condition(node))
            return true;
        foreach (var part in node.Parts)
        {
            if (Any(part, condition))
                return true;
        }

        return false;
    }
}
