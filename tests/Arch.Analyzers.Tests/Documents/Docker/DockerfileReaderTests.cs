using System.Diagnostics;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Docker;

/// <summary>How files are cut into instructions, and instructions into their parts.</summary>
public class DockerfileReaderTests
{
    internal const string Sample = """
        # syntax=docker/dockerfile:1
        ARG VERSION=8.0
        FROM mcr.microsoft.com/dotnet/sdk:$VERSION AS build
        WORKDIR /src
        COPY --chown=app:app ["a b.csproj", "./"]
        # restore first
        RUN --mount=type=secret,id=nuget dotnet restore && \
            # inside
            dotnet publish -c Release \

            -o /out
        RUN <<EOF
        echo "FROM nothing"
        EOF

        FROM mcr.microsoft.com/dotnet/aspnet:${VERSION}
        ENV TZ=UTC NAME="a \"b\" c" LIST=a\ b
        ENV OLD the old form
        LABEL org="x y"
        COPY --from=build /out .
        EXPOSE 8080 8443/tcp
        HEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1
        STOPSIGNAL SIGTERM
        USER $APP_UID
        ONBUILD RUN echo hi
        ENTRYPOINT ["dotnet", "Orders\u002Edll"]
        CMD ["--urls", "http://+:8080"]
        """;

    private const string Shown = """
        ARG VERSION=8.0
        FROM mcr.microsoft.com/dotnet/sdk:$VERSION|AS|build
        WORKDIR /src
        COPY --chown=app:app [a b.csproj|./]
        RUN --mount=type=secret,id=nuget dotnet restore &&     dotnet publish -c Release     -o /out
        RUN <<EOF <<EOF:echo "FROM nothing"

        FROM mcr.microsoft.com/dotnet/aspnet:${VERSION}
        ENV TZ=UTC, NAME=a "b" c, LIST=a b
        ENV OLD=the old form
        LABEL org=x y
        COPY --from=build /out|.
        EXPOSE 8080|8443/tcp
        HEALTHCHECK --interval=5s -> CMD curl -f http://localhost/ || exit 1
        STOPSIGNAL SIGTERM
        USER $APP_UID
        ONBUILD -> RUN echo hi
        ENTRYPOINT [dotnet|Orders.dll]
        CMD [--urls|http://+:8080]
        """;

    [Theory]
    [InlineData("\n", "", ""), InlineData("\r\n", "", ""), InlineData("\n", "\uFEFF", ""), InlineData("\r\n", "\uFEFF", "\n"), InlineData("\n", "", "\n\n  ")]
    public void Sample_IsReadWholly(string newLine, string mark, string end)
    {
        var document = DockerAssert.Read(mark + Sample.ReplaceLineEndings(newLine) + end);

        Assert.Equal(Shown.ReplaceLineEndings("\n"), DockerAssert.Show(document).ReplaceLineEndings("\n"));
        Assert.Equal(["# syntax=docker/dockerfile:1", "# restore first", "# inside"], document.Comments.Select(document.Cut));
        Assert.Equal([("syntax", "docker/dockerfile:1")], document.Directives.Select(directive => (directive.Name, directive.Value)));
        Assert.Equal(2, document.Stages.Length);
    }

    [Fact]
    public void EveryPart_HasItsSpan()
    {
        var document = DockerAssert.Read(Sample);
        Instruction Find(string start) => document.Instructions.Single(instruction => document.Cut(instruction.Span).StartsWith(start));

        var copy = Find("COPY --chown");
        Assert.Equal("COPY", document.Cut(copy.KeywordSpan));
        Assert.Equal("--chown=app:app", document.Cut(copy.Flags[0].Span));
        Assert.Equal("app:app", document.Cut(copy.Flags[0].Value.Span));
        Assert.Equal(["\"a b.csproj\"", "\"./\""], copy.Elements.Select(element => document.Cut(element.Span)));
        Assert.Equal("b.cs", document.Cut(copy.Elements[0].Source(2, 6)));

        var run = Find("RUN --mount");
        Assert.EndsWith("-o /out", document.Cut(run.Span));
        Assert.Equal(
            ["dotnet", "restore", "&&", "dotnet", "publish", "-c", "Release", "-o", "/out"],
            run.ShellWords.Select(word => document.Cut(word.Text.Span)));

        var heredoc = Find("RUN <<EOF");
        Assert.Equal("EOF", document.Cut(heredoc.Heredocs[0].Name.Span));
        Assert.Equal("echo \"FROM nothing\"\n", document.Cut(heredoc.Heredocs[0].Body.Span));
        Assert.EndsWith("\"\nEOF", document.Cut(heredoc.Span));

        var env = Find("ENV TZ");
        Assert.Equal(["TZ", "NAME", "LIST"], env.Variables.Select(variable => document.Cut(variable.Name.Span)));
        Assert.Equal(["UTC", "\"a \\\"b\\\" c\"", "a\\ b"], env.Variables.Select(variable => document.Cut(variable.Value!.Value.Span)));
        Assert.Equal("\\\"b\\\"", document.Cut(env.Variables[1].Value!.Value.Source(2, 5)));
        Assert.Equal("the old form", document.Cut(Find("ENV OLD").Variables[0].Value!.Value.Span));

        var probe = Find("HEALTHCHECK");
        Assert.Equal("CMD", document.Cut(probe.Inner!.KeywordSpan));
        Assert.Equal("curl", document.Cut(probe.Inner.ShellWords[0].Text.Span));
        Assert.Equal("CMD curl -f http://localhost/ || exit 1", document.Cut(probe.Inner.Span));

        Assert.Equal("Orders\\u002Edll", document.Cut(Find("ENTRYPOINT").Elements[1].Source(0, 10)));
        Assert.Equal("\\u002E", document.Cut(Find("ENTRYPOINT").Elements[1].Source(6, 7)));
        Assert.Equal("build", document.Cut(document.Stages[0].NameText!.Value.Span));
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:${VERSION}", document.Cut(document.Stages[1].Image.Span));
    }

    [Theory]
    // Keywords
    [InlineData("run a", "RUN a")]
    [InlineData("Run\ta", "RUN a")]
    [InlineData("  \t RUN   a  \t", "RUN a")]
    [InlineData("RUN", "RUN")]
    [InlineData("FOO bar\nRUN a", "RUN a")]
    [InlineData("RUNNER a\nCMD[\"a\"]\nRUN a", "RUN a")]
    [InlineData("FOO bar", "")]
    [InlineData("", "error: expected an instruction")]
    [InlineData("\n \n# only\n", "error: expected an instruction")]
    // Continuation
    [InlineData("RUN a\\\nb", "RUN ab")]
    [InlineData("RUN a \\\n  b", "RUN a   b")]
    [InlineData("RUN a \\ \t\n b", "RUN a  b")]
    [InlineData("RUN a \\\\\nRUN b", "RUN a \\\\\nRUN b")]
    [InlineData("RUN a \\\\\\\nRUN b", "RUN a \\\\\\\nRUN b")]
    [InlineData("RUN a \\", "RUN a")]
    [InlineData("RUN a \\\n", "RUN a")]
    [InlineData("RUN a \\\n\\\nb", "RUN a b")]
    [InlineData("RUN a \\\n# no\n  # no \\\n b", "RUN a  b")]
    [InlineData("RUN a \\\n\n \t\n b", "RUN a  b")]
    [InlineData("RUN a \\\n# no", "RUN a")]
    [InlineData("RUN a # b\\\nc", "RUN a # bc")]
    [InlineData("\\\nRUN a", "RUN a")]
    [InlineData("R\\\nUN a", "RUN a")]
    [InlineData("# no \\\nRUN a", "RUN a")]
    [InlineData("RUN a\rRUN b", "RUN a\rRUN b")]
    // Escapes
    [InlineData("# escape=`\nRUN a `\nb\\\nRUN c", "RUN a b\\\nRUN c")]
    [InlineData("#escape = ` \nENV A=b` c D=\"e`\"f\"", "ENV A=b c, D=e\"f")]
    [InlineData("# ESCAPE=\\\nRUN a \\\nb", "RUN a b")]
    [InlineData("\n# escape=`\nRUN a `\nRUN b", "RUN a `\nRUN b")]
    [InlineData("# hi\n# escape=`\nRUN a `\nRUN b", "RUN a `\nRUN b")]
    [InlineData("# other=1\n# escape=`\nRUN a `\nRUN b", "RUN a `\nRUN b")]
    [InlineData("# syntax=x\n# check=skip=all\n# escape=`\nRUN a `\nb", "RUN a b")]
    [InlineData("# escape=`\n# Escape=`\nRUN a", "error: a directive stands twice")]
    [InlineData("# escape=|\nRUN a", "error: expected a backslash or a backtick")]
    [InlineData("# escape=\nRUN a", "RUN a")]
    // JSON form
    [InlineData("CMD [\"a\", \"b c\"]", "CMD [a|b c]")]
    [InlineData("CMD []", "CMD []")]
    [InlineData("CMD [ \\\n\"a\", \\\n# no\n \"b\" \\\n]", "CMD [a|b]")]
    [InlineData("CMD ['a']", "CMD ['a']")]
    [InlineData("CMD [\"a\",]", "CMD [\"a\",]")]
    [InlineData("CMD [\"a\"] # b", "CMD [\"a\"] # b")]
    [InlineData("CMD [\"a\"", "CMD [\"a\"")]
    [InlineData("CMD [1]", "error: expected a string in double quotes")]
    [InlineData("CMD [\"a\", null]", "error: expected a string in double quotes")]
    [InlineData("CMD [[\"a\"]]", "error: expected a string in double quotes")]
    [InlineData("HEALTHCHECK CMD [1]", "error: expected a string in double quotes")]
    [InlineData("ONBUILD CMD [true]", "error: expected a string in double quotes")]
    [InlineData("RUN [ -f a ] && b", "RUN [ -f a ] && b")]
    [InlineData("SHELL [\"pwsh\", \"-c\"]", "SHELL [pwsh|-c]")]
    [InlineData("VOLUME [\"/a\", \"/b\"]", "VOLUME [/a|/b]")]
    [InlineData("VOLUME /a /b", "VOLUME /a|/b")]
    [InlineData("ADD [\"a\", \"b\"]", "ADD [a|b]")]
    [InlineData("USER [\"a\"]", "USER [a]")]
    [InlineData("EXPOSE [80]", "EXPOSE [80]")]
    // Flags
    [InlineData("COPY --from=a --link b c", "COPY --from=a --link= b|c")]
    [InlineData("RUN --mount=type=cache,target=\"/a b\" c", "RUN --mount=type=cache,target=/a b c")]
    [InlineData("RUN -- a --b", "RUN a --b")]
    [InlineData("RUN --a -b --c", "RUN --a= -b --c")]
    [InlineData("RUN \\\n--a=1 \\\n--b=2 \\\nc", "RUN --a=1 --b=2 c")]
    [InlineData("HEALTHCHECK --interval=1s --retries=3 \\\n CMD [\"/probe\", \"--x\"]", "HEALTHCHECK --interval=1s --retries=3 -> CMD [/probe|--x]")]
    [InlineData("HEALTHCHECK CMD --a", "HEALTHCHECK -> CMD --a")]
    [InlineData("HEALTHCHECK none", "HEALTHCHECK -> NONE")]
    [InlineData("HEALTHCHECK", "HEALTHCHECK")]
    [InlineData("HEALTHCHECK CONNECT TCP 7000", "HEALTHCHECK -> CONNECT TCP 7000")]
    [InlineData("CMD --doit=true -- [ \"a\", \"b\" ]", "CMD --doit=true [a|b]")]
    // Variables
    [InlineData("ENV A=b", "ENV A=b")]
    [InlineData("ENV A=b C='d e' F=", "ENV A=b, C=d e, F=")]
    [InlineData("ENV A=a\\ b\\\n  C=d", "ENV A=a b, C=d")]
    [InlineData("ENV A b  c", "ENV A=b  c")]
    [InlineData("ENV A \"b  c\"", "ENV A=b  c")]
    [InlineData("ENV A b=c", "ENV A=b=c")]
    [InlineData("ENV A = b", "ENV A== b")]
    [InlineData("ENV A=b C", "error: expected name=value")]
    [InlineData("ENV A", "error: expected a value behind the name")]
    [InlineData("ENV", "ENV")]
    [InlineData("ENV A='$B' C=\"\\$D\" E=\\$F", "ENV A=$B, C=$D, E=$F")]
    [InlineData("ENV A=\"b\\c\"", "ENV A=b\\c")]
    [InlineData("ENV A=b\"c d\"'e f'g", "ENV A=bc de fg")]
    [InlineData("ARG A", "ARG A")]
    [InlineData("ARG A B=c D=\"e f\"", "ARG A, B=c, D=e f")]
    [InlineData("LABEL a.b=\"c\" \\\n d=e", "LABEL a.b=c, d=e")]
    [InlineData("LABEL a b c", "LABEL a=b c")]
    // ONBUILD
    [InlineData("ONBUILD COPY --from=a b c", "ONBUILD -> COPY --from=a b|c")]
    [InlineData("ONBUILD ENV A=b", "ONBUILD -> ENV A=b")]
    [InlineData("ONBUILD HEALTHCHECK CMD a", "ONBUILD -> HEALTHCHECK -> CMD a")]
    [InlineData("ONBUILD FOO a", "ONBUILD FOO a")]
    [InlineData("ONBUILD ONBUILD RUN a", "ONBUILD -> ONBUILD RUN a")]
    [InlineData("ONBUILD", "ONBUILD")]
    // Whole arguments
    [InlineData("USER app group", "USER app group")]
    [InlineData("WORKDIR \"/a b\"", "WORKDIR /a b")]
    [InlineData("MAINTAINER Jane Doe <jane@example.org>", "MAINTAINER Jane Doe <jane@example.org>")]
    [InlineData("STOPSIGNAL 9", "STOPSIGNAL 9")]
    [InlineData("RUN a\u00A0b", "RUN a\u00A0b")]
    [InlineData("RUN 😀 \\\n😀", "RUN 😀 😀")]
    public void File_IsReadAsTheBuilderReadsIt(string text, string shown)
    {
        Assert.Equal(shown, DockerAssert.Show(DockerAssert.Read(text)));
        Assert.Equal(shown, DockerAssert.Show(DockerAssert.Read(text.Replace("\n", "\r\n"))));
    }

    [Theory]
    [InlineData("CMD a", null)]
    [InlineData("CMD [\"a\"]", null)]
    [InlineData("CMD ['a']", "expected double quotes")]
    [InlineData("CMD [\"a\",]", "a comma stands before the closing bracket")]
    [InlineData("CMD [\"a\"] # b", "text follows the closing bracket")]
    [InlineData("CMD [\"a\"] && b", "text follows the closing bracket")]
    [InlineData("CMD [\"a\"", "expected ',' or ']'")]
    [InlineData("CMD [\"a]", "unterminated string")]
    [InlineData("CMD [\"a\" \"b\"]", "expected ',' or ']'")]
    [InlineData("CMD [\"a\\x\"]", "not a valid escape")]
    [InlineData("CMD [\"a\" /* b */]", "comments are not allowed")]
    [InlineData("CMD [a]", "expected a value")]
    public void JsonFailure_IsKept(string text, string? failure) =>
        Assert.Equal(failure, DockerAssert.Read(text).Instructions[0].JsonFailure);

    [Fact]
    public void Directives_AreReadAtTheTopOnly()
    {
        var document = DockerAssert.Read("\uFEFF#  Syntax =  docker/dockerfile:1 \n\t# check=skip=JSONArgsRecommended;error=true\n# escape=`\n\n# check=none\nFROM a");

        Assert.Equal(
            [("syntax", "docker/dockerfile:1"), ("check", "skip=JSONArgsRecommended;error=true"), ("escape", "`")],
            document.Directives.Select(directive => (directive.Name, directive.Value)));
        Assert.Equal(4, document.Comments.Length);
    }

    [Theory]
    [InlineData("# check=skip=A", "a", true), InlineData("# check=skip=B, A;error=true", "A", true), InlineData("# check=error=true; skip=all", "A", true)]
    [InlineData("# check=skip=B", "A", false), InlineData("# check=error=true", "A", false), InlineData("# checks=skip=A", "A", false), InlineData("FROM a\n# check=skip=A", "A", false)]
    public void Skips_AreThoseOfTheDirective(string text, string check, bool skips) => Assert.Equal(skips, DockerAssert.Read(text + "\nFROM b").Skips(check));

    [Fact]
    public void Unreadable_IsAnError()
    {
        Assert.Equal(new DocumentError(new TextSpan(5, 1), "a NUL character makes this a binary file"), DockerAssert.Read("RUN a\0").Error);
        Assert.Equal("longer than 2097152 characters", DockerAssert.Read(new string('#', 3_000_000)).Error!.Value.Message);
        var document = DockerAssert.Read("# one\nRUN <<A\nFROM b\n# body");
        Assert.Equal("A", document.Cut(document.Error!.Value.Span));
        Assert.Equal(new TextSpan(10, 1), DockerAssert.Read("CMD [\"a\", 1]").Error!.Value.Span);
    }

    [Theory]
    [InlineData("RUN a && \\\n"), InlineData("\\\n"), InlineData("# c\n"), InlineData("RUN a\n"), InlineData("FROM a AS b\n"), InlineData("ENV A=$A$A\n"), InlineData("ENV A=${A:-${B:-$C}} \"b\"\n")]
    [InlineData("RUN <<A\n"), InlineData("RUN <<A <<A <<A "), InlineData("ENV A=${"), InlineData("$(("), InlineData("RUN $(\n"), InlineData("ENV A=\"\\\n"), InlineData("CMD [\"a\",\\\n"), InlineData("CMD [")]
    [InlineData("RUN a `b $(c\\\n"), InlineData("RUN a $(("), InlineData("RUN \"$(' \\\n"), InlineData("ONBUILD "), InlineData("--a=\"\\\n"), InlineData("\n"), InlineData(" "), InlineData("''"), InlineData("a=b "), InlineData("ARG A\n"), InlineData("${A:-"), InlineData("2"), InlineData("<<A")]
    public void LongText_TakesLinearTime(string unit)
    {
        TimeSpan Time(string prefix, int characters)
        {
            var text = prefix + string.Concat(Enumerable.Repeat(unit, characters / unit.Length));
            var watch = Stopwatch.StartNew();
            var document = DockerfileReader.Parse(text);
            foreach (var instruction in document.Instructions)
                _ = instruction.ShellWords.Length;
            return watch.Elapsed;
        }

        foreach (var prefix in new[] { "", "FROM a\nRUN ", "FROM a\nENV ", "FROM a\nENV A=\"", "FROM a\nONBUILD RUN \"a\" << A " })
        {
            Time(prefix, 10_000);
            Assert.InRange(Time(prefix, 200_000), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData("\n", ""), InlineData("\r\n", "\uFEFF")]
    public void EveryPrefix_IsReadOrRefused(string newLine, string mark)
    {
        var text = mark + Sample.ReplaceLineEndings(newLine);
        for (var length = 0; length <= text.Length; length++)
            DockerAssert.Read(text[..length]);
    }

    [Fact]
    public void EveryFlippedByte_IsReadOrRefused()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Sample);
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var bit in (byte[])[0x01, 0x04, 0x20, 0x80])
            {
                bytes[i] ^= bit;
                DockerAssert.Read(System.Text.Encoding.UTF8.GetString(bytes));
                bytes[i] ^= bit;
            }
        }
    }

    [Fact]
    public void TenThousandDamagedFiles_AreReadOrRefused()
    {
        const int seed = 20260801;
        string[] debris = ["\\\n", "\\", "`", "<<A\n", "<<-\"A\" ", "$(", "${A:-", "}", "[\"a\"]", "[", "# escape=`\n", "--", "\n", "\r\n", "ONBUILD ", "HEALTHCHECK CMD ", "ENV ", "FROM ", "=", "'", "\"", " \t", "\u00A0", "😀"];
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var text = Sample;
            for (var times = random.Next(1, 5); times > 0; times--)
                text = random.Next(2) == 0 ? random.Mutate(text) : text.Insert(random.Next(text.Length + 1), random.Pick(debris));
            try
            {
                DockerAssert.Read(text);
            }
            catch (Exception exception)
            {
                throw new Xunit.Sdk.XunitException($"(seed {seed}, {i}) {exception.Message}\n{text}");
            }
        }
    }

    [Fact]
    public void TheSameText_IsParsedOnce()
    {
        var text = SourceText.From(Sample);

        Assert.Same(DockerfileReader.Parsed.Get(text), DockerfileReader.Parsed.Get(text));
    }
}
