using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Lifecycle;

/// <summary>A shell that a command line starts with a script as argument.</summary>
/// <param name="Shell">The index of its word.</param>
/// <param name="Script">The index of the script.</param>
/// <param name="Init">The name of an init in front of the shell; null when there is none.</param>
internal readonly record struct ShellStart(int Shell, int Script, string? Init)
{
    /// <summary>
    /// Looks behind the programs that only hand over, such as an init. Null when the command line starts no shell, one that reads a file,
    /// or a word is not known.
    /// </summary>
    /// <param name="argv">The words; null for one that is not known.</param>
    public static ShellStart? In(IReadOnlyList<string?> argv)
    {
        string? init = null;
        var at = 0;
        for (var budget = argv.Count; at < argv.Count && budget > 0; budget--)
        {
            switch (argv[at] is { } word ? BaseName(word) : "")
            {
                case "tini" or "tini-static" or "docker-init" or "catatonit" or "dumb-init":
                    init = BaseName(argv[at]!);
                    at = SkipOptions(argv, at + 1, static option => option is "-p" or "-e" or "-r" or "--rewrite");
                    break;
                case "env":
                    at = SkipOptions(argv, at + 1, static option => option is "-u" or "--unset" or "-C" or "--chdir");
                    while (at < argv.Count && argv[at] is { } variable && variable.IndexOf('=') > 0)
                        at++;
                    break;
                case "gosu" or "su-exec":
                    at += 2;
                    break;
                case "nice":
                    at = SkipOptions(argv, at + 1, static option => option is "-n" or "--adjustment");
                    break;
                case "busybox":
                    at++;
                    break;
                case "sh" or "bash" or "dash" or "ash" or "zsh" or "ksh":
                    return ScriptBehind(argv, at + 1) is { } script ? new ShellStart(at, script, init) : null;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The shell behind a name; that of <c>sh</c> depends on the image.</summary>
    public static ShellKind KindOf(string shell, ShellKind sh) => BaseName(shell) switch
    {
        "sh" => sh,
        "dash" => ShellKind.Dash,
        "bash" => ShellKind.Bash,
        "ash" => ShellKind.Busybox,
        _ => ShellKind.Other,
    };

    public static string BaseName(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The first word that is no option, if one of them says that it is a script.</summary>
    private static int? ScriptBehind(IReadOnlyList<string?> argv, int at)
    {
        var isScript = false;
        for (; at < argv.Count; at++)
        {
            if (argv[at] is not { } option)
                return null;
            if (option is "--" or "-")
                return isScript && at + 1 < argv.Count ? at + 1 : null;
            if (option.Length < 2 || option[0] is not ('-' or '+'))
                return isScript ? at : null;
            if (option.StartsWith("--", StringComparison.Ordinal))
            {
                if (option is "--rcfile" or "--init-file")
                    at++;
                continue;
            }

            isScript |= option[0] == '-' && option.IndexOf('c') > 0;
            // Each of these takes a word: -o pipefail, and -O extglob of bash.
            foreach (var letter in option)
            {
                if (letter is 'o' or 'O')
                    at++;
            }
        }

        return null;
    }

    private static int SkipOptions(IReadOnlyList<string?> argv, int at, Func<string, bool> takesValue)
    {
        while (at < argv.Count && argv[at] is { Length: > 1 } option && option[0] == '-')
        {
            at++;
            if (option == "--")
                break;
            if (takesValue(option))
                at++;
        }

        return at;
    }
}
