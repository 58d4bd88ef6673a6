using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Tests.Documents.Docker;

public class ShellSplitterTests
{
    [Theory]
    [InlineData("a  b\tc", "a b c")]
    [InlineData("a&&b||c;d|e&f", "a «&&» b «||» c «;» d «|» e «&» f")]
    [InlineData("(a)>b 2>&1 <c >>d &>e", "«(» a «)» «>» b «2>&» 1 «<» c «>>» d «&>» e")]
    [InlineData("a2>b 12<c", "a2 «>» b «12<» c")]
    [InlineData("'a b' \"c d\" e\\ f", "a_b c_d e_f")]
    [InlineData("a'b'\"c\"\\d", "abcd")]
    [InlineData("'a\"b' \"c'd\" \"\\\"\\$\\x\"", "a\"b c'd \"$\\x")]
    [InlineData("''", "")]
    [InlineData("a#b # c", "a#b")]
    [InlineData("A=1 B=\"2 3\" c", "A=1 B=2_3 c")]
    [InlineData("$A ${B:-c d} $(e f) `g h` \"$(i \"j )\")\"", "$A? ${B:-c_d}? $(e_f)? `g_h`? $(i_\"j_)\")?")]
    [InlineData("$((1 + (2))) $", "$((1_+_(2)))? $")]
    [InlineData("*.dll ~/a a?b [c] a~", "*.dll? ~/a? a?b? [c]? a~")]
    [InlineData("'*' \"?\" \\*", "* ? *")]
    [InlineData("a 'b c", "a b_c?")]
    [InlineData("a \"b c", "a b_c?")]
    [InlineData("a $(b", "a $(b?")]
    [InlineData("{ a; }", "{ a «;» }")]
    [InlineData("cat <<<x <<-y", "cat «<<<» x «<<-» y")]
    [InlineData("", "")]
    public void Text_IsSplitLikeAShellDoes(string text, string words)
    {
        var command = DockerAssert.Read("CMD " + text).Instructions[0];
        string Show(ShellWord word) => word.IsOperator ? $"«{word.Text}»" : word.Text.Text.Replace(' ', '_') + (word.Text.Expanded is null ? "?" : "");

        Assert.Equal(words, string.Join(' ', command.ShellWords.Select(Show)));
    }

    [Fact]
    public void ScriptInAJsonElement_IsSplitWithItsPlaces()
    {
        var document = DockerAssert.Read("ENTRYPOINT [\"sh\", \"-c\", \"cd \\\"/a b\\\" && exec\\u0020dotnet \\\n x.dll\"]");
        var words = ShellSplitter.Split(document.Instructions[0].Elements[2]);

        Assert.Equal(["cd", "/a b", "&&", "exec", "dotnet", "x.dll"], words.Select(word => word.Text.Text));
        Assert.Equal(["cd", "\\\"/a b\\\"", "&&", "exec", "dotnet", "x.dll"], words.Select(word => document.Cut(word.Text.Span)));
    }

    [Fact]
    public void Words_EndBeforeALineContinuation()
    {
        var document = DockerAssert.Read("RUN a;\\\nb \\\n  c\\\nd");

        Assert.Equal(["a", ";", "b", "c\\\nd"], document.Instructions[0].ShellWords.Select(word => document.Cut(word.Text.Span)));
    }
}
