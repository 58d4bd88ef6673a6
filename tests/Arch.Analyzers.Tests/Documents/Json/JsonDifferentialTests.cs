using System.Text;
using System.Text.Json;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;

namespace Arch.Analyzers.Tests.Documents.Json;

/// <summary>We accept exactly what System.Text.Json accepts, and see the same tree.</summary>
public class JsonDifferentialTests
{
    private const int Seed = 20260801;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = DocumentLimits.Depth,
    };

    [Fact]
    public void TenThousandDocuments_ReadAlike()
    {
        var random = new Random(Seed);
        var accepted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var text = new Generator(random).Document();
            if (i % 2 == 1)
                text = random.Mutate(text);
            accepted += AssertAlike(text) ? 1 : 0;
        }

        // Nearly all of the undamaged half are valid; a mutator that leaves all or none of the others valid would test nothing.
        Assert.InRange(accepted, 5_300, 9_000);
    }

    [Theory]
    [InlineData(127), InlineData(128), InlineData(129), InlineData(100_000)]
    public void DeepNesting_ReadsAlike(int depth)
    {
        AssertAlike(new string('[', depth) + new string(']', depth));
        AssertAlike(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
        AssertAlike(new string('[', depth));
    }

    [Theory]
    [InlineData("1//"), InlineData("1/**/"), InlineData("1 //\u2028"), InlineData("/*\u2028*/1"), InlineData("//\u2029\n1"), InlineData("//\u20281")]
    [InlineData("[1,/**/]"), InlineData("[1/**/,//\n]"), InlineData("{\"a\"/**/:1}"), InlineData("{\"a\":/**/1/**/,/**/}"), InlineData("/**/"), InlineData("/"), InlineData("[/]")]
    [InlineData("/*/1"), InlineData("/**//1"), InlineData("/***/1"), InlineData("/*//*/1"), InlineData("//\r1"), InlineData("//"), InlineData("1/")]
    [InlineData("\"\\u0000\""), InlineData("\"\u007F\""), InlineData("\"\u2028\""), InlineData("\"\\uD800\""), InlineData("\"\\uDC00\\uD800\""), InlineData("{\"\\uD800\":1}")]
    [InlineData("-0"), InlineData("-0.0e-0"), InlineData("1E5"), InlineData("1.e5"), InlineData("0x1"), InlineData("00"), InlineData("-"), InlineData("--1"), InlineData("1e"), InlineData("NaN")]
    [InlineData("\u00A01"), InlineData("1\u00A0"), InlineData("\f1"), InlineData("\v1"), InlineData("١"), InlineData("truе"), InlineData("true false"), InlineData("nulll")]
    [InlineData(""), InlineData(" "), InlineData("{,}"), InlineData("[,]"), InlineData("[1,,]"), InlineData("{\"a\":1,,}"), InlineData("{\"a\":}"), InlineData("{\"a\"}"), InlineData(",1"), InlineData("1,")]
    [InlineData("1}"), InlineData("[1}"), InlineData("{\"a\":1]"), InlineData("{\"\":{\"\":[]}}"), InlineData("\"\\u00e\""), InlineData("\"\\U0041\""), InlineData("\"\\"), InlineData("\"\\u")]
    public void Edge_ReadsAlike(string text) => AssertAlike(text);

    [Fact]
    public void EveryCharacter_AloneInAStringAndInAComment_ReadsAlike()
    {
        for (var c = 0; c <= char.MaxValue; c += c < 0x200 || c is >= 0x2000 and < 0x2070 ? 1 : 47)
        {
            AssertAlike($"{(char)c}1");
            AssertAlike($"1{(char)c}");
            AssertAlike($"\"{(char)c}\"");
            AssertAlike($"\"\\{(char)c}\"");
            AssertAlike($"//{(char)c}\n1");
        }
    }

    private static bool AssertAlike(string text)
    {
        var ours = JsonReader.Parse(text);
        TreeAssert.IsSound(ours);
        try
        {
            // One byte order mark belongs to the encoding; System.Text.Json skips it in a stream and refuses it in a string.
            using var theirs = JsonDocument.Parse(text.StartsWith('\uFEFF') ? " " + text[1..] : text, Options);
            Assert.True(ours.Error is null, $"only System.Text.Json accepts {Show(text)}: we say {ours.Error?.Message} at {ours.Error?.Span}");
            AssertAlike(theirs.RootElement, ours.Roots[0], text);
            return true;
        }
        // ArgumentException: the text holds half a surrogate pair and has no UTF-8 form.
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            Assert.True(ours.Error is not null, $"only we accept {Show(text)}: {exception.Message}");
            return false;
        }
    }

    private static void AssertAlike(JsonElement theirs, Node ours, string text)
    {
        var kind = theirs.ValueKind switch
        {
            JsonValueKind.Object => NodeKind.Map,
            JsonValueKind.Array => NodeKind.List,
            JsonValueKind.String => NodeKind.String,
            JsonValueKind.Number => NodeKind.Number,
            JsonValueKind.Null => NodeKind.Null,
            _ => NodeKind.Boolean,
        };
        Assert.True(kind == ours.Kind, $"{kind} is not {ours.Kind} in {Show(text)}");
        Assert.Equal(theirs.GetRawText(), text.Substring(ours.Span.Start, ours.Span.Length));
        switch (kind)
        {
            case NodeKind.Map:
                var properties = theirs.EnumerateObject().ToList();
                Assert.Equal(properties.Count, ours.Children.Length);
                for (var i = 0; i < properties.Count; i++)
                {
                    AssertDecodedAlike(() => properties[i].Name, ours.Children[i].Key);
                    AssertAlike(properties[i].Value, ours.Children[i], text);
                }

                break;
            case NodeKind.List:
                Assert.Equal(theirs.GetArrayLength(), ours.Children.Length);
                for (var i = 0; i < ours.Children.Length; i++)
                    AssertAlike(theirs[i], ours.Children[i], text);
                break;
            case NodeKind.String:
                AssertDecodedAlike(() => theirs.GetString()!, ours.Value);
                break;
            default:
                Assert.Equal(kind == NodeKind.Null ? null : theirs.GetRawText(), ours.Value);
                break;
        }
    }

    /// <summary>System.Text.Json accepts half a surrogate pair written as an escape, and refuses only to hand out such a value.</summary>
    private static void AssertDecodedAlike(Func<string> theirs, string? ours)
    {
        string expected;
        try
        {
            expected = theirs();
        }
        catch (InvalidOperationException)
        {
            Assert.Throws<EncoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(ours!));
            return;
        }

        Assert.Equal(expected, ours);
    }

    private static string Show(string text) => $"(seed {Seed}) {JsonSerializer.Serialize(Encoding.Unicode.GetBytes(text).Chunk(2).Select(b => BitConverter.ToUInt16(b)))} = {text}";

    private sealed class Generator(Random random)
    {
        private static readonly string[] Characters =
            ["a", "Z", "0", "+", "/", " ", "'", "{", "]", ",", ":", "é", "😀", "\u2028", "\u007F", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u002B", "\\u00e9", "\\uD83D\\uDE00", "\\uD83D", "\\u0000"];

        private static readonly string[] Numbers = ["0", "-0", "1", "-12", "3.25", "1e5", "1E+5", "-2.50e-12", "123456789012345678901234567890", "1e99999"];

        private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n", "\t", "  ", "// c\n", "//\r\n", "/* * / \n */", "/**/"];

        private readonly StringBuilder _text = new();

        public string Document()
        {
            Space();
            Value(random.Next(6));
            Space();
            return _text.ToString();
        }

        private void Value(int depth)
        {
            switch (random.Next(depth > 0 ? 9 : 5))
            {
                case 0:
                    _text.Append(random.Pick(["true", "false", "null"]));
                    break;
                case 1 or 2:
                    _text.Append(random.Pick(Numbers));
                    break;
                case 3 or 4:
                    String();
                    break;
                case 5 or 6:
                    Items('[', ']', () => Value(depth - 1));
                    break;
                default:
                    Items('{', '}', () =>
                    {
                        String();
                        _text.Append(random.Pick(["", " ", "\r\n", "\t", random.Next(20) == 0 ? "/**/" : ""])).Append(':');
                        Space();
                        Value(depth - 1);
                    });
                    break;
            }
        }

        private void Items(char open, char close, Action item)
        {
            _text.Append(open);
            Space();
            var count = random.Next(4);
            for (var i = 0; i < count; i++)
            {
                item();
                Space();
                if (i < count - 1 || random.Next(4) == 0)
                    _text.Append(',');
                Space();
            }

            _text.Append(close);
        }

        private void String()
        {
            _text.Append('"');
            for (var i = random.Next(5); i > 0; i--)
                _text.Append(random.Pick(Characters));
            _text.Append('"');
        }

        private void Space() => _text.Append(random.Pick(Spaces));
    }
}
