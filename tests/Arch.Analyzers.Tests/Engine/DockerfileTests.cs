using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Dockerfiles have no comments behind an instruction, and instructions of several lines.</summary>
public class DockerfileTests
{
    [Theory]
    [InlineData("FROM a\n# arch:ignore ARCH9911 a fixture\nRUN b \\\n  SECRET")]
    [InlineData("FROM a\n# arch:ignore ARCH9911 a fixture\n\n# more\nRUN b \\\n\n  SECRET \\\n c")]
    [InlineData("FROM a\nRUN SECRET \\\n  # arch:ignore ARCH9911 a fixture\n b")]
    [InlineData("FROM a\nRUN b \\\n  # arch:ignore ARCH9911 a fixture\n SECRET")]
    [InlineData("FROM a\n# arch:ignore ARCH9911 a fixture\nRUN <<EOF\nSECRET\nEOF")]
    public async Task CommentAboveOrInsideAnInstruction_SilencesAllOfIt(string text) => Assert.Empty(await Run(text));

    [Theory]
    [InlineData("FROM a\nRUN SECRET # arch:ignore ARCH9911 a fixture")]
    [InlineData("FROM a\n# arch:ignore ARCH9911 a fixture\nRUN b\nRUN SECRET")]
    [InlineData("FROM a\nRUN <<EOF\n# arch:ignore ARCH9911 a fixture\nSECRET\nEOF")]
    [InlineData("FROM a\nRUN SECRET\n# arch:ignore ARCH9911 a fixture")]
    public async Task CommentElsewhere_SilencesNothing(string text) =>
        Assert.Contains("ARCH9911", (await Run(text)).Select(finding => finding[..8]));

    [Fact]
    public async Task Unreadable_IsReported() =>
        Assert.Equal(
            ["ARCH9002 Dockerfile(2) 'Dockerfile' is not valid Dockerfile syntax: this heredoc has no end; apart from the search for keys no ARCH rule has looked at this file, so repair it"],
            await Probes.Lint([("Code.cs", "class Shop;")], [("Dockerfile", "FROM a\nRUN <<EOF\n")], Probes.Files(new FileProbe(Probes.InFiles, (_, _) => { }, needsStructure: true))).RunAsync(id: null));

    private static Task<string[]> Run(string text) =>
        Probes.Lint([("Code.cs", "class Shop;")], [("Dockerfile", text)], Probes.Files(Probes.Words(Probes.InFiles, "SECRET"))).RunAsync(id: null);
}
