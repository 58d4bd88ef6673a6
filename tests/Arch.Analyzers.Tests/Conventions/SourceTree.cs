using System.Text.RegularExpressions;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>The text files of the repository, without what is built, fetched or hidden.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] Texts =
    [
        ".cs", ".md", ".json", ".csproj", ".props", ".targets", ".sln", ".slnx", ".config", ".txt", ".yml", ".yaml", ".xml", ".sh", ".globalconfig", ".editorconfig",
    ];

    private static readonly Lazy<List<(string Path, string Text)>> Files = new(() =>
        [.. Paths(Repository.Root).Select(path => (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path)))]);

    public static IReadOnlyList<(string Path, string Text)> All => Files.Value;

    public static IEnumerable<(string Path, string Text)> Below(string folder, string extension) =>
        All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal) && file.Path.EndsWith(extension, StringComparison.Ordinal));

    /// <summary>Where a pattern occurs, as <c>path(line): text</c>.</summary>
    public static IEnumerable<string> Find(this IEnumerable<(string Path, string Text)> files, Regex pattern) =>
        from file in files
        from Match match in pattern.Matches(file.Text)
        select $"{file.Path}({file.Text.AsSpan(0, match.Index).Count('\n') + 1}): {match.Value.Trim()}";

    private static IEnumerable<string> Paths(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Texts.Contains(Path.GetExtension(file)) || Path.GetFileName(file).StartsWith("Dockerfile", StringComparison.Ordinal))
                yield return file;
        }

        foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(child) is var name && !name.StartsWith('.') && !NotOurs.Contains(name))
            {
                foreach (var file in Paths(child))
                    yield return file;
            }
        }
    }
}
