using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Arch.Analyzers.Documents.Yaml;

/// <summary>Where the tag and anchor in front of a node end, and where its content starts.</summary>
internal readonly record struct YamlProperties(TextSpan Tag, int End, int Content);

/// <summary>
/// Hands the scanner's tokens to the parser and keeps what the parser's events leave out: the comments, and where a node's content starts,
/// because an event starts at the tag or anchor. Turns the parser's marks into offsets of the text.
/// </summary>
internal sealed class YamlTokens : IScanner
{
    private readonly string _source;
    private readonly int _origin;
    private readonly Scanner _scanner;
    private readonly ImmutableArray<TextSpan>.Builder _comments = ImmutableArray.CreateBuilder<TextSpan>();
    private readonly Dictionary<int, YamlProperties> _properties = new();
    private int? _propertiesStart;
    private int _propertiesEnd;
    private TextSpan _tag;

    /// <summary>The end of the last token; between two tokens there are only blanks and comments.</summary>
    private int _end;

    public YamlTokens(string source)
    {
        _source = source;
        var reader = new StringReader(source);
        if (source.Length > 0 && source[0] == '\uFEFF')
            _origin = _end = reader.Read() > 0 ? 1 : 0;
        _scanner = new Scanner(reader);
    }

    public ImmutableArray<TextSpan> Comments => _comments.ToImmutable();

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    public void ConsumeCurrent() => _scanner.ConsumeCurrent();

    public bool MoveNext()
    {
        if (Current is not null)
            ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        // After an anchored value in a flow map the parser looks ahead twice and would lose the token in its hand (18.1.0).
        if (Current is not (null or StreamEnd))
            return true;
        if (!_scanner.MoveNextWithoutConsuming())
            return false;

        Note(Current!);
        return true;
    }

    /// <summary>The mark's offset in the text; the scanner counts from behind the byte order mark and a little beyond the end.</summary>
    public int Offset(in Mark mark) => (int)Math.Min(mark.Index + _origin, _source.Length);

    public TextSpan Span(in Mark start, in Mark end) => TextSpan.FromBounds(Offset(start), Math.Max(Offset(start), Offset(end)));

    /// <summary>The tag and anchor of the node whose event starts at this offset.</summary>
    public YamlProperties? PropertiesAt(int offset) => _properties.TryGetValue(offset, out var properties) ? properties : null;

    private void Note(Token token)
    {
        var start = Offset(token.Start);
        CollectComments(start);
        NoteProperties(token, start);
        if (token is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded })
            CollectComments(YamlText.LineEnd(_source, start));
        _end = Math.Max(_end, Offset(token.End));
    }

    private void CollectComments(int limit)
    {
        for (var i = _end; i < limit; i++)
        {
            if (_source[i] != '#')
                continue;
            var comment = TextSpan.FromBounds(i, YamlText.LineEnd(_source, i));
            _comments.Add(comment);
            i = comment.End;
        }

        _end = Math.Max(_end, limit);
    }

    private void NoteProperties(Token token, int start)
    {
        if (token is Tag or Anchor)
        {
            _propertiesStart ??= start;
            _propertiesEnd = Offset(token.End);
            if (token is Tag)
                _tag = Span(token.Start, token.End);
        }
        else if (_propertiesStart is { } propertiesStart)
        {
            _properties[propertiesStart] = new YamlProperties(_tag, _propertiesEnd, start);
            _propertiesStart = null;
            _tag = default;
        }
    }
}
