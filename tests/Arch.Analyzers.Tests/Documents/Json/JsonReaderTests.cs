using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Json;

public class JsonReaderTests
{
    private const string Sample = """
        {
          // where
          "Region": "eu-west-1", /* who */
          "Ports": [ 80, -4.43e+2, ],
          "On": true, "Off": false, "None": null,
          "Nested": { "Empty": {}, "List": [] },
        }
        """;

    [Fact]
    public void EveryKind_HasItsSpan()
    {
        var document = Read(Sample);
        var root = Assert.Single(document.Roots);

        Assert.Equal((NodeKind.Map, Sample), (root.Kind, document.Cut(root.Span)));
        Assert.Equal(["Region", "Ports", "On", "Off", "None", "Nested"], root.Children.Select(child => child.Key));
        Assert.Equal(
            [
                (NodeKind.String, "\"Region\"", "\"eu-west-1\"", "eu-west-1"), (NodeKind.List, "\"Ports\"", "[ 80, -4.43e+2, ]", null),
                (NodeKind.Boolean, "\"On\"", "true", "true"), (NodeKind.Boolean, "\"Off\"", "false", "false"), (NodeKind.Null, "\"None\"", "null", null),
                (NodeKind.Map, "\"Nested\"", "{ \"Empty\": {}, \"List\": [] }", null),
            ],
            root.Children.Select(child => (child.Kind, document.Cut(child.KeySpan), document.Cut(child.Span), child.Value)));
        Assert.Equal(["80", "-4.43e+2"], root["Ports"]!.Children.Select(child => child.Value));
        Assert.Equal(["80", "-4.43e+2"], root["Ports"]!.Children.Select(child => document.Cut(child.Span)));
        Assert.Equal("{}", document.Cut(root["Nested"]!["Empty"]!.Span));
        Assert.Equal("Nested/List", root["Nested"]!["List"]!.Path);
        Assert.Equal("Ports/1", root["Ports"]!.Children[1].Path);
        Assert.Equal(["// where", "/* who */"], document.Comments.Select(document.Cut));
        Assert.Equal("JSON", document.Language);
    }

    [Theory]
    [InlineData("\r\n"), InlineData("\r"), InlineData("\n\n\t")]
    public void AnyLineEnding_KeepsTheSpans(string newLine)
    {
        var document = Read(Sample.ReplaceLineEndings(newLine));

        Assert.Equal("\"eu-west-1\"", document.Cut(document.Roots[0]["Region"]!.Span));
        Assert.Equal(["// where", "/* who */"], document.Comments.Select(document.Cut));
    }

    [Fact]
    public void DuplicateKeys_AreBothChildren_AndTheLastOneCounts()
    {
        var root = Read("""{ "a": 1, "A": 2, "a": 3 }""").Roots[0];

        Assert.Equal(3, root.Children.Length);
        Assert.Equal("3", root["a"]!.Value);
        Assert.Equal("3", root.IgnoringCase("A")!.Value);
    }

    [Fact]
    public void ByteOrderMark_IsSkippedOnce()
    {
        var document = Read("\uFEFF{\"a\":1}");

        Assert.Equal("{\"a\":1}", document.Cut(document.Roots[0].Span));
        AssertError("\uFEFF[|\uFEFF|]{}", "expected a value");
    }

    [Fact]
    public void VerbatimString_MapsOneToOne()
    {
        var document = Read("""{ "key": "a+b/c" }""");
        var node = document.Roots[0]["key"]!;

        Assert.True(node.Map.IsVerbatim);
        Assert.Equal("+b/", document.Cut(node.SourceSpan(1, 3)));
        Assert.Equal("", document.Cut(node.SourceSpan(5, 0)));
    }

    [Fact]
    public void Escapes_MapToWhereTheyAreWritten()
    {
        var document = Read("""{ "k\u0065y": "a\u002Bb\/c\\\"\n\uD83D\uDE00é" }""");
        var node = document.Roots[0]["key"]!;

        Assert.Equal("a+b/c\\\"\n😀é", node.Value);
        Assert.Equal(
            ["a", "\\u002B", "b", "\\/", "c", "\\\\", "\\\"", "\\n", "\\uD83D", "\\uDE00", "é"],
            Enumerable.Range(0, node.Value!.Length).Select(i => document.Cut(node.SourceSpan(i, 1))));
        Assert.Equal("\\u002Bb\\/", document.Cut(node.SourceSpan(1, 3)));
        Assert.Equal(document.Cut(node.Span), "\"" + document.Cut(node.SourceSpan(0, node.Value.Length)) + "\"");
        Assert.Equal("\"k\\u0065y\"", document.Cut(node.KeySpan));
    }

    [Fact]
    public void EveryEscape_IsDecoded() =>
        Assert.Equal("\"\\/\b\f\n\r\t\u00e9\u00E9", Read("""  "\"\\\/\b\f\n\r\t\u00e9\u00E9" """).Roots[0].Value);

    [Fact]
    public void HalfAPair_IsAValueWhenEscaped_AndAnErrorWhenWritten()
    {
        Assert.Equal("\uD83D!", Read("\"\\uD83D!\"").Roots[0].Value);
        AssertError("\"a[|\uD83D|]\"", "half of a surrogate pair");
        AssertError("\"a[|\uDE00|]\"", "half of a surrogate pair");
        AssertError("// [|\uD83D|]\n1", "not allowed in a comment");
    }

    [Theory]
    [InlineData("[||]", "expected a value")]
    [InlineData("// only a comment[||]", "expected a value")]
    [InlineData("{ \"a\": 1 [|\"|]b\": 2 }", "expected ',' or '}'")]
    [InlineData("{ \"a\": 1[||]", "expected ',' or '}'")]
    [InlineData("[ 1 [|two|] ]", "expected ',' or ']'")]
    [InlineData("[ 1[|}|]", "expected ',' or ']'")]
    [InlineData("{ [|name|]: 1 }", "expected a name in double quotes")]
    [InlineData("{ \"a\": 1,[|,|] }", "expected a name in double quotes")]
    [InlineData("{ \"a\" [|=|] 1 }", "expected ':'")]
    [InlineData("{ \"a\": [|}|]", "expected a value")]
    [InlineData("[[|,|]]", "expected a value")]
    [InlineData("[[|'|]a']", "expected double quotes")]
    [InlineData("[ [|True|] ]", "expected a value")]
    [InlineData("[ [|nul|] ]", "expected a value")]
    [InlineData("[ [|01|] ]", "not a valid number")]
    [InlineData("[ [|1.|] ]", "not a valid number")]
    [InlineData("[ [|-|] ]", "not a valid number")]
    [InlineData("[ [|1e+|] ]", "not a valid number")]
    [InlineData("[ [|+1|] ]", "not a valid number")]
    [InlineData("{} [|{|]}", "expected the end of the file")]
    [InlineData("{\"a\": [|\"b|]\n}", "unterminated string")]
    [InlineData("[|\"b|]", "unterminated string")]
    [InlineData("\"a[|\t|]b\"", "control characters must be escaped")]
    [InlineData("\"a[|\0|]b\"", "control characters must be escaped")]
    [InlineData("\"a[|\\x|]b\"", "not a valid escape")]
    [InlineData("\"a[|\\u|]12G4\"", "not a valid escape")]
    [InlineData("\"a[|\\|]", "not a valid escape")]
    [InlineData("1 [|/*|] open", "unterminated comment")]
    [InlineData("1 [|/*|]/", "unterminated comment")]
    [InlineData("1 [|/|] 2", "expected a second '/' or '*'")]
    [InlineData("1 // [|\u2028|]", "not allowed in a comment")]
    [InlineData("[|\0|]", "expected a value")]
    [InlineData("{}[|\0|]", "expected the end of the file")]
    public void Mistake_IsAnErrorAtItsPlace(string marked, string message) => AssertError(marked, message);

    [Fact]
    public void CommentsBeforeAnError_AreKept() =>
        Assert.Single(JsonReader.Parse("// arch\n{ oops }").Comments);

    [Fact]
    public void Nesting_IsReadToTheLimit_AndIsAnErrorBeyond()
    {
        var deepest = Read(new string('[', DocumentLimits.Depth) + new string(']', DocumentLimits.Depth));
        Assert.Null(deepest.Error);

        foreach (var open in new[] { "[", "{\"a\":" })
        {
            var document = Read(string.Concat(Enumerable.Repeat(open, 100_000)));
            Assert.Equal(new TextSpan(DocumentLimits.Depth * open.Length, 1), document.Error!.Value.Span);
            Assert.Equal("nested deeper than 128 levels", document.Error.Value.Message);
        }
    }

    [Fact]
    public void HugeNumber_IsKeptAsText()
    {
        var number = "-" + new string('9', 100_000) + "." + new string('1', 1000) + "E+99999";

        Assert.Equal((NodeKind.Number, number), (Read(number).Roots[0].Kind, Read(number).Roots[0].Value));
    }

    [Fact]
    public void LineOfAMegabyte_IsRead()
    {
        var items = Read("[" + string.Join(",", Enumerable.Repeat("{\"name\":\"a\\u002Bb\",\"port\":80}", 40_000)) + "]");

        Assert.Equal(40_000, items.Roots[0].Children.Length);
        Assert.Equal("a+b", items.Roots[0].Children[39_999]["name"]!.Value);
        Assert.Equal(1_000_000, Read("\"" + new string('a', 1_000_000) + "\"").Roots[0].Value!.Length);
    }

    [Fact]
    public void EveryPrefix_IsAnError()
    {
        for (var length = 0; length < Sample.Length; length++)
        {
            var document = JsonReader.Parse(Sample[..length]);
            TreeAssert.IsSound(document);
            Assert.NotNull(document.Error);
        }
    }

    [Fact]
    public void TheSameText_IsParsedOnce()
    {
        var text = SourceText.From(Sample);

        Assert.Same(JsonReader.Parsed.Get(text), JsonReader.Parsed.Get(text));
    }

    private static DataDocument Read(string text)
    {
        var document = JsonReader.Parse(text);
        TreeAssert.IsSound(document);
        return document;
    }

    private static void AssertError(string marked, string message)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.LastIndexOf("|]", StringComparison.Ordinal) - 2;
        var error = Read(marked.Remove(start, 2).Remove(end, 2)).Error;

        Assert.Equal(new DocumentError(TextSpan.FromBounds(start, end), message), error);
    }
}
