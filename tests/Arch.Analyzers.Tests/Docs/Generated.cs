using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>
/// Files and sections that are written by the tests. With <c>ARCH_UPDATE=1</c> they are written; without it a difference fails,
/// so that what a reader sees always fits the code.
/// </summary>
internal static class Generated
{
    public const string Command = "ARCH_UPDATE=1 dotnet test tests/Arch.Analyzers.Tests --filter FullyQualifiedName~GeneratedFiles";

    private static bool Updates => Environment.GetEnvironmentVariable("ARCH_UPDATE") == "1";

    /// <summary>Writes or compares a whole file.</summary>
    public static void WholeFile(string path, string expected)
    {
        var full = Repository.Path(path);
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (!File.Exists(full) || File.ReadAllText(full) != expected)
                File.WriteAllText(full, expected);
            return;
        }

        var actual = File.Exists(full) ? File.ReadAllText(full) : "";
        if (actual == expected)
            return;
        var (was, wants) = (actual.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, wants.Length)).First(i => was.ElementAtOrDefault(i) != wants.ElementAtOrDefault(i));
        Assert.Fail($"{path} is out of date, first in line {line + 1}:\n- {was.ElementAtOrDefault(line)}\n+ {wants.ElementAtOrDefault(line)}\nRun: {Command}");
    }

    /// <summary>Writes or compares the text between <c>&lt;!-- name:start --&gt;</c> and <c>&lt;!-- name:end --&gt;</c>.</summary>
    public static void Section(string path, string name, string expected) => WholeFile(path, Replace(path, File.ReadAllText(Repository.Path(path)), name, expected));

    /// <summary>The text with the section replaced.</summary>
    public static string Replace(string path, string text, string name, string content)
    {
        var (start, end) = ($"<!-- {name}:start -->\n", $"<!-- {name}:end -->");
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{path} has no section between {start.TrimEnd()} and {end}; add it where the generated text shall stand");
        return string.Concat(text.AsSpan(0, from + start.Length), content, text.AsSpan(to));
    }
}
