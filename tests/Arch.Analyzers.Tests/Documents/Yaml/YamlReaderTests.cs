using System.Diagnostics;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Yaml;

public class YamlReaderTests
{
    private const string Sample = """
        # where
        Region: eu-west-1 # who
        "Ports": [ 80, -4.43e+2 ]
        On: true
        None:
        Nested: { Empty: {}, 'List': [] }
        Items:
        - a: 1
          b: "x # no comment"
        - - deep
          - deeper
        Text: |
          # text, no comment
          two
        """;

    [Fact]
    public void EveryKind_HasItsSpan()
    {
        var document = Read(Sample);
        var root = Assert.Single(document.Roots);

        Assert.Equal((NodeKind.Map, Sample["# where\n".Length..]), (root.Kind, document.Cut(root.Span)));
        Assert.Equal(
            [
                ("Region", NodeKind.String, "Region", "eu-west-1", "eu-west-1"), ("Ports", NodeKind.List, "\"Ports\"", "[ 80, -4.43e+2 ]", null),
                ("On", NodeKind.Boolean, "On", "true", "true"), ("None", NodeKind.Null, "None", "", null),
                ("Nested", NodeKind.Map, "Nested", "{ Empty: {}, 'List': [] }", null),
                ("Items", NodeKind.List, "Items", "- a: 1\n  b: \"x # no comment\"\n- - deep\n  - deeper", null),
                ("Text", NodeKind.String, "Text", "|\n  # text, no comment\n  two", "# text, no comment\ntwo"),
            ],
            root.Children.Select(child => (child.Key, child.Kind, document.Cut(child.KeySpan), document.Cut(child.Span), child.Value)));
        Assert.Equal(["80", "-4.43e+2"], root["Ports"]!.Children.Select(child => document.Cut(child.Span)));
        Assert.Equal("a: 1\n  b: \"x # no comment\"", document.Cut(root["Items"]!.Children[0].Span));
        Assert.Equal("- deep\n  - deeper", document.Cut(root["Items"]!.Children[1].Span));
        Assert.Equal("'List'", document.Cut(root["Nested"]!["List"]!.KeySpan));
        Assert.Equal("Items/1/0", root["Items"]!.Children[1].Children[0].Path);
        Assert.Equal(["# where", "# who"], document.Comments.Select(document.Cut));
        Assert.Equal("YAML", document.Language);
    }

    [Theory]
    [InlineData("\n", ""), InlineData("\r\n", ""), InlineData("\r", ""), InlineData("\n", "\uFEFF"), InlineData("\r\n", "\uFEFF")]
    public void AnyLineEndingAndByteOrderMark_KeepTheSpans(string newLine, string mark)
    {
        var document = Read(mark + ("😀: 😀\n" + Sample + "\n").ReplaceLineEndings(newLine));
        var root = document.Roots[0];

        Assert.Equal("eu-west-1", document.Cut(root["Region"]!.Span));
        Assert.Equal("😀", document.Cut(root["😀"]!.Span));
        Assert.Equal("\"x # no comment\"", document.Cut(root["Items"]!.Children[0]["b"]!.Span));
        Assert.Equal("two", document.Cut(root["Text"]!.SourceSpan("# text, no comment\n".Length, 3)));
        Assert.Equal(["# where", "# who"], document.Comments.Select(document.Cut));
    }

    [Theory]
    [InlineData("a", "String"), InlineData("~", "Null"), InlineData("null", "Null"), InlineData("nUll", "String")]
    [InlineData("True", "Boolean"), InlineData("FALSE", "Boolean"), InlineData("yes", "String"), InlineData("tRue", "String")]
    [InlineData("0", "Number"), InlineData("-12", "Number"), InlineData("+1", "Number"), InlineData("007", "Number")]
    [InlineData("0o17", "Number"), InlineData("0o18", "String"), InlineData("0xfF", "Number"), InlineData("0xg", "String")]
    [InlineData("0x", "String"), InlineData("1.", "Number"), InlineData(".5", "Number"), InlineData("1.5e-3", "Number")]
    [InlineData("1e", "String"), InlineData(".", "String"), InlineData("-.inf", "Number")]
    [InlineData(".Inf", "Number"), InlineData(".NaN", "Number"), InlineData("-.nan", "String"), InlineData("1.2.3", "String")]
    [InlineData("1_000", "String"), InlineData("12:30", "String"), InlineData("2010-09-09", "String"), InlineData("e5", "String")]
    [InlineData("'1'", "String"), InlineData("\"true\"", "String"), InlineData("''", "String"), InlineData("!!str 1", "String")]
    [InlineData("!!int '1'", "Number"), InlineData("!!bool 'true'", "Boolean"), InlineData("! 1", "String"), InlineData("!Ref 1", "String")]
    public void PlainScalar_IsTypedByTheCoreSchema(string scalar, string kind) =>
        Assert.Equal(kind, Read($"x: [ {scalar} ]\n").Roots[0]["x"]!.Children[0].Kind.ToString());

    [Fact]
    public void Tags_AreKeptAsWritten_AndStandOutsideTheValue()
    {
        var document = Read("""
            Ref: !Ref Web
            If: !If [ Prod, !Sub "${A}", !GetAtt B.C ]
            Sub: !Sub
              - ${A}
              - A: 1
            Map: !Transform
              Name: x
            Zones: !GetAZs
            Standard: !!str 1
            Verbatim: !<tag:yaml.org,2002:str> 1
            """);
        var root = document.Roots[0];

        Assert.Equal(
            ["!Ref", "!If", "!Sub", "!Transform", "!GetAZs", "!!str", "!<tag:yaml.org,2002:str>"],
            root.Children.Select(child => child.Tag));
        Assert.Equal(
            ["Web", "[ Prod, !Sub \"${A}\", !GetAtt B.C ]", "- ${A}\n  - A: 1", "Name: x", "", "1", "1"],
            root.Children.Select(child => document.Cut(child.Span)));
        Assert.Equal([null, "!Sub", "!GetAtt"], root["If"]!.Children.Select(child => child.Tag));
        Assert.Equal((NodeKind.String, ""), (root["Zones"]!.Kind, root["Zones"]!.Value));
        Assert.Equal("!GetAZs", document.Cut(new TextSpan(root["Zones"]!.Span.Start - 7, 7)));
    }

    [Fact]
    public void Anchors_AreShownByTheirAliases()
    {
        var document = Read("""
            base: &base
              image: web
              ports: [80]
            one: *base
            two:
              <<: *base
              name: &name !Ref x
            three: [*name, *base]
            """);
        var root = document.Roots[0];
        var (target, one) = (root["base"]!, root["one"]!);

        Assert.Equal(("base", "image: web\n  ports: [80]"), (target.Anchor, document.Cut(target.Span)));
        Assert.Equal(("*base", NodeKind.Map), (document.Cut(one.Span), one.Kind));
        Assert.Same(target, one.AliasOf);
        Assert.Null(one.Anchor);
        Assert.Same(target["image"], one["image"]);
        Assert.Same(target, one["image"]!.Parent);
        Assert.Equal(("base/image", "one"), (one["image"]!.Path, one.Path));
        Assert.Equal(["<<", "name"], root["two"]!.Children.Select(child => child.Key));
        Assert.Same(target, root["two"]!["<<"]!.AliasOf);
        Assert.Equal(("!Ref", "x", "x"), (root["three"]!.Children[0].Tag, root["three"]!.Children[0].Value, document.Cut(root["three"]!.Children[0].SourceSpan(0, 1))));
    }

    [Fact]
    public void AnchorInAFlowMap_DoesNotSwallowItsNeighbour() =>
        Assert.Equal(["b", "d", "b"], Read("{a: &x b, c: d, e: *x}").Roots[0].Children.Select(child => child.Value));

    [Fact]
    public void LaterAnchorOfTheSameName_Counts() =>
        Assert.Equal(["1", "1", "2", "2"], Read("[&a 1, *a, &a 2, *a]").Roots[0].Children.Select(child => child.Value));

    [Fact]
    public void Documents_EachHaveARoot()
    {
        var document = Read("%YAML 1.2 # version\n---\na: 1\n--- # next\n- b\n...\n---\n");

        Assert.Equal([NodeKind.Map, NodeKind.List, NodeKind.Null], document.Roots.Select(root => root.Kind));
        Assert.Equal(["# version", "# next"], document.Comments.Select(document.Cut));
        Assert.Empty(Read("").Roots);
        Assert.Equal("# alone", Read("# alone").Cut(Read("# alone").Comments[0]));
    }

    [Fact]
    public void MissingValues_StandBehindTheirKeys()
    {
        var document = Read("a:\nb: # why\n\n? c\n# d\n? e\nf: {g: , h, i: }\nj:\n-\n- k\n");
        var root = document.Roots[0];

        Assert.Equal(["a", "b", "c", "e", "f", "j"], root.Children.Select(child => child.Key));
        foreach (var (node, behind) in new[] { (root["a"]!, "a:"), (root["b"]!, "b:"), (root["c"]!, "? c"), (root["e"]!, "? e"), (root["f"]!["g"]!, "g"), (root["f"]!["h"]!, "h"), (root["f"]!["i"]!, "i"), (root["j"]!.Children[0], "-") })
        {
            Assert.Equal((NodeKind.Null, 0), (node.Kind, node.Span.Length));
            Assert.EndsWith(behind, document.Text.ToString()[..node.Span.Start]);
        }
    }

    [Fact]
    public void UnusualKeys_AreCalledAsTheyAreWritten()
    {
        var document = Read("? [a, b]\n: 1\n~: 2\n? |\n  block\n: 3\n? &k key\n: 4\n*k : 5\n".Replace("*k : 5\n", "x: [*k]\n"));

        Assert.Equal(["[a, b]", "~", "block\n", "key", "x"], document.Roots[0].Children.Select(child => child.Key));
        Assert.Equal("key", document.Roots[0]["x"]!.Children[0].Value);
    }

    [Fact]
    public void LonePairs_SpanKeyAndValue()
    {
        var document = Read("[a: 1, {b: 2}, [c: d : 3, e]]".Replace("c: d :", "c:"));

        Assert.Equal(["a: 1", "{b: 2}", "[c: 3, e]"], document.Roots[0].Children.Select(child => document.Cut(child.Span)));
        Assert.Equal("c: 3", document.Cut(document.Roots[0].Children[2].Children[0].Span));
    }

    [Theory]
    [InlineData("a+b", "a|+|b")]
    [InlineData("'a+b'", "a|+|b")]
    [InlineData("'it''s'", "i|t|''|s")]
    [InlineData("\"a\\tb\\x2b\\u002B\\U0000002b\\\"\"", "a|\\t|b|\\x2b|\\u002B|\\U0000002b|\\\"")]
    [InlineData("\"\\uD83D\\uDE00\\U0001F600!\"", "\\uD83D|\\uDE00|\\U0001|F600|!")]
    [InlineData("a\n  b", "a|\n  |b")]
    [InlineData("a \t\n \n\n  b  c", "a \t\n |\n|\n  |b| | |c")]
    [InlineData("'a\n\n  b'", "a\n|\n  |b")]
    [InlineData("\"a \\\n   b\\\n\n  c\"", "a| \\\n   |b\\\n|\n  |c")]
    [InlineData("\"a\u2028  b\"", "a|\u2028  |b")]
    [InlineData("|\n   a\n    b\n\n   c\n", "a|\n   | |b|\n|\n   |c|\n")]
    [InlineData("|-\n   a\n\n", "a")]
    [InlineData("|+ # why\n   a\n\n", "a|\n|\n")]
    [InlineData("|1\n   a\n", " | |a|\n")]
    [InlineData(">\n   a\n   b\n\n   c\n    d\n   e\n", "a|\n   |b\n|\n   |c|\n   | |d|\n   |e|\n")]
    [InlineData(">-\n\n   a\n\n\n   b", "\n   |a\n|\n|\n   |b")]
    [InlineData(">+\n   a\n   b\n\n", "a|\n   |b|\n|\n")]
    public void EveryCharacter_MapsToWhereItIsWritten(string scalar, string pieces)
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var document = Read($"key: {scalar}".Replace("\n", newLine));
            var node = document.Roots[0]["key"]!;

            Assert.Equal(
                pieces.Replace("\n", newLine).Split('|').Select(piece => piece.TrimEnd()),
                Enumerable.Range(0, node.Value!.Length).Select(i => document.Cut(node.SourceSpan(i, 1)).TrimEnd()));
        }
    }

    [Theory]
    [InlineData("a: 'x # y' # z", "# z")]
    [InlineData("a: x#y # z", "# z")]
    [InlineData("a: \"x\n  # y\" # z", "# z")]
    [InlineData("a: | # z\n  # y\n\n  # y\nb: 1", "# z")]
    [InlineData("a: >-\n  # y\n# z\nb: 1", "# z")]
    [InlineData("a: >-\n  # y\n # z\nb: 1", "# z")]
    [InlineData("a: [ # z\n  1, # z\n  2 # z\n] # z", "# z|# z|# z|# z")]
    [InlineData("a: !Ref # z\n  b # z", "# z|# z")]
    [InlineData("#\n#z\n\n  ## z\na: 1\n#", "#|#z|## z|#")]
    [InlineData("a: &x # z\n  b: 1\nc: *x # z", "# z|# z")]
    [InlineData("a: http://x/#y", "")]
    public void Comments_AreToldFromText(string text, string comments)
    {
        var document = Read(text);

        Assert.Null(document.Error);
        Assert.Equal(comments, string.Join("|", document.Comments.Select(document.Cut)));
    }

    [Theory]
    [InlineData("a: 1\n\tb: 2", "found a tab character that violate indentation")]
    [InlineData("a:\n\tb: 1", "found invalid tab as indentation")]
    [InlineData("a: 1\nb: 2\n[|a|]: 3", "this key stands twice in one map")]
    [InlineData("{a: 1, [|'a'|]: 3}", "this key stands twice in one map")]
    [InlineData("a: [|*nobody|]", "no anchor of this name stands above")]
    [InlineData("a: &x 1\n---\nb: [|*x|]", "no anchor of this name stands above")]
    [InlineData("a: &x [[|*x|]]", "this alias stands inside the value that it repeats")]
    [InlineData("a: &x\n  b:\n    c: [|*x|]", "this alias stands inside the value that it repeats")]
    [InlineData("A: [1,\nB: 2", "this text has no place here")]
    [InlineData("a: \"x", "found unexpected end of stream")]
    [InlineData("a: [1", "did not find expected ',' or ']'")]
    [InlineData("a: [1]]", "did not find expected")]
    [InlineData("a: b: c", "invalid mapping")]
    [InlineData("a: \"\\q\"", "unknown escape character")]
    [InlineData("a: \"\\uD83D\\u0041\"", "this text has no place here")]
    [InlineData("a: [|\0|]", "a NUL character makes this a binary file")]
    [InlineData("a: @b", "cannot start any token")]
    public void Mistake_IsAnErrorAtItsPlace(string marked, string message)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var end = marked.LastIndexOf("|]", StringComparison.Ordinal) - 2;
        var isMarked = start >= 0 && message.StartsWith("this ") | message.StartsWith("no ") | message.StartsWith("a ");
        var error = Read(start < 0 ? marked : marked.Remove(start, 2).Remove(end, 2)).Error;

        Assert.NotNull(error);
        Assert.Contains(message, error.Value.Message);
        if (isMarked)
            Assert.Equal(TextSpan.FromBounds(start, end), error.Value.Span);
    }

    [Fact]
    public void BillionLaughs_AreRefused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));

        Assert.Equal("the text stands for more than 200000 values", Read(bomb).Error!.Value.Message);
        Assert.Equal("the text stands for more than 200000 values", Read(string.Concat(Enumerable.Repeat("- a\n", 200_000))).Error!.Value.Message);
        Assert.Null(Read(string.Concat(Enumerable.Repeat("- a\n", 199_999))).Error);
    }

    [Theory]
    [InlineData(64, null), InlineData(65, "aliases lead through more than 64 others")]
    public void ChainOfAliases_HasALimit(int links, string? message)
    {
        var chain = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, links).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        Assert.Equal(message, Read(chain).Error?.Message);
    }

    [Fact]
    public void Nesting_IsReadToTheLimit_AndIsAnErrorBeyond()
    {
        Assert.Null(Read(new string('[', 128) + new string(']', 128)).Error);
        foreach (var deep in new[] { new string('[', 129) + new string(']', 129), new string('[', 100_000), string.Concat(Enumerable.Repeat("{a: ", 100_000)), string.Concat(Enumerable.Repeat("- ", 100_000)), string.Concat(Enumerable.Repeat("? ", 100_000)), string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n")) })
            Assert.Equal("nested deeper than 128 levels", Read(deep).Error?.Message);

        // What stands behind an alias is as deep as what is written out.
        var half = "a: &a " + new string('[', 70) + new string(']', 70) + "\nb: ";
        Assert.Null(Read(half + new string('[', 57) + "*a" + new string(']', 57)).Error);
        Assert.Equal("nested deeper than 128 levels", Read(half + new string('[', 58) + "*a" + new string(']', 58)).Error?.Message);
    }

    [Fact]
    public void OverlongText_IsNotRead()
    {
        var document = Read(string.Concat(Enumerable.Repeat("key: value\n", 500_000)));

        Assert.Equal("longer than 2097152 characters", document.Error!.Value.Message);
        Assert.Empty(document.Comments);
    }

    [Theory]
    [InlineData("- name: web\n  ports: [80, 443]\n"), InlineData("- 'it''s'\n"), InlineData("- |\n  line\n   line\n"), InlineData("# comment\n"), InlineData("- \"a\\tb\"\n- !Ref x\n"), InlineData("- {a: &b c, d: *b}\n")]
    [InlineData("[ "), InlineData("- - "), InlineData("\"\\"), InlineData("&a "), InlineData("!a "), InlineData("? "), InlineData(": "), InlineData("a: "), InlineData("--- "), InlineData("---\n"), InlineData("{"), InlineData("{[")]
    public void LongText_TakesLinearTime(string unit)
    {
        TimeSpan Time(int characters)
        {
            var text = string.Concat(Enumerable.Repeat(unit, characters / unit.Length));
            var watch = Stopwatch.StartNew();
            YamlReader.Parse(text);
            return watch.Elapsed;
        }

        Time(10_000);
        Assert.InRange(Time(1_000_000), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void EveryPrefix_IsReadOrRefused()
    {
        for (var length = 0; length < Sample.Length; length++)
            Read(Sample[..length]);
    }

    [Fact]
    public void TheSameText_IsParsedOnce()
    {
        var text = SourceText.From(Sample);

        Assert.Same(YamlReader.Parsed.Get(text), YamlReader.Parsed.Get(text));
    }

    private static DataDocument Read(string text)
    {
        var document = YamlReader.Parse(text);
        TreeAssert.IsSound(document);
        return document;
    }
}
