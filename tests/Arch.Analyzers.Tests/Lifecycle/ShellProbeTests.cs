using System.Diagnostics;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Lifecycle;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>
/// Who gets the signal. Each script stands with what dash, bash and busybox make of it: R the app takes the place of the shell, L by luck,
/// S the shell stays, ? not known. Where a shell is installed, it is asked as well.
/// </summary>
public class ShellProbeTests
{
    public static TheoryData<string, string> Scripts => new()
    {
        // A program alone, or last
        { "app", "SRL" },
        { "  app  ", "SRL" },
        { "A=1 app", "SRL" },
        { "A=1 B=\"2 3\" app", "SRL" },
        { "cd / && app", "SRL" },
        { "true; app", "SRL" },
        { "true\napp", "SRL" },
        { "app;", "SRL" },
        { "app && app", "SRL" },
        { "set -e; app --x 'y z'", "SRL" },
        { "export A=1; app", "SRL" },
        { "app $(true) \"$HOME\"", "SRL" },
        { "A=$(true); app", "SRL" },
        { "app # as it was", "SRL" },
        { "# first\napp", "SRL" },
        { "app \\\n  --x", "SRL" },
        { "env A=1 app", "SRL" },
        { "command app", "SRL" },
        { "echo 'exec app'; app", "SRL" },
        { "[ -f /etc/passwd ] && app", "SRL" },
        { "[ -f /none ] || app", "SRL" },
        { "true | true; app", "SRL" },
        { "true || true; app", "SRL" },
        { "if true; then true; fi; app", "SRL" },
        { "until true; do sleep 1; done; app", "SRL" },
        { "case a in b) ;; *) true;; esac; app", "SRL" },
        { "exec 3>&1; app", "SRL" },
        { "sh -c 'exec app'", "SRL" },
        { "$ARCH_FOLDER/app", "SRL" },
        // Redirected, in brackets, in branches
        { "app > /dev/null 2>&1", "SSL" },
        { "cd / ; app < /dev/null", "SSL" },
        { ">/dev/null app", "SSL" },
        { "(app)", "SSL" },
        { "(exec app)", "SSL" },
        { "true && (true; app)", "SSL" },
        { "{ app; }", "SSL" },
        { "true && { app; }", "SSL" },
        { "if true; then app; fi", "SSL" },
        { "if false; then true; elif true; then app; else true; fi", "SSL" },
        { "case a in a) app;; esac", "SSL" },
        { "case a in\n (b|c) true;;\n a)\n app\nesac", "SSL" },
        { "sleep 0 & app", "SSL" },
        { "{ app; } > /dev/null", "SSS" },
        // Something comes behind
        { "app; true", "SSS" },
        { "app || true", "SSS" },
        { "app && echo done", "SSS" },
        { "app; exit $?", "SSS" },
        { "app | cat", "SSS" },
        { "app 2>&1 | tee /dev/null", "SSS" },
        { "exec app | cat", "SSS" },
        { "! app", "SSS" },
        { "trap : TERM; app", "SSS" },
        { "trap : EXIT; app", "SSS" },
        { "for i in 1; do app; done", "SSS" },
        { "for i in 1\ndo app; done; true", "SSS" },
        { "while app; do break; done", "SSS" },
        { "app & wait", "SSS" },
        { "app &\nwait $!", "SSS" },
        { "cd / && app & wait", "SSS" },
        { "(app) & wait", "SSS" },
        { "exec sh -c 'app; true'", "SSS" },
        { "echo \"exec app\" | cat; app; true", "SSS" },
        // exec
        { "exec app", "RRR" },
        { "exec \\\n app", "RRR" },
        { "A=1 exec app", "RRR" },
        { "cd / && exec app", "RRR" },
        { "exec app > /dev/null", "RRR" },
        { "2>&1 exec app", "RRR" },
        { "exec 2>&1 app", "RRR" },
        { "if true; then exec app; fi", "RRR" },
        { "if true; then exec app; else true; fi", "RRR" },
        { "{ exec app; }", "RRR" },
        { "false || exec app", "RRR" },
        { "while true; do exec app; done", "RRR" },
        { "case a in a) exec app;; esac", "RRR" },
        { "command exec app", "RRR" },
        { "\"exec\" app", "RRR" },
        { "exec env A=1 app", "RRR" },
        { "exec nice -n 1 app", "RRR" },
        { "true | true; exec app", "RRR" },
        { "true & exec app", "RRR" },
        { "trap : TERM; exec app", "RRR" },
        { "exec sh -c 'exec app'", "RRR" },
        { "set -- app; exec \"$@\"", "RRR" },
        // Nobody can tell, or there is nothing to tell
        { "app &", "???" },
        { "exec app &", "???" },
        { "cd / && app &", "???" },
        { "eval app", "???" },
        { "eval exec app", "???" },
        { ". /dev/null; app", "???" },
        { "$ARCH_APP", "???" },
        { "set -- app; \"$@\"", "???" },
        { "f() { app; }; f", "???" },
        { "trap 'kill $!' TERM; app & wait", "???" },
        { "cat <<X\nexec app\nX", "???" },
        { "true", "???" },
        { "echo exec app", "???" },
        { "sleep 0", "???" },
        { "tail -n 1 /dev/null", "???" },
        { "sh", "???" },
    };

    /// <summary>What no shell accepts, or only some do, is not judged.</summary>
    [Theory]
    [InlineData(""), InlineData(" "), InlineData(";"), InlineData("("), InlineData("(app"), InlineData("app)"), InlineData("{ app"), InlineData("if app"), InlineData("if a; then app")]
    [InlineData("while a; app; done"), InlineData("for"), InlineData("for i in"), InlineData("case"), InlineData("case a in"), InlineData("case a in a) app"), InlineData("app >"), InlineData("fi")]
    [InlineData("a=(1 2); app"), InlineData("app <(true)"), InlineData("for ((;;)) do app; done"), InlineData(";; app"), InlineData("function f { app; }"), InlineData("app <<-X")]
    public void UnreadableScript_IsUnknown(string script) => Assert.All(Enum.GetValues<ShellKind>(), shell => Assert.Equal(ShellVerdict.Unknown, Judge(script, shell)));

    [Theory, MemberData(nameof(Scripts))]
    public void Script_IsJudged(string script, string verdicts)
    {
        Assert.Equal(verdicts, string.Concat(new[] { ShellKind.Dash, ShellKind.Bash, ShellKind.Busybox }.Select(shell => Letter(Judge(script, shell)))));

        // The /bin/sh of Red Hat and Amazon Linux is bash, but the next base may not have it.
        Assert.Equal(verdicts switch { "???" => '?', "RRR" => 'R', ['S', 'R', ..] => 'L', _ => 'S' }, Letter(Judge(script, ShellKind.BashAsSh)));
        Assert.Equal(verdicts switch { "???" => '?', "RRR" => 'R', "SSS" => 'S', _ => 'L' }, Letter(Judge(script, ShellKind.Unknown)));
        Assert.Equal(verdicts switch { "RRR" => 'R', "SSS" => 'S', _ => '?' }, Letter(Judge(script, ShellKind.Other)));
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task Script_RunsAsJudged(string script, string verdicts)
    {
        for (var i = 0; i < Shells.Length; i++)
        {
            if (verdicts[i] != '?' && await Shells[i].RunAsync(script) is { } replaces)
                Assert.True(replaces == verdicts[i] is 'R' or 'L', $"{Shells[i].Name}: {(replaces ? "the app takes the place of the shell" : "the shell stays")}");
        }
    }

    [Fact]
    public void DeepAndLongScripts_AreJudgedOrNot()
    {
        foreach (var unit in new[] { "(", "{ ", "if ", "! ", "a; ", "a | ", "case a in a) ", "while ", "if a; then b; elif ", "sh -c 'sh -c ", "& ", "exec ", "a=1 ", "> ", "$(", "a && " })
        {
            foreach (var shell in Enum.GetValues<ShellKind>())
                Judge(string.Concat(Enumerable.Repeat(unit, 5_000)) + "app", shell);
        }
    }

    internal static ShellVerdict Judge(string script, ShellKind shell) =>
        ShellProbe.Judge(ShellParser.Parse(ShellSplitter.Split(Text(script))), shell, sh: shell is ShellKind.Other ? ShellKind.Unknown : shell);

    private static DockerText Text(string text) => new(text, new(0, text.Length), new(0), text);

    private static char Letter(ShellVerdict verdict) => verdict switch
    {
        ShellVerdict.Replaces => 'R',
        ShellVerdict.ReplacesByLuck => 'L',
        ShellVerdict.Stays => 'S',
        _ => '?',
    };

    private static readonly RealShell[] Shells = [new("dash"), new("bash"), new("busybox", "sh")];

    /// <summary>A shell of this machine, and whether a script makes an app of its process.</summary>
    private sealed class RealShell(string name, params string[] arguments)
    {
        private readonly string? _path = !OperatingSystem.IsLinux() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

        public string Name => name;

        /// <summary>Null when the shell is not installed.</summary>
        public async Task<bool?> RunAsync(string script)
        {
            if (_path is null || OperatingSystem.IsWindows())
                return null;
            var folder = Directory.CreateTempSubdirectory("arch-shell-").FullName;
            try
            {
                var app = Path.Combine(folder, "app");
                var ran = Path.Combine(folder, "ran");
                await File.WriteAllTextAsync(app, "#!/bin/sh\necho $$ >> \"$ARCH_RAN\"\n");
                File.SetUnixFileMode(app, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                var start = new ProcessStartInfo(_path, [.. arguments, "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
                start.Environment["PATH"] = folder + Path.PathSeparator + start.Environment["PATH"];
                start.Environment["ARCH_RAN"] = ran;
                start.Environment["ARCH_FOLDER"] = folder;
                using var process = Process.Start(start)!;
                process.StandardInput.Close();
                await process.WaitForExitAsync();
                return (await File.ReadAllLinesAsync(ran)).Contains($"{process.Id}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
