using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Tests.Documents.Docker;

/// <summary>What the final image inherits along its chain of stages, and what variables stand for.</summary>
public class StageTests
{
    [Fact]
    public void Chain_FollowsFromInsideTheFile()
    {
        var document = DockerAssert.Read("""
            FROM debian AS Base
            RUN a
            FROM sdk AS build
            FROM base AS middle
            FROM MIDDLE
            COPY --from=build /a /b
            """);
        var final = document.FinalStage!;

        Assert.Equal([3, 2, 0], final.Chain.Select(stage => stage.Index));
        Assert.Equal("debian", final.Root.Image.Text);
        Assert.Null(document.Stages[1].Parent);
        Assert.Equal(["COPY"], final.Instructions.Select(instruction => instruction.Keyword));
        Assert.Same(document.Stages[1], document.FindStage("BUILD"));
        Assert.Same(document.Stages[2], document.FindStage("2"));
        Assert.Null(document.FindStage("4"));
        Assert.Null(document.FindStage("-1"));
        Assert.Null(document.FindStage("debian"));
    }

    [Fact]
    public void StageNamedLikeItsImage_IsNotItsOwnParent()
    {
        var document = DockerAssert.Read("FROM base AS base\nFROM base AS base\nFROM base");

        Assert.Null(document.Stages[0].Parent);
        Assert.Same(document.Stages[0], document.Stages[1].Parent);
        Assert.Same(document.Stages[1], document.Stages[2].Parent);
        Assert.Same(document.Stages[1], document.FindStage("base"));
    }

    [Theory]
    [InlineData("ENTRYPOINT a\nCMD b", "a", "b")]
    [InlineData("CMD b\nENTRYPOINT a", "a", "b")]
    [InlineData("CMD a\nCMD b", null, "b")]
    [InlineData("ENTRYPOINT a\nENTRYPOINT b", "b", null)]
    [InlineData("FROM base AS x\nCMD b\nFROM x\nENTRYPOINT a", "a", null)]
    [InlineData("CMD b\nFROM x\nCMD c\nENTRYPOINT a", "a", "c")]
    [InlineData("ENTRYPOINT a\nFROM x\nCMD b", "a", "b")]
    [InlineData("ENTRYPOINT a\nCMD b\nFROM x", "a", "b")]
    [InlineData("ENTRYPOINT a\nCMD b\nFROM x\nENTRYPOINT []", "", null)]
    [InlineData("ENTRYPOINT a\nFROM scratch", null, null)]
    [InlineData("ONBUILD ENTRYPOINT a\nONBUILD CMD b", null, null)]
    public void EntrypointAndCommand_AreThoseInForce(string text, string? entrypoint, string? command)
    {
        var final = DockerAssert.Read("FROM base AS x\n" + text).FinalStage!;

        Assert.Equal(entrypoint, final.Entrypoint is { IsJson: true } ? "" : final.Entrypoint?.Arguments.Text);
        Assert.Equal(command, final.Command?.Arguments.Text);
    }

    [Theory]
    [InlineData("ENTRYPOINT [\"a\", \"b\"]\nCMD [\"c\"]", "a|b|c")]
    [InlineData("CMD [\"c\"]\nENTRYPOINT a b", "/bin/sh|-c|a b|c")]
    [InlineData("CMD c d", "/bin/sh|-c|c d")]
    [InlineData("ENTRYPOINT [\"a\"]\nCMD c d", "a|/bin/sh|-c|c d")]
    [InlineData("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nCMD c", "/bin/bash|-o|pipefail|-c|c")]
    [InlineData("CMD c\nSHELL [\"/bin/bash\", \"-c\"]", "/bin/sh|-c|c")]
    [InlineData("ENTRYPOINT []\nCMD [\"c\"]", "c")]
    [InlineData("ENTRYPOINT [\"a\"]\nFROM x\nCMD [\"c\"]", "a|c")]
    [InlineData("CMD [\"c\"]\nFROM x\nENTRYPOINT [\"a\"]", "a")]
    [InlineData("RUN a", "")]
    public void CommandLine_IsThatOfTheRuntime(string text, string words) =>
        Assert.Equal(words, string.Join('|', ImageStart.Of(DockerAssert.Read("FROM base AS x\n" + text).FinalStage!).Select(word => word.Text)));

    [Fact]
    public void LaterInstructions_WinAlongTheChain()
    {
        var document = DockerAssert.Read("""
            FROM debian AS base
            USER root
            STOPSIGNAL SIGINT
            HEALTHCHECK CMD a
            ENV A=1 B=2
            SHELL ["/bin/bash", "-c"]
            ENTRYPOINT first
            FROM other
            USER nobody
            FROM base
            ENV B=3 B=4
            CMD second
            SHELL ["/bin/ash", "-c"]
            HEALTHCHECK NONE
            """);
        var final = document.FinalStage!;

        Assert.Equal("root", final.User!.Words[0].Text);
        Assert.Equal("SIGINT", final.StopSignal!.Words[0].Text);
        Assert.Equal("NONE", final.HealthCheck!.Inner!.Keyword);
        Assert.Equal("1", final.Environment("A")!.Value.Variable.Value!.Value.Text);
        Assert.Equal("4", final.Environment("B")!.Value.Variable.Value!.Value.Text);
        Assert.Null(final.Environment("C"));
        Assert.Equal("/bin/bash", Stage.ShellOf(final.Entrypoint!)!.Elements[0].Text);
        Assert.Equal("/bin/bash", Stage.ShellOf(final.Command!)!.Elements[0].Text);
        Assert.Equal("/bin/ash", final.Last("SHELL")!.Elements[0].Text);
        Assert.Null(Stage.ShellOf(document.Instructions[1]));
    }

    [Theory]
    [InlineData("FROM $A", "1")]
    [InlineData("FROM ${A}x", "1x")]
    [InlineData("FROM $Ax", null)]
    [InlineData("FROM \"$A\"'$A'", "1$A")]
    [InlineData("FROM \\$A", "$A")]
    [InlineData("FROM $NONE", null)]
    [InlineData("FROM ${NONE:-x}", "x")]
    [InlineData("FROM ${NONE-x}", "x")]
    [InlineData("FROM ${UNKNOWN:-x}", "x")]
    [InlineData("FROM ${UNKNOWN}", null)]
    [InlineData("FROM ${A:-x}", "1")]
    [InlineData("FROM ${EMPTY:-x}", "x")]
    [InlineData("FROM ${EMPTY-x}", "")]
    [InlineData("FROM ${A:+x}", "x")]
    [InlineData("FROM ${EMPTY:+x}", "")]
    [InlineData("FROM ${EMPTY+x}", "x")]
    [InlineData("FROM ${UNKNOWN:+x}", null)]
    [InlineData("FROM ${A:?no}", "1")]
    [InlineData("FROM ${EMPTY:?no}", null)]
    [InlineData("FROM ${NONE:-${A}-$B}", "1-1b")]
    [InlineData("FROM ${NONE:-'a b'}", null)]
    [InlineData("FROM ${A#x}", null)]
    [InlineData("FROM ${A/x/y}", null)]
    [InlineData("FROM ${A", null)]
    [InlineData("FROM ${}", null)]
    [InlineData("FROM a$", "a$")]
    [InlineData("FROM a$-b", null)]
    [InlineData("FROM $B", "1b")]
    [InlineData("FROM x-$TARGETARCH", null)]
    [InlineData("FROM x-${TARGETARCH:-amd64}", null)]
    [InlineData("FROM --platform=$BUILDPLATFORM a", "a")]
    [InlineData("FROM x\nARG A=2\nFROM $A", "1")]
    public void FromLines_SeeTheArgumentsInFrontOfTheFirst(string text, string? image) =>
        Assert.Equal(image, DockerAssert.Read("ARG A=1\nARG B=${A}b NONE EMPTY=\n" + text).FinalStage!.Image.Expanded);

    [Theory]
    [InlineData("ARG A\nUSER $A", "1")]
    [InlineData("USER $A", null)]
    [InlineData("ARG A=2\nUSER $A", "2")]
    [InlineData("ARG NONE\nUSER $NONE", null)]
    [InlineData("ARG NONE\nUSER ${NONE:-x}", "x")]
    [InlineData("USER ${APP_UID:-x}", null)]
    [InlineData("ENV A=3\nUSER $A", "3")]
    [InlineData("ENV A=3\nARG A=2\nUSER $A", "3")]
    [InlineData("ENV A=3\nENV A=$A$A B=$A\nUSER $A-$B", "33-3")]
    [InlineData("ENV A=3\nENV A=$UNKNOWN\nUSER $A", null)]
    [InlineData("ENV A=3\nFROM s\nUSER $A", "3")]
    [InlineData("ARG C=4\nFROM s\nUSER $C", "4")]
    [InlineData("ENV A=3\nFROM other\nUSER $A", null)]
    [InlineData("ARG TARGETARCH=x\nUSER $TARGETARCH", null)]
    [InlineData("USER $A\nENV A=3", null)]
    [InlineData("ONBUILD ENV A=3\nUSER $A", null)]
    [InlineData("ENV A old form\nUSER $A", "old form")]
    public void Stages_SeeArgumentsAndEnvironment(string text, string? user) =>
        Assert.Equal(user, DockerAssert.Read("ARG A=1 NONE\nFROM x AS s\n" + text).FinalStage!.User!.Words[0].Expanded);

    [Fact]
    public void ImageByVariable_IsFollowedIntoTheFile() =>
        Assert.Equal("base", DockerAssert.Read("ARG FINAL=base\nFROM x AS base\nFROM $FINAL").FinalStage!.Parent!.Name);

    [Fact]
    public void DoublingVariables_BecomeUnknown()
    {
        var document = DockerAssert.Read("FROM a\nENV A=xxxxxxxx\n" + string.Concat(Enumerable.Repeat("ENV A=$A$A\n", 40)) + "USER $A");

        Assert.Null(document.FinalStage!.User!.Words[0].Expanded);
    }

    [Fact]
    public void InstructionsInFrontOfTheFirstStage_BelongToNone()
    {
        var document = DockerAssert.Read("ARG A=1\nRUN b\nFROM c\nRUN d");

        Assert.Equal([null, null, document.Stages[0]], document.Instructions.Where(instruction => !instruction.Is("FROM")).Select(instruction => instruction.Stage));
        Assert.Null(DockerAssert.Read("ARG A=1").FinalStage);
    }

    [Theory]
    [InlineData("FROM a AS", null), InlineData("FROM a b", null), InlineData("FROM a as b", "b"), InlineData("FROM a AS b c", null), InlineData("FROM a \\\n AS \\\n b", "b"), InlineData("FROM", null)]
    public void Name_StandsBehindAs(string text, string? name) => Assert.Equal(name, DockerAssert.Read(text).FinalStage!.Name);
}
