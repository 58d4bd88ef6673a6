using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Tests.Documents.Docker;

public class HeredocTests
{
    [Theory]
    [InlineData("RUN <<EOF\na\nb\nEOF\nRUN c", "RUN <<EOF <<EOF:a\nb\n|RUN c")]
    [InlineData("RUN cat <<A <<B\n1\nA\n2\nB\nRUN c", "RUN cat <<A <<B <<A:1\n <<B:2\n|RUN c")]
    [InlineData("RUN <<A cat >x\n1\nA", "RUN <<A cat >x <<A:1\n")]
    [InlineData("RUN 3<<A\n1\nA", "RUN 3<<A <<A:1\n")]
    [InlineData("RUN <<-A\n\t1\n\t\tA", "RUN <<-A <<-A:\t1\n")]
    [InlineData("RUN <<A\n\tA\nA", "RUN <<A <<A:\tA\n")]
    [InlineData("RUN <<'A'\n$x\nA", "RUN <<'A' <<A':$x\n")]
    [InlineData("RUN <<\"A B\"\n$x\nA B", "RUN <<\"A B\" <<A B':$x\n")]
    [InlineData("RUN <<-\"A\"\n$x\nA", "RUN <<-\"A\" <<-A':$x\n")]
    [InlineData("RUN << A\n1\nA", "RUN << A <<A:1\n")]
    [InlineData("RUN <<A; b\n1\nA;", "RUN <<A; b <<A;:1\n")]
    [InlineData("RUN <<A\nA", "RUN <<A <<A:")]
    [InlineData("RUN <<A\nFROM b\n# no comment\nRUN \\\nA\nRUN c", "RUN <<A <<A:FROM b\n# no comment\nRUN \\\n|RUN c")]
    [InlineData("RUN a \\\n<<A\n1\nA", "RUN a <<A <<A:1\n")]
    [InlineData("RUN <<A \\\n# no\n b\n1\nA", "RUN <<A  b <<A:1\n")]
    [InlineData("COPY <<A <<B /x/\n1\nA\n2\nB", "COPY <<A|<<B|/x/ <<A:1\n <<B:2\n")]
    [InlineData("ADD --chmod=1 <<A /x\n1\nA", "ADD --chmod=1 <<A|/x <<A:1\n")]
    [InlineData("ONBUILD RUN <<A\n1\nA\nRUN c", "ONBUILD -> RUN <<A <<A:1\n|RUN c")]
    // None of these announces anything.
    [InlineData("CMD <<A\nRUN c", "CMD <<A|RUN c")]
    [InlineData("ENTRYPOINT <<A\nRUN c", "ENTRYPOINT <<A|RUN c")]
    [InlineData("RUN echo \"<<A\"\nRUN c", "RUN echo \"<<A\"|RUN c")]
    [InlineData("RUN echo '<<A'\nRUN c", "RUN echo '<<A'|RUN c")]
    [InlineData("RUN echo \\<<A\nRUN c", "RUN echo \\<<A|RUN c")]
    [InlineData("RUN cat <<<A\nRUN c", "RUN cat <<<A|RUN c")]
    [InlineData("RUN cat<<A\nRUN c", "RUN cat<<A|RUN c")]
    [InlineData("RUN echo $((1<<2))\nRUN c", "RUN echo $((1<<2))|RUN c")]
    [InlineData("RUN echo $((1 << 2)) $((3 << 4))\nRUN c", "RUN echo $((1 << 2)) $((3 << 4))|RUN c")]
    [InlineData("RUN it's <<A\nRUN c", "RUN it's <<A|RUN c")]
    [InlineData("RUN a <<\nRUN c", "RUN a <<|RUN c")]
    [InlineData("RUN a <<-\nRUN c", "RUN a <<-|RUN c")]
    [InlineData("RUN a <<\"\"\nRUN c", "RUN a <<\"\"|RUN c")]
    [InlineData("RUN [\"a\", \" <<A \"]\nRUN c", "RUN [a| <<A ]|RUN c")]
    [InlineData("RUN <<A\n1", "error: this heredoc has no end")]
    [InlineData("RUN <<A", "error: this heredoc has no end")]
    [InlineData("RUN <<A\n A\nA ", "error: this heredoc has no end")]
    [InlineData("RUN <<A <<B\n1\nA\n2", "error: this heredoc has no end")]
    public void Heredocs_AreReadAsTheBuilderReadsThem(string text, string shown)
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var document = DockerAssert.Read(text.Replace("\n", newLine));
            var lines = document.Error is null ? string.Join('|', document.Instructions.Select(DockerAssert.Show)) : DockerAssert.Show(document);
            Assert.Equal(shown, lines.Replace("\r", ""));
        }
    }

    [Fact]
    public void Body_IsAsWritten_AndSplitsLikeShellText()
    {
        var document = DockerAssert.Read("FROM a\nRUN <<EOF\nexport A=b\ncurl 'x y'\nEOF\n");
        var heredoc = document.Instructions[1].Heredocs[0];

        Assert.Equal(
            ["export", "A=b", "\n", "curl", "'x y'", "\n"],
            ShellSplitter.Split(heredoc.Body).Select(word => document.Cut(word.Text.Span)));
        Assert.Equal("RUN <<EOF\nexport A=b\ncurl 'x y'\nEOF", document.Cut(document.Instructions[1].Span));
    }

    [Fact]
    public void NameWithQuotesAndEscapes_IsResolved()
    {
        var document = DockerAssert.Read("RUN <<E\"O\"\\F\n1\nEOF");

        Assert.Equal("EOF", document.Instructions[0].Heredocs[0].Name.Text);
        Assert.Equal("E\"O\"\\F", document.Cut(document.Instructions[0].Heredocs[0].Name.Span));
        Assert.False(document.Instructions[0].Heredocs[0].IsExpanded);
    }
}
