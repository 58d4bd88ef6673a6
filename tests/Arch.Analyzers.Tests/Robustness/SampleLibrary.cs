using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>
/// Every sample the rules are tested on, taken from the tests, the rule pages and the samples as they stand, so that a new rule
/// is swept from its first test on without being listed anywhere.
/// </summary>
internal static class SampleLibrary
{
    private static readonly string[] CodeMarks = ["class ", "record ", "struct ", "new ", ";"];

    public static IReadOnlyList<string> Code { get; }

    public static IReadOnlyList<(string Path, string Text)> Files { get; }

    static SampleLibrary()
    {
        var code = new SortedSet<string>(StringComparer.Ordinal);
        var files = new SortedSet<(string Path, string Text)>();
        foreach (var path in Directory.EnumerateFiles(Repository.Path("tests", "Arch.Analyzers.Tests"), "*Tests.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            FromTests(File.ReadAllText(path), code, files);
        foreach (var path in Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            FromPage(File.ReadAllText(path), code, files);
        if (Directory.Exists(Repository.Path("samples")))
            FromSamples(code, files);
        Code = [.. code];
        Files = [.. files];
    }

    /// <summary>All files of one of the samples, with their paths below its folder.</summary>
    public static IEnumerable<(string Path, string Text)> Whole(string sample) =>
        FilesBelow(Repository.Path("samples", sample)).Select(path => (Path.GetRelativePath(Repository.Path("samples", sample), path), File.ReadAllText(path)));

    private static IEnumerable<string> FilesBelow(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(static path => !path.Contains("/bin/") && !path.Contains("/obj/")).Order(StringComparer.Ordinal);

    private static void FromTests(string source, SortedSet<string> code, SortedSet<(string, string)> files)
    {
        foreach (var literal in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (literal.Token.Value is not string { Length: > 20 } text)
                continue;
            var name = literal.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax { Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string first } }, ..] } } argument
                && argument.Expression == literal ? first
                : literal.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string called } }, ..] } } ? called : null;
            if (name is not null && name.Contains('.') && !name.EndsWith(".cs", StringComparison.Ordinal) || name is "Dockerfile")
                files.Add((name, WithoutMarkup(text)));
            else if (CodeMarks.Count(mark => text.Contains(mark, StringComparison.Ordinal)) >= 2)
                code.Add(WithoutMarkup(text));
        }
    }

    private static void FromPage(string page, SortedSet<string> code, SortedSet<(string, string)> files)
    {
        var lines = page.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal) || lines[i].Length == 3)
                continue;
            var head = lines[i][3..].Trim().Split(' ');
            var block = lines.Skip(i + 1).TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).ToList();
            i += block.Count + 1;
            var text = string.Join("\n", block) + "\n";
            if (head[0] == "csharp")
                code.Add(text);
            else if (head.FirstOrDefault(word => word.StartsWith("file=", StringComparison.Ordinal)) is { } file)
                files.Add((file[5..], text));
        }
    }

    private static void FromSamples(SortedSet<string> code, SortedSet<(string, string)> files)
    {
        foreach (var path in FilesBelow(Repository.Path("samples")))
        {
            if (path.EndsWith(".cs", StringComparison.Ordinal))
                code.Add(File.ReadAllText(path));
            else if (new FileInfo(path).Length < 100_000)
                files.Add((Path.GetFileName(path), File.ReadAllText(path)));
        }
    }

    private static string WithoutMarkup(string text)
    {
        try
        {
            return Expectation.Parse(text, "ARCH0000").Text;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // A sample may hold the markup's characters for its own purposes.
            return text;
        }
    }
}
