using Arch.Analyzers.Documents.Lines;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Lines;

public class LineReaderTests
{
    [Theory]
    // .env, ini, credentials
    [InlineData("A=B", "A=B")]
    [InlineData("A = B", "A=B")]
    [InlineData("  A=B  ", "A=B")]
    [InlineData("A='b c'", "A=b c")]
    [InlineData("A=\"b c\"", "A=b c")]
    [InlineData("A=b c", "A=b")]
    [InlineData("A=", "A=")]
    [InlineData("A= # none", "A=")]
    [InlineData("A=#b", "A=#b")]
    [InlineData("A=b=c==", "A=b=c==|b=c==")]
    [InlineData("aws_secret_access_key = a/b+c", "aws_secret_access_key=a/b+c")]
    [InlineData("# A=B", "A=B")]
    [InlineData(";A=B", "A=B")]
    // sh
    [InlineData("export A=B", "A=B")]
    [InlineData("export A=B C='D' E=\"F\"", "A=B|C=D|E=F")]
    [InlineData("A=B C=D cmd --e=f -g=h", "A=B|C=D|e=f|g=h")]
    [InlineData("A=B;C=D&&E=F|x", "A=B|C=D|E=F")]
    [InlineData("docker run -e A=B -e \"C=D\" image", "A=B|C=D")]
    [InlineData("bash -c \"export A=B C=D\"", "A=B|C=D")]
    [InlineData("X=\"A=B;C=D\"", "X=A=B;C=D|A=B|C=D")]
    [InlineData("aws configure set aws_secret_access_key B --profile p", "aws_secret_access_key=B")]
    [InlineData("set -gx A B", "A=B")]
    [InlineData("setenv A 'B'", "A=B")]
    [InlineData("if [ \"$A\" == \"B\" ]; then", "A=B")]
    [InlineData("A=$(aws x --y z) C=D", "A=$(aws x --y z)|C=D")]
    [InlineData("A=${B} C=x${D:-e}f", "A=${B}|C=x${D:-e}f")]
    [InlineData("A=$(open", "A=$(open")]
    [InlineData("A='open ended  ", "A=open ended")]
    [InlineData("A='don\\' C=D", "A=don\\|C=D")]
    [InlineData("A=\"b\\\"c\" D=E", "A=b\\\"c|D=E")]
    // cmd and PowerShell
    [InlineData("set A=B", "A=B")]
    [InlineData("SET \"A=B\"", "A=B")]
    [InlineData("setx A B", "A=B")]
    [InlineData("setx A \"b c\" /M", "A=b c")]
    [InlineData("setx /M A B", "A=B")]
    [InlineData("@set A=%B%", "A=%B%")]
    [InlineData("$env:A=\"B\"", "A=B")]
    [InlineData("$Env:A = 'B'; $x = 1", "A=B|x=1")]
    [InlineData("${env:A} = 'B'", "A=B")]
    [InlineData("$settings[\"A:B\"] = \"C\"", "A:B=C")]
    // Terraform, make, and literals of programming languages
    [InlineData("  access_key = \"A\"", "access_key=A")]
    [InlineData("x = { a = \"b\", c = \"d\" }", "a=b|c=d")]
    [InlineData("x = [\"a\"]", "")]
    [InlineData("A := B", "A=B")]
    [InlineData("A:=B", "A=B")]
    [InlineData("A ?= B", "A=B")]
    [InlineData("A += B", "A=B")]
    [InlineData("'a' => 'b', :c => 'd'", "a=b|c=d")]
    // YAML, JSON and requests
    [InlineData("a: b", "a=b")]
    [InlineData("- a: \"b c\"", "a=b c")]
    [InlineData("a : b", "a=b")]
    [InlineData("a:", "")]
    [InlineData("a: |", "")]
    [InlineData("{a: b, c: 'd'}", "a=b|c=d")]
    [InlineData("{\"a\":\"b\",\"c\": {\"d\":\"e\"}}", "a=b|d=e")]
    [InlineData("\"body\": \"{\\\"a\\\": {\\\"b\\\":\\\"c\\\"}}\"", "body={\\\"a\\\": {\\\"b\\\":\\\"c\\\"}}|b=c")]
    [InlineData("@a = b", "a=b")]
    [InlineData("X-Amz-Security-Token: a/b+c=", "X-Amz-Security-Token=a/b+c=|c=")]
    [InlineData("X-Amz-Security-Token:a/b+c", "X-Amz-Security-Token=a/b+c")]
    [InlineData("X-Key:+a", "X-Key=+a")]
    [InlineData("Authorization: AWS4 Credential=A/1/b, SignedHeaders=h", "Authorization=AWS4|Credential=A/1/b|SignedHeaders=h")]
    [InlineData("GET https://h:80/p?a=b&c=d HTTP/1.1", "a=b|c=d")]
    [InlineData("https://host/path", "")]
    [InlineData("C:\\Windows", "")]
    [InlineData("std::string", "")]
    [InlineData("a: {{ b }}", "a={{ b }}")]
    [InlineData("a: ${{ secrets.B }} c", "a=${{ secrets.B }}")]
    [InlineData("a: <your key>", "a=<your key>")]
    [InlineData("a: #{b c}#", "a=#{b c}#")]
    // Markdown
    [InlineData("Set `A=B` first", "A=B")]
    [InlineData("`A`: `B`", "A=B")]
    [InlineData("* **A**: B", "A=B")]
    [InlineData("nothing of note", "")]
    [InlineData("", "")]
    [InlineData("= x y: --", "y=--")]
    public void Forms_AreFound(string line, string expected) =>
        Assert.Equal(expected, string.Join("|", Read(line).Lines[0].Assignments.Select(assignment => $"{assignment.Name}={assignment.Value}")));

    [Theory]
    [InlineData("# a", true), InlineData("  #a", true), InlineData("// a", true), InlineData("; a", true), InlineData("-- a", true), InlineData("--", true)]
    [InlineData("REM a", true), InlineData("rem", true), InlineData("@Rem a", true), InlineData(":: a", true), InlineData("\uFEFF# a", true)]
    [InlineData("", false), InlineData("  ", false), InlineData("a # b", false), InlineData("/ a", false), InlineData(":label", false), InlineData("--flag", false)]
    [InlineData("-", false), InlineData("remove a", false), InlineData("re", false), InlineData("@", false), InlineData("A=B", false)]
    public void Comments_AreTold(string line, bool isComment) => Assert.Equal(isComment, Read(line).Lines[0].IsComment);

    [Theory]
    [InlineData("\n"), InlineData("\r\n"), InlineData("\r")]
    public void Spans_CutNamesAndValues(string newLine)
    {
        var document = Read($"\uFEFF# top{newLine}{newLine}export A=\"b c\"{newLine}d: e");

        Assert.Equal(["\uFEFF# top", "", "export A=\"b c\"", "d: e"], document.Lines.Select(line => document.Text.ToString(line.Span)));
        Assert.Equal([("A", "b c"), ("d", "e")], document.Lines.SelectMany(line => line.Assignments)
            .Select(found => (document.Text.ToString(found.NameSpan), document.Text.ToString(found.ValueSpan))));
    }

    [Theory]
    [InlineData("a="), InlineData("a=\""), InlineData("a='b\" "), InlineData("a: "), InlineData("a:"), InlineData("set "), InlineData("set -a "), InlineData("setx /")]
    [InlineData("a=$("), InlineData("a={{"), InlineData("a=<"), InlineData("\\"), InlineData("a\""), InlineData("a "), InlineData("="), InlineData(":"), InlineData("\\\"a\\\":"), InlineData("a"), InlineData("\0")]
    public void LineOfAMegabyte_IsRead(string repeated) =>
        Assert.Single(Read(string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length))).Lines);

    [Fact]
    public void MillionLines_AreRead() => Assert.Equal(1_000_001, Read(new string('\n', 1_000_000)).Lines.Length);

    [Fact]
    public void DamagedText_KeepsEverySpanInItsLine()
    {
        const int seed = 20260803;
        const string sample = """
            # comment A=B
            export A='b c' D="e\"f" G=$(h i)
            set "J=K" & setx L M /M
            $env:N = "o"; ${env:P}='q'
            {"r": {"s":"t"}, 'u' => `v`}
            X-Header: w=x, y=${{ z }}
            -- end
            """;
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
            Read(random.Mutate(random.Mutate(sample)));
        for (var length = 0; length < sample.Length; length++)
            Read(sample[..length]);
    }

    [Fact]
    public void TheSameText_IsParsedOnce()
    {
        var text = SourceText.From("A=B");

        Assert.Same(LineReader.Parsed.Get(text), LineReader.Parsed.Get(text));
    }

    private static LineDocument Read(string text)
    {
        var document = LineReader.Parse(text);
        Assert.Equal(document.Text.Lines.Select(line => line.Span), document.Lines.Select(line => line.Span));
        foreach (var line in document.Lines)
        {
            var last = -1;
            foreach (var found in line.Assignments)
            {
                Assert.True(line.Span.Contains(found.NameSpan) && line.Span.Contains(found.ValueSpan), text);
                Assert.True(found.NameSpan.Start > last && found.NameSpan.End < found.ValueSpan.Start + 1, text);
                Assert.Equal((found.Name, found.Value), (text.Substring(found.NameSpan.Start, found.NameSpan.Length), text.Substring(found.ValueSpan.Start, found.ValueSpan.Length)));
                Assert.NotEqual("", found.Name);
                last = found.NameSpan.Start;
            }
        }

        return document;
    }
}
