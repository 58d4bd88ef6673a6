using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Json;

/// <summary>
/// Reads JSON as configuration files use it: with comments, trailing commas, a byte order mark and duplicate keys, and with the exact place of everything.
/// What System.Text.Json accepts with these liberties is accepted here, the rest is an error. Linear, and never throws.
/// </summary>
internal static class JsonReader
{
    /// <summary>The documents of all texts seen so far; each text is read once.</summary>
    public static readonly ParseOnce<DataDocument> Parsed = new(Parse);

    public static DataDocument Parse(SourceText text)
    {
        var parser = new Parser(text.ToString());
        var roots = parser.Root() is { } root ? ImmutableArray.Create(root) : ImmutableArray<Node>.Empty;
        return new DataDocument("JSON", text, roots, parser.Comments, parser.Error);
    }

    /// <summary>Reads text that is no file of its own, such as the value of a C# literal.</summary>
    public static DataDocument Parse(string text) => Parse(SourceText.From(text));

    private sealed class Parser(string text)
    {
        private readonly ImmutableArray<TextSpan>.Builder _comments = ImmutableArray.CreateBuilder<TextSpan>();
        private readonly NodeStack _children = new();

        private int _position;
        private int _depth;

        public DocumentError? Error { get; private set; }

        public ImmutableArray<TextSpan> Comments => _comments.ToImmutable();

        private bool AtEnd => _position == text.Length;

        private char Current => AtEnd ? '\0' : text[_position];

        public Node? Root()
        {
            if (Current == '\uFEFF')
                _position++;
            if (!SkipTrivia() || Value() is not { } root || !SkipTrivia())
                return null;
            return AtEnd ? root : Unexpected("expected the end of the file");
        }

        private Node? Value()
        {
            switch (Current)
            {
                case '{':
                    return Container(NodeKind.Map, '}', "expected ',' or '}'");
                case '[':
                    return Container(NodeKind.List, ']', "expected ',' or ']'");
                case '"':
                    var start = _position;
                    return String(out var value, out var map)
                        ? new Node(NodeKind.String, TextSpan.FromBounds(start, _position)) { Value = value, Map = map }
                        : null;
                default:
                    return Word();
            }
        }

        private Node? Container(NodeKind kind, char close, string expected)
        {
            if (_depth == DocumentLimits.Depth)
                return Unexpected($"nested deeper than {DocumentLimits.Depth} levels");

            _depth++;
            var start = _position++;
            var first = _children.Count;
            while (true)
            {
                if (!SkipTrivia())
                    return null;
                if (Current == close)
                    break;
                if ((kind == NodeKind.Map ? Entry() : Value()) is not { } child || !SkipTrivia())
                    return null;
                _children.Add(child);
                if (Current == ',')
                    _position++;
                else if (Current != close)
                    return Unexpected(expected);
            }

            _depth--;
            _position++;
            var container = new Node(kind, TextSpan.FromBounds(start, _position));
            _children.MoveTo(container, first);
            return container;
        }

        private Node? Entry()
        {
            if (Current != '"')
                return Unexpected("expected a name in double quotes");
            var start = _position;
            if (!String(out var key, out _))
                return null;
            var keySpan = TextSpan.FromBounds(start, _position);
            // No comment here: neither System.Text.Json nor Newtonsoft.Json takes one between a name and its colon.
            SkipSpace();
            if (Current != ':')
                return Unexpected("expected ':'");
            _position++;
            if (!SkipTrivia() || Value() is not { } value)
                return null;
            value.Key = key;
            value.KeySpan = keySpan;
            return value;
        }

        /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
        private Node? Word()
        {
            var span = WordAt(_position);
            if (span.IsEmpty)
                return Unexpected(Current == '\'' ? "expected double quotes" : "expected a value");

            var word = text.Substring(span.Start, span.Length);
            NodeKind kind;
            if (word is "true" or "false")
                kind = NodeKind.Boolean;
            else if (word is "null")
                kind = NodeKind.Null;
            else if (IsNumber(word))
                kind = NodeKind.Number;
            else
                return Unexpected(word[0] is '-' or '+' or '.' or >= '0' and <= '9' ? "not a valid number" : "expected a value");

            _position = span.End;
            return new Node(kind, span) { Value = kind == NodeKind.Null ? null : word, Map = new ValueMap(span.Start) };
        }

        private bool String(out string value, out ValueMap map)
        {
            value = "";
            map = default;
            var start = _position + 1;
            var end = start;
            var length = 0;
            for (; ; length++)
            {
                var c = end < text.Length ? text[end] : '\n';
                if (c == '"')
                    break;
                if (c is '\n' or '\r')
                    return Fail(_position, end, "unterminated string");
                if (c < ' ')
                    return Fail(end, end + 1, "control characters must be escaped");
                if (IsLoneSurrogate(end))
                    return Fail(end, end + 1, "half of a surrogate pair");
                if (c != '\\')
                    end++;
                else if (EscapeLength(end) is > 0 and var escape)
                    end += escape;
                else
                    return Fail(end, Math.Min(end + 2, text.Length), "not a valid escape");
            }

            _position = end + 1;
            if (length == end - start)
            {
                value = text.Substring(start, length);
                map = new ValueMap(start);
            }
            else
            {
                value = Decode(start, end, length, out map);
            }

            return true;
        }

        private string Decode(int start, int end, int length, out ValueMap map)
        {
            var decoded = new char[length];
            var offsets = ImmutableArray.CreateBuilder<int>(length + 1);
            for (int i = 0, at = start; i < length; i++)
            {
                offsets.Add(at);
                decoded[i] = text[at] == '\\' ? Unescape(at) : text[at];
                at += text[at] == '\\' ? EscapeLength(at) : 1;
            }

            offsets.Add(end);
            map = new ValueMap(start, offsets.MoveToImmutable());
            return new string(decoded);
        }

        /// <summary>The length of the escape that starts with the backslash at this place; 0 when it is none.</summary>
        private int EscapeLength(int at)
        {
            switch (at + 1 < text.Length ? text[at + 1] : '\0')
            {
                case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                    return 2;
                case 'u' when at + 5 < text.Length:
                    for (var i = at + 2; i < at + 6; i++)
                    {
                        if (HexDigit(text[i]) < 0)
                            return 0;
                    }

                    return 6;
                default:
                    return 0;
            }
        }

        private char Unescape(int at) => text[at + 1] switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => (char)(HexDigit(text[at + 2]) << 12 | HexDigit(text[at + 3]) << 8 | HexDigit(text[at + 4]) << 4 | HexDigit(text[at + 5])),
            var c => c,
        };

        private static int HexDigit(char c) => c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => -1,
        };

        private static bool IsNumber(string word)
        {
            var i = word[0] == '-' ? 1 : 0;
            var whole = Digits(word, ref i);
            if (whole == 0 || whole > 1 && word[i - whole] == '0')
                return false;
            if (i < word.Length && word[i] == '.')
            {
                i++;
                if (Digits(word, ref i) == 0)
                    return false;
            }

            if (i < word.Length && word[i] is 'e' or 'E')
            {
                i++;
                if (i < word.Length && word[i] is '+' or '-')
                    i++;
                if (Digits(word, ref i) == 0)
                    return false;
            }

            return i == word.Length;
        }

        private static int Digits(string word, ref int i)
        {
            var start = i;
            while (i < word.Length && word[i] is >= '0' and <= '9')
                i++;
            return i - start;
        }

        private void SkipSpace()
        {
            while (Current is ' ' or '\t' or '\r' or '\n')
                _position++;
        }

        /// <summary>Skips white space and collects comments; false when a comment is malformed.</summary>
        private bool SkipTrivia()
        {
            while (true)
            {
                SkipSpace();
                if (Current != '/')
                    return true;
                if (!Comment())
                    return false;
            }
        }

        private bool Comment()
        {
            var start = _position;
            var second = start + 1 < text.Length ? text[start + 1] : '\0';
            if (second is not ('/' or '*'))
                return Fail(start, start + 1, "expected a second '/' or '*'");

            var end = start + 2;
            for (; !EndsComment(end, second); end++)
            {
                // System.Text.Json refuses line separators in a line comment: readers disagree on whether they end it.
                if (IsLoneSurrogate(end) || second == '/' && text[end] is '\u2028' or '\u2029')
                    return Fail(end, end + 1, "not allowed in a comment");
            }

            if (second == '*')
            {
                if (end == text.Length)
                    return Fail(start, start + 2, "unterminated comment");
                end += 2;
            }

            _comments.Add(TextSpan.FromBounds(start, end));
            _position = end;
            return true;
        }

        private bool EndsComment(int at, char kind) => at == text.Length
            || (kind == '/' ? text[at] is '\n' or '\r' : text[at] == '*' && at + 1 < text.Length && text[at + 1] == '/');

        private bool IsLoneSurrogate(int at)
        {
            var c = text[at];
            if (!char.IsSurrogate(c))
                return false;
            return char.IsHighSurrogate(c)
                ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])
                : !char.IsHighSurrogate(text[at - 1]);
        }

        private TextSpan WordAt(int start)
        {
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '+' or '-' or '.'))
                end++;
            return TextSpan.FromBounds(start, end);
        }

        /// <summary>An error at the word or the character that stands here.</summary>
        private Node? Unexpected(string message)
        {
            var word = WordAt(_position);
            Fail(word.Start, word.IsEmpty && !AtEnd ? word.End + 1 : word.End, message);
            return null;
        }

        private bool Fail(int start, int end, string message)
        {
            Error = new DocumentError(TextSpan.FromBounds(start, end), message);
            return false;
        }
    }
}
