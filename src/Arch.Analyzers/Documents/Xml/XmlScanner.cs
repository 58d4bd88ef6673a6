using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Xml;

/// <summary>
/// Reads the XML of configuration files (<c>*.config</c>, <c>*.resx</c>, <c>*.settings</c>) into nodes: an element is a map named after it, an attribute
/// a string, text that is not blank a string named <c>#text</c>. Values are decoded but keep their line endings. What XML forbids without being ambiguous
/// is let pass, and a document type is skipped, never expanded. Linear, and never throws.
/// </summary>
internal static class XmlScanner
{
    /// <summary>The key of the text between two tags.</summary>
    public const string TextKey = "#text";

    /// <summary>The documents of all texts seen so far; each text is read once.</summary>
    public static readonly ParseOnce<DataDocument> Parsed = new(Parse);

    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";
    private const string CDataStart = "<![CDATA[";
    private const string CDataEnd = "]]>";
    private const string InstructionStart = "<?";
    private const string InstructionEnd = "?>";
    private const string DocumentTypeStart = "<!DOCTYPE";

    public static DataDocument Parse(SourceText text)
    {
        var scanner = new Scanner(text);
        var roots = scanner.Root() is { } root ? ImmutableArray.Create(root) : ImmutableArray<Node>.Empty;
        return new DataDocument("XML", text, roots, scanner.Comments, scanner.Error);
    }

    /// <summary>Reads text that is no file of its own, such as the value of a C# literal.</summary>
    public static DataDocument Parse(string text) => Parse(SourceText.From(text));

    private sealed class Scanner(SourceText source)
    {
        private readonly string _text = source.ToString();
        private readonly ImmutableArray<TextSpan>.Builder _comments = ImmutableArray.CreateBuilder<TextSpan>();
        private readonly NodeStack _children = new();

        /// <summary>The value being decoded, and where each of its characters stands.</summary>
        private readonly StringBuilder _value = new();
        private readonly ImmutableArray<int>.Builder _offsets = ImmutableArray.CreateBuilder<int>();

        private int _position;
        private int _depth;

        public DocumentError? Error { get; private set; }

        public ImmutableArray<TextSpan> Comments => _comments.ToImmutable();

        private bool AtEnd => _position == _text.Length;

        private char Current => AtEnd ? '\0' : _text[_position];

        public Node? Root()
        {
            if (Current == '\uFEFF')
                _position++;
            if (!SkipMisc(documentTypeAllowed: true))
                return null;
            if (Current != '<')
                return Unexpected("expected an element");
            if (Element() is not { } root || !SkipMisc(documentTypeAllowed: false))
                return null;
            return AtEnd ? root : Unexpected("expected the end of the file");
        }

        private bool SkipMisc(bool documentTypeAllowed)
        {
            while (true)
            {
                SkipSpace();
                if (At(CommentStart) || At(InstructionStart))
                {
                    if (!CommentOrInstruction())
                        return false;
                }
                else if (documentTypeAllowed && At(DocumentTypeStart))
                {
                    if (!DocumentType())
                        return false;
                }
                else
                {
                    return true;
                }
            }
        }

        private bool CommentOrInstruction()
        {
            var start = _position;
            var isComment = At(CommentStart);
            if (!Skip(isComment ? CommentStart : InstructionStart, isComment ? CommentEnd : InstructionEnd))
                return false;
            if (isComment)
                _comments.Add(TextSpan.FromBounds(start, _position));
            return true;
        }

        private bool DocumentType()
        {
            var start = _position;
            var inSubset = false;
            while (!AtEnd)
            {
                if (At(CommentStart) || At(InstructionStart))
                {
                    if (!CommentOrInstruction())
                        return false;
                    continue;
                }

                var c = _text[_position++];
                if (c is '"' or '\'')
                {
                    var quote = _text.IndexOf(c, _position);
                    if (quote < 0)
                        break;
                    _position = quote + 1;
                }
                else if (c is '[' or ']')
                {
                    inSubset = c == '[';
                }
                else if (c == '>' && !inSubset)
                {
                    return true;
                }
            }

            return Fail(start, start + DocumentTypeStart.Length, "unterminated document type");
        }

        private Node? Element()
        {
            if (_depth == DocumentLimits.Depth)
                return Unexpected($"nested deeper than {DocumentLimits.Depth} levels");

            var start = _position++;
            var name = Name();
            if (name.IsEmpty)
                return Unexpected("expected a name");

            _depth++;
            var first = _children.Count;
            if (!Attributes(out var isEmpty) || !isEmpty && !Content(name))
                return null;

            _depth--;
            var element = new Node(NodeKind.Map, TextSpan.FromBounds(start, _position)) { Key = Cut(name), KeySpan = name };
            _children.MoveTo(element, first);
            return element;
        }

        /// <summary>The rest of a start tag.</summary>
        private bool Attributes(out bool isEmpty)
        {
            isEmpty = false;
            while (true)
            {
                SkipSpace();
                isEmpty = At("/>");
                if (isEmpty || Current == '>')
                {
                    _position += isEmpty ? 2 : 1;
                    return true;
                }

                if (Attribute() is not { } attribute)
                    return false;
                _children.Add(attribute);
            }
        }

        private Node? Attribute()
        {
            var name = Name();
            if (name.IsEmpty)
                return Unexpected("expected '>'");
            SkipSpace();
            if (Current != '=')
                return Unexpected("expected '='");
            _position++;
            SkipSpace();
            if (Current is not ('"' or '\''))
                return Unexpected("expected a value in quotes");

            var start = _position;
            var quote = _text[start];
            for (_position++; Current != quote; _position++)
            {
                // A '<' is not allowed here; mostly it belongs to the next tag, and the quote was forgotten.
                if (AtEnd || Current == '<')
                {
                    Fail(start, start + 1, "unterminated value");
                    return null;
                }
            }

            Decode(start + 1, _position);
            _position++;
            return TakeString(Cut(name), name, TextSpan.FromBounds(start, _position), _position - 1);
        }

        /// <summary>All that follows a start tag, its end tag included.</summary>
        private bool Content(TextSpan name)
        {
            while (!AtEnd)
            {
                if (At("</"))
                    return EndTag(name);
                if (At(CommentStart) || At(InstructionStart))
                {
                    if (!CommentOrInstruction())
                        return false;
                }
                else if (Current == '<' && !At(CDataStart))
                {
                    if (Element() is not { } child)
                        return false;
                    _children.Add(child);
                }
                else if (!Text())
                {
                    return false;
                }
            }

            return Fail(name.Start, name.End, "element without an end tag");
        }

        private bool EndTag(TextSpan startName)
        {
            _position += 2;
            var name = Name();
            if (name.Length != startName.Length || string.CompareOrdinal(_text, name.Start, _text, startName.Start, name.Length) != 0)
            {
                // The line, not the name: a text that is no XML may hold anything where a name belongs.
                var line = source.Lines.GetLinePosition(startName.Start).Line + 1;
                return Fail(name.Start, name.IsEmpty && !AtEnd ? name.End + 1 : name.End, $"expected the end tag of the element in line {line}");
            }

            SkipSpace();
            if (Current != '>')
                return Unexpected("expected '>'") is not null;
            _position++;
            return true;
        }

        /// <summary>Text and CDATA sections up to the next other markup: one value.</summary>
        private bool Text()
        {
            var start = _position;
            SkipSpace();
            if (Current == '<' && !At(CDataStart))
                return true;

            var end = _position = start;
            while (!AtEnd)
            {
                var from = _position;
                if (At(CDataStart))
                {
                    if (!Skip(CDataStart, CDataEnd))
                        return false;
                    end = _position - CDataEnd.Length;
                    Append(from + CDataStart.Length, end);
                }
                else if (Current != '<')
                {
                    var next = _text.IndexOf('<', from);
                    _position = end = next < 0 ? _text.Length : next;
                    Decode(from, end);
                }
                else
                {
                    break;
                }
            }

            var node = TakeString(TextKey, new TextSpan(start, 0), TextSpan.FromBounds(start, _position), end);
            if (!string.IsNullOrWhiteSpace(node.Value))
                _children.Add(node);
            return true;
        }

        private void Decode(int start, int end)
        {
            while (start < end)
            {
                var reference = _text.IndexOf('&', start, end - start);
                Append(start, reference < 0 ? end : reference);
                if (reference < 0)
                    return;
                start = AppendReference(reference, end);
            }
        }

        /// <summary>Appends what a reference stands for, or its <c>&amp;</c> when it is none, and returns where to go on.</summary>
        private int AppendReference(int at, int end)
        {
            // "&#x10FFFF;" is the longest one, leading zeros apart; without a bound, many ampersands and no semicolon would cost a square.
            var semicolon = _text.IndexOf(';', at, Math.Min(end - at, 16));
            var character = semicolon < 0 ? -1 : Character(_text.Substring(at + 1, semicolon - at - 1));
            if (character < 0)
            {
                Append(at, at + 1);
                return at + 1;
            }

            _offsets.Add(at);
            if (character <= char.MaxValue)
            {
                _value.Append((char)character);
            }
            else
            {
                // Two characters from one reference: the first stands for its '&', the second for the rest.
                _value.Append(char.ConvertFromUtf32(character));
                _offsets.Add(at + 1);
            }

            return semicolon + 1;
        }

        private static int Character(string reference) => reference switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => Number(reference),
        };

        private static int Number(string reference)
        {
            if (!reference.StartsWith("#", StringComparison.Ordinal))
                return -1;

            var number = 0;
            var radix = reference.StartsWith("#x", StringComparison.Ordinal) ? 16 : 10;
            for (var i = radix == 16 ? 2 : 1; i < reference.Length; i++)
            {
                var digit = reference[i] switch
                {
                    >= '0' and <= '9' and var c => c - '0',
                    >= 'a' and <= 'f' and var c => c - 'a' + 10,
                    >= 'A' and <= 'F' and var c => c - 'A' + 10,
                    _ => radix,
                };
                number = number * radix + digit;
                if (digit >= radix || number > 0x10FFFF)
                    return -1;
            }

            return number is 0 or >= 0xD800 and <= 0xDFFF ? -1 : number;
        }

        private void Append(int start, int end)
        {
            _value.Append(_text, start, end - start);
            for (var i = start; i < end; i++)
                _offsets.Add(i);
        }

        /// <summary>The node of the value decoded so far; <paramref name="end"/> is where its last character ends.</summary>
        private Node TakeString(string key, TextSpan keySpan, TextSpan span, int end)
        {
            var start = _offsets.Count == 0 ? end : _offsets[0];
            _offsets.Add(end);
            var map = end - start == _value.Length ? new ValueMap(start) : new ValueMap(start, _offsets.ToImmutable());
            var node = new Node(NodeKind.String, span) { Key = key, KeySpan = keySpan, Value = _value.ToString(), Map = map };
            _value.Clear();
            _offsets.Clear();
            return node;
        }

        private bool Skip(string opening, string closing)
        {
            var end = _text.IndexOf(closing, _position + opening.Length, StringComparison.Ordinal);
            if (end < 0)
                return Fail(_position, _position + opening.Length, $"missing '{closing}'");
            _position = end + closing.Length;
            return true;
        }

        private TextSpan Name()
        {
            var start = _position;
            while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not ('<' or '>' or '/' or '=' or '"' or '\'' or '&' or '!' or '?' or '\0'))
                _position++;
            return TextSpan.FromBounds(start, _position);
        }

        private void SkipSpace()
        {
            while (char.IsWhiteSpace(Current))
                _position++;
        }

        private bool At(string markup) => string.CompareOrdinal(_text, _position, markup, 0, markup.Length) == 0;

        private string Cut(TextSpan span) => _text.Substring(span.Start, span.Length);

        private Node? Unexpected(string message)
        {
            Fail(_position, AtEnd ? _position : _position + 1, message);
            return null;
        }

        private bool Fail(int start, int end, string message)
        {
            Error = new DocumentError(TextSpan.FromBounds(start, end), message);
            return false;
        }
    }
}
