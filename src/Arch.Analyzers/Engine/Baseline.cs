using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>
/// <c>arch.baseline.txt</c>: the findings a code base lives with for now, one <c>RULE ASSEMBLY FROM -> TO</c> per line.
/// A line holds no line number, no count and no date, so it survives edits and two branches merge as text.
/// </summary>
internal sealed class Baseline
{
    public const string FileName = "arch.baseline.txt";

    private const string Arrow = " -> ";

    private readonly Dictionary<string, TextSpan> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _hits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Entry, string Path, TextSpan Span), bool> _silenced = new();

    private Baseline(AdditionalText? file, SourceText? text)
    {
        File = file;
        Text = text;
        var malformed = ImmutableArray.CreateBuilder<TextSpan>();
        if (text is not null)
            Read(text, malformed);
        Malformed = malformed.ToImmutable();
    }

    /// <summary>The file, or null when the project has none.</summary>
    public AdditionalText? File { get; }

    public SourceText? Text { get; }

    /// <summary>The lines that are not in the format; they have no effect.</summary>
    public ImmutableArray<TextSpan> Malformed { get; }

    public int Count => _entries.Count;

    /// <summary>How many findings were silenced: the same finding seen twice counts once.</summary>
    public int Silenced => _silenced.Count;

    /// <summary>The baseline of the deepest directory among the given files.</summary>
    public static Baseline Find(ImmutableArray<AdditionalText> files)
    {
        AdditionalText? deepest = null;
        foreach (var file in files)
        {
            if (FilePaths.Name(file.Path) == FileName && (deepest is null || IsDeeper(file.Path, deepest.Path)))
                deepest = file;
        }

        return new Baseline(deepest, deepest?.GetText());
    }

    /// <summary>
    /// The line that records a finding; one that is about nothing but its own place has no arrow. Blanks in a part would break the format and are
    /// written as <c>%20</c>.
    /// </summary>
    public static string Line(string rule, string assembly, string from, string to) =>
        $"{rule} {Part(assembly)} {Part(from)}{(to.Length == 0 ? "" : Arrow + Part(to))}";

    /// <summary>The paths of file findings are relative to the baseline, so that the file reads the same on every machine.</summary>
    public string RelativePath(string path, string? projectDirectory) =>
        FilePaths.RelativeTo(path, File is null ? projectDirectory : FilePaths.Directory(File.Path))
        ?? FilePaths.RelativeTo(path, projectDirectory)
        ?? FilePaths.Name(path);

    /// <summary>True when this finding is recorded; remembers that its line is still needed.</summary>
    public bool Silences(string line, string path, TextSpan span)
    {
        if (!_entries.ContainsKey(line))
            return false;
        _hits.TryAdd(line, true);
        _silenced.TryAdd((line, path, span), true);
        return true;
    }

    /// <summary>The lines of this assembly that no finding needed, in the order of the file.</summary>
    public IEnumerable<(string Rule, string Line, TextSpan Span)> Stale(string assembly) =>
        from entry in _entries
        where !_hits.ContainsKey(entry.Key)
        let parts = entry.Key.Split(' ')
        where parts[1] == Part(assembly)
        orderby entry.Value.Start
        select (parts[0], entry.Key, entry.Value);

    /// <summary>Of two that are equally deep the first by name, so that the order of the files does not matter.</summary>
    private static bool IsDeeper(string path, string than) =>
        path.Length != than.Length ? path.Length > than.Length : string.CompareOrdinal(path, than) < 0;

    private static string Part(string text) => text.Replace(" ", "%20");

    private void Read(SourceText text, ImmutableArray<TextSpan>.Builder malformed)
    {
        foreach (var line in text.Lines)
        {
            var entry = line.ToString().Trim();
            if (entry.Length == 0 || entry[0] == '#')
                continue;
            if (!IsEntry(entry))
                malformed.Add(line.Span);
            else if (!_entries.ContainsKey(entry))
                _entries.Add(entry, line.Span);
        }
    }

    private static bool IsEntry(string entry)
    {
        var parts = entry.Split(' ');
        return RuleId.IsRuleId(parts[0])
            && parts.All(static part => part.Length > 0)
            && (parts.Length == 3 || (parts.Length == 5 && parts[3] == "->"));
    }
}
