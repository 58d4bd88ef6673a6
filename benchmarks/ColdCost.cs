using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Arch.Benchmarks;

/// <summary>What the package adds to a compiler that has just been started, as in CI: its assemblies are loaded and its code is compiled on the way.</summary>
internal static class ColdCost
{
    public static string Run(Body body, int samples)
    {
        var folder = Directory.CreateTempSubdirectory("arch-cold").FullName;
        try
        {
            var arguments = body.Trees.Select((tree, index) =>
            {
                var path = Path.Combine(folder, $"{index}.cs");
                File.WriteAllText(path, tree.GetText().ToString());
                return path;
            }).Concat(body.References.Select(path => $"/r:{path}")).Concat(["/noconfig", "/nostdlib", "/nologo", "/target:library", "/unsafe", "/langversion:preview", "/nowarn:1701;1702;8019", "/warn:0",
                $"/out:{Path.Combine(folder, "Body.dll")}"]);
            var sdk = Directory.EnumerateFiles(Settings.Peer("SDK"), "*NetAnalyzers.dll").Select(path => $"/a:{path}").ToList();
            var ours = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(ColdCost).Assembly.Location)!, "Arch.*.dll")
                .Where(path => Path.GetFileName(path) is "Arch.Analyzers.dll" or "Arch.YamlDotNet.dll").Select(path => $"/a:{path}").ToList();
            var without = Write(folder, "without.rsp", [.. arguments, .. sdk]);
            var with = Write(folder, "with.rsp", [.. arguments, .. sdk, .. ours]);
            Compile(with);
            var pairs = Enumerable.Range(0, samples).Select(_ => (Without: Compile(without), With: Compile(with))).ToList();
            return string.Create(CultureInfo.InvariantCulture, $"""
                ### {body.Name}: a compiler process just started, {body.Lines:N0} lines, medians of {samples}

                | compiler with | CPU ms |
                |---|---|
                | SDK NetAnalyzers | {Cost.Median(pairs.Select(pair => pair.Without)):N0} |
                | Arch.Analyzers as well | {Cost.Median(pairs.Select(pair => pair.With)):N0} |
                | difference | {Cost.Median(pairs.Select(pair => pair.With - pair.Without)):N0} |

                """);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Write(string folder, string name, IEnumerable<string> arguments)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, arguments.Select(argument => $"\"{argument}\""), Encoding.UTF8);
        return path;
    }

    /// <summary>The CPU time of one run, which the shell that started it knows: its second line of <c>times</c> is about its children.</summary>
    private static double Compile(string arguments)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"dotnet exec '{Settings.Compiler}' '@{arguments}' > /dev/null; times"]) { RedirectStandardOutput = true })!;
        var children = shell.StandardOutput.ReadToEnd().Trim().Split('\n')[^1].Split(' ');
        shell.WaitForExit();
        return children.Sum(Milliseconds);
    }

    private static double Milliseconds(string time) =>
        TimeSpan.ParseExact(time.Trim(), @"m\ms\.fff\s", CultureInfo.InvariantCulture).TotalMilliseconds;
}
