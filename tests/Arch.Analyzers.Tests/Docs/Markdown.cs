using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>A fenced code block: the words of its opening line, its text, and where it stands.</summary>
internal sealed record CodeBlock(string Language, ImmutableArray<string> Words, string Text, int Line, string Section)
{
    /// <summary>The value of <c>key=value</c> among the words.</summary>
    public string? Setting(string key) => Settings(key).FirstOrDefault();

    public IEnumerable<string> Settings(string key) =>
        Words.Where(word => word.StartsWith(key + "=", StringComparison.Ordinal)).Select(word => word[(key.Length + 1)..]);
}

/// <summary>What the tests need of a Markdown file: its headings, code blocks, links and prose.</summary>
internal sealed class Markdown
{
    private Markdown(string path)
    {
        Path = path;
        Text = File.ReadAllText(Repository.Path(path));
        Read();
    }

    /// <summary>Relative to the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    public List<(int Level, string Title)> Headings { get; } = [];

    public List<CodeBlock> Blocks { get; } = [];

    /// <summary>The lines outside code blocks with their number.</summary>
    public List<(int Number, string Text)> Prose { get; } = [];

    public static Markdown Open(string path) => new(path);

    /// <summary>Every hand-written or generated page of the repository.</summary>
    public static IEnumerable<Markdown> All() => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories))
        .Append(Repository.Path("src", "Arch.Package", "README.md"))
        .Where(File.Exists)
        .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file))
        .Order(StringComparer.Ordinal)
        .Select(Open);

    /// <summary>The targets of <c>[text](target)</c> outside code.</summary>
    public IEnumerable<(int Line, string Target)> Links()
    {
        foreach (var (number, line) in Prose)
        {
            var text = WithoutCode(line);
            for (var at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
            {
                var end = text.IndexOf(')', at);
                if (end > 0)
                    yield return (number, text[(at + 2)..end]);
            }
        }
    }

    /// <summary>The anchors that GitHub gives the headings.</summary>
    public IEnumerable<string> Anchors() => Headings.Select(heading => string.Concat(heading.Title.ToLowerInvariant()
        .Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')
        .Select(character => character == ' ' ? '-' : character)));

    public override string ToString() => Path;

    private static string WithoutCode(string line)
    {
        var parts = line.Split('`');
        return string.Concat(parts.Where((_, index) => index % 2 == 0));
    }

    private void Read()
    {
        var lines = Text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                var fence = line[..line.TakeWhile(character => character == '`').Count()];
                var words = line[fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var end = Array.FindIndex(lines, i + 1, other => other == fence);
                Assert.True(end > 0, $"{Path}({i + 1}): the code block is not closed");
                Blocks.Add(new(words.FirstOrDefault() ?? "", [.. words.Skip(1)], string.Concat(lines[(i + 1)..end].Select(text => text + "\n")), i + 1, Headings.LastOrDefault().Title ?? ""));
                i = end;
                continue;
            }

            Prose.Add((i + 1, line));
            var level = line.TakeWhile(character => character == '#').Count();
            if (level > 0 && line.Length > level && line[level] == ' ')
                Headings.Add((level, line[(level + 1)..].Trim()));
        }
    }
}
