using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>Collects the characters of a word from the text it is read from, and where they stand.</summary>
internal sealed class DockerTextBuilder(DockerText source)
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<int>.Builder _offsets = ImmutableArray.CreateBuilder<int>();
    private bool _hasEscapes = source.HasEscapes;
    private int _end;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds a character as it is.</summary>
    public void Add(int index) => Add(index, index + 1, source[index]);

    /// <summary>Adds the character that is written from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Add(int start, int end, char character)
    {
        _hasEscapes |= end - start > 1;
        _text.Append(character);
        _offsets.Add(source.Offset(start));
        _end = source.EndOf(end - 1);
    }

    /// <summary>Ends the word, which is written from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public DockerText Build(int start, int end, string? expanded)
    {
        var span = source.Source(start, end);
        if (_offsets.Count == 0)
            return new DockerText("", span, new ValueMap(span.Start), expanded);

        var first = _offsets[0];
        var isVerbatim = _end - first == _offsets.Count && _offsets[_offsets.Count - 1] == _end - 1;
        _offsets.Add(_end);
        var map = isVerbatim ? new ValueMap(first) : new ValueMap(first, _offsets.ToImmutable());
        return new DockerText(_text.ToString(), span, map, expanded, _hasEscapes);
    }
}
