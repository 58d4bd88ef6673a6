using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Xml;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Xml;

public class XmlScannerTests
{
    private const string Sample = """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE configuration [ <!ENTITY own "don't > expand"> <!-- ]> --> ]>
        <!-- settings -->
        <configuration>
          <appSettings>
            <add key="Region" value='eu-west-1' />
            <add value = "a&#x2B;b&amp;c" key = "Secret"/>
          </appSettings>
          <setting name="Key"><value>plain text</value></setting>
          <empty></empty><!-- last -->
        </configuration>
        """;

    [Fact]
    public void EveryKind_HasItsSpan()
    {
        var document = Read(Sample);
        var root = Assert.Single(document.Roots);
        var settings = root["appSettings"]!;
        var add = settings.Children[0];

        Assert.Equal((NodeKind.Map, "configuration", "configuration"), (root.Kind, root.Key, document.Cut(root.KeySpan)));
        Assert.StartsWith("<configuration>", document.Cut(root.Span));
        Assert.EndsWith("</configuration>", document.Cut(root.Span));
        Assert.Equal(["appSettings", "setting", "empty"], root.Children.Select(child => child.Key));
        Assert.Equal("<add key=\"Region\" value='eu-west-1' />", document.Cut(add.Span));
        Assert.Equal([("key", "\"Region\"", "Region"), ("value", "'eu-west-1'", "eu-west-1")], add.Children.Select(child => (document.Cut(child.KeySpan), document.Cut(child.Span), child.Value)));
        Assert.Equal(["value", "key"], settings.Children[1].Children.Select(child => child.Key));
        Assert.Equal("<empty></empty>", document.Cut(root["empty"]!.Span));
        Assert.Empty(root["empty"]!.Children);
        Assert.Equal(["<!-- ]> -->", "<!-- settings -->", "<!-- last -->"], document.Comments.Select(document.Cut));
        Assert.Equal("XML", document.Language);
    }

    [Fact]
    public void Text_IsAChildOfItsElement()
    {
        var document = Read(Sample);
        var text = document.Roots[0]["setting"]!["value"]![XmlScanner.TextKey]!;

        Assert.Equal((NodeKind.String, "plain text", "plain text"), (text.Kind, text.Value, document.Cut(text.Span)));
        Assert.Equal("setting/value/#text", text.Path);
        Assert.True(text.Map.IsVerbatim);
        Assert.Equal("text", document.Cut(text.SourceSpan(6, 4)));
    }

    [Fact]
    public void References_AreDecodedAndMapped()
    {
        var document = Read("""<a b="&lt;&gt;&amp;&quot;&apos;&#43;&#x2b;&#x1F600;&own;&"/>""");
        var node = document.Roots[0]["b"]!;

        Assert.Equal("<>&\"'++😀&own;&", node.Value);
        Assert.Equal(["&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#43;", "&#x2b;"], Enumerable.Range(0, 7).Select(i => document.Cut(node.SourceSpan(i, 1))));
        Assert.Equal("&#x1F600;", document.Cut(node.SourceSpan(7, 2)));
        Assert.Equal("&own;&", document.Cut(node.SourceSpan(9, 6)));
        Assert.False(node.Map.IsVerbatim);
    }

    [Theory]
    [InlineData("&#0;"), InlineData("&#xD800;"), InlineData("&#x110000;"), InlineData("&#99999999999;"), InlineData("&#;"), InlineData("&#x;"), InlineData("&#4A;")]
    [InlineData("&#xG;"), InlineData("&;"), InlineData("&"), InlineData("&amp"), InlineData("& amp;"), InlineData("&LT;"), InlineData("&#X41;")]
    public void WhatIsNoReference_StaysAsWritten(string written)
    {
        Assert.Equal(written, Read($"<a>{written}</a>").Roots[0]["#text"]!.Value);
        Assert.Equal(written, Read($"<a b='{written}'/>").Roots[0]["b"]!.Value);
    }

    [Fact]
    public void CData_IsVerbatim_AndOneValueWithTheTextAroundIt()
    {
        var document = Read("<a><![CDATA[<b>&amp;]]></a>");
        var alone = document.Roots[0]["#text"]!;
        Assert.Equal(("<b>&amp;", "<![CDATA[<b>&amp;]]>"), (alone.Value, document.Cut(alone.Span)));
        Assert.True(alone.Map.IsVerbatim);
        Assert.Equal("&amp;", document.Cut(alone.SourceSpan(3, 5)));

        var mixed = Read("<a>x&amp;<![CDATA[y]]>z</a>").Roots[0]["#text"]!;
        Assert.Equal("x&yz", mixed.Value);
        Assert.Equal(new TextSpan(22, 1), mixed.SourceSpan(3, 1));
        Assert.Empty(Read("<a><![CDATA[]]> <![CDATA[ ]]></a>").Roots[0].Children);
    }

    [Fact]
    public void TextAroundElementsAndComments_IsSeveralValues()
    {
        var document = Read("<a>one<b/>two<!-- c -->three<?pi?>\n</a>");

        Assert.Equal(["one", null, "two", "three"], document.Roots[0].Children.Select(child => child.Value is null ? null : document.Cut(child.Span)).Select(cut => cut?.Trim()));
        Assert.Equal("three", document.Roots[0]["#text"]!.Value);
    }

    [Theory]
    [InlineData("\r\n"), InlineData("\r")]
    public void LineEndings_StayInTheValue(string newLine)
    {
        var document = Read($"<a b='1{newLine}2'>{newLine}x{newLine}</a>");

        Assert.Equal(["1" + newLine + "2", newLine + "x" + newLine], document.Roots[0].Children.Select(child => child.Value));
        Assert.All(document.Roots[0].Children, child => Assert.True(child.Map.IsVerbatim));
    }

    [Fact]
    public void ByteOrderMarkAndBlanks_AreSkipped() =>
        Assert.Equal("a", Read("\uFEFF\n <a/>\n").Roots[0].Key);

    [Theory]
    [InlineData("[||]", "expected an element")]
    [InlineData("[|{|] }", "expected an element")]
    [InlineData("<!-- only -->[||]", "expected an element")]
    [InlineData("<[|/|]a>", "expected a name")]
    [InlineData("<a/>[|<|]b/>", "expected the end of the file")]
    [InlineData("<a/>[|x|]", "expected the end of the file")]
    [InlineData("<a/>[|<|]!DOCTYPE a>", "expected the end of the file")]
    [InlineData("<[|a|]>", "element without an end tag")]
    [InlineData("<a><[|b|]>text", "element without an end tag")]
    [InlineData("<a>\n<b>\n</[|a|]>", "expected the end tag of the element in line 2")]
    [InlineData("<a></[|A|]>", "expected the end tag of the element in line 1")]
    [InlineData("<a></[|ab|]>", "expected the end tag of the element in line 1")]
    [InlineData("<a></[| |]a>", "expected the end tag of the element in line 1")]
    [InlineData("<a></[||]", "expected the end tag of the element in line 1")]
    [InlineData("<a></a[||]", "expected '>'")]
    [InlineData("<a></a [|b|]>", "expected '>'")]
    [InlineData("<a[||]", "expected '>'")]
    [InlineData("<a [|/|] >", "expected '>'")]
    [InlineData("<a [|<|]b/></a>", "expected '>'")]
    [InlineData("<a b[|>|]", "expected '='")]
    [InlineData("<a b = [|c|]/>", "expected a value in quotes")]
    [InlineData("<a b=[|\"|]c/>", "unterminated value")]
    [InlineData("<a b=[|\"|]c/><d e=\"\"/></a>", "unterminated value")]
    [InlineData("<a>1 <[| |]2</a>", "expected a name")]
    [InlineData("<a><[|!|]ELEMENT b></a>", "expected a name")]
    [InlineData("<a>[|<!--|] - -> </a>", "missing '-->'")]
    [InlineData("<a>[|<!--|]->", "missing '-->'")]
    [InlineData("<a>[|<![CDATA[|]x]] ></a>", "missing ']]>'")]
    [InlineData("[|<?|]xml >", "missing '?>'")]
    [InlineData("[|<!DOCTYPE|] a [ <!ENTITY b \"c\"> >", "unterminated document type")]
    [InlineData("[|<!DOCTYPE|] a \"open>", "unterminated document type")]
    [InlineData("<a>\0</[|b|]>", "expected the end tag of the element in line 1")]
    [InlineData("<a [|\0|]/>", "expected '>'")]
    public void Mistake_IsAnErrorAtItsPlace(string marked, string message)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.LastIndexOf("|]", StringComparison.Ordinal) - 2;

        Assert.Equal(new DocumentError(TextSpan.FromBounds(start, end), message), Read(marked.Remove(start, 2).Remove(end, 2)).Error);
    }

    [Fact]
    public void Nesting_IsReadToTheLimit_AndIsAnErrorBeyond()
    {
        var open = string.Concat(Enumerable.Repeat("<a>", DocumentLimits.Depth));
        Assert.Null(Read(open + open.Replace("<", "</")).Error);

        var error = Read(string.Concat(Enumerable.Repeat("<a>", 100_000))).Error!.Value;
        Assert.Equal((new TextSpan(DocumentLimits.Depth * 3, 1), "nested deeper than 128 levels"), (error.Span, error.Message));
    }

    [Theory]
    [InlineData("<a>", "&", "</a>"), InlineData("<a>", "<![CDATA[&]]>", "</a>"), InlineData("<a b='", "&#;", "'/>"), InlineData("<a>", "<!---->", "</a>")]
    [InlineData("<a>", "<b c='d'/>", "</a>"), InlineData("<a ", "b='c' ", "/>"), InlineData("<!DOCTYPE a ", "[]''", "><a/>"), InlineData("<", "a", "/>")]
    public void LineOfAMegabyte_IsRead(string start, string repeated, string end) =>
        Assert.Null(Read(start + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)) + end).Error);

    [Fact]
    public void EveryPrefix_IsAnError()
    {
        for (var length = 0; length < Sample.Length; length++)
            Assert.NotNull(Read(Sample[..length]).Error);
    }

    private static DataDocument Read(string text)
    {
        var document = XmlScanner.Parse(text);
        TreeAssert.IsSound(document);
        return document;
    }
}
