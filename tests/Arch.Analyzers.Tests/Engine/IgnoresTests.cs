using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Engine;

public class IgnoresTests
{
    private const string NoReason = "has no reason and therefore no effect; add the reason behind the id";

    [Theory]
    [InlineData("a.yaml", "key: SECRET # arch:ignore ARCH9911 a fixture")]
    [InlineData("a.yaml", "key: SECRET   #arch:ignore ARCH9911 a fixture")]
    [InlineData("a.yaml", "# arch:ignore ARCH9911 a fixture\nkey: SECRET")]
    [InlineData("a.yaml", "# arch:ignore ARCH9911 a fixture\r\nkey: SECRET\r\n")]
    [InlineData("a.yaml", "a:\n  # arch:ignore ARCH9911 a fixture\n\n  # and another comment\n  key: SECRET")]
    [InlineData("a.yaml", "- [x, SECRET] # arch:ignore ARCH9911,ARCH9912 a fixture")]
    [InlineData("a.yaml", "- [x, SECRET] # arch:ignore ARCH9912, ARCH9911 a fixture")]
    [InlineData("a.yaml", "- [x, SECRET] # arch:ignore ARCH9912 ,ARCH9911 a fixture")]
    [InlineData("a.json", "{ \"key\": \"SECRET\" // arch:ignore ARCH9911 a fixture\n}")]
    [InlineData("a.env", "KEY=SECRET # arch:ignore ARCH9911 a fixture")]
    [InlineData("a.env", "# arch:ignore ARCH9911 a fixture\nKEY=SECRET")]
    [InlineData("a.ini", "; arch:ignore ARCH9911 a fixture\nKEY=SECRET")]
    [InlineData("a.config", "<a><!-- arch:ignore ARCH9911 a fixture --><b>SECRET</b></a>")]
    [InlineData("a.config", "<a>\n  <!-- arch:ignore ARCH9911 a fixture -->\n  <b>SECRET</b></a>")]
    [InlineData("Dockerfile", "FROM scratch\n# arch:ignore ARCH9911 a fixture\nENV KEY=SECRET\n")]
    [InlineData("Dockerfile", "FROM scratch\n# arch:ignore ARCH9911 a fixture\nENV A=1 \\\n    KEY=SECRET\n")]
    public async Task WithReason_IsSilent(string path, string text) => Assert.Empty(await RunAsync(path, text));

    [Theory]
    [InlineData("key: SECRET # arch:ignore ARCH9912 a fixture")]            // another rule
    [InlineData("key: SECRET\n# arch:ignore ARCH9911 a fixture")]           // below
    [InlineData("# arch:ignore ARCH9911 a fixture\nother: 1\nkey: SECRET")] // two lines above
    [InlineData("other: 1 # arch:ignore ARCH9911 a fixture\nkey: SECRET")]  // at the end of the line above
    public async Task ElsewhereOrOther_Reports(string text) => Assert.Single(await RunAsync("a.yaml", text), found => found.StartsWith("ARCH9911"));

    [Fact]
    public async Task WithoutReason_HasNoEffect()
    {
        Assert.Equal(
            ["ARCH9911 a.yaml(1) 'SECRET' is found", "ARCH9001 a.yaml(1) arch:ignore ARCH9911 " + NoReason],
            await RunAsync("a.yaml", "key: SECRET # arch:ignore ARCH9911"));
        Assert.Equal(
            ["ARCH9911 a.yaml(1) 'SECRET' is found", "ARCH9001 a.yaml(1) arch:ignore ARCH9911,ARCH9912 " + NoReason],
            await RunAsync("a.yaml", "key: SECRET # arch:ignore ARCH9911, ARCH9912"));
        Assert.Equal(
            ["ARCH9001 a.config(1) arch:ignore ARCH9911 " + NoReason, "ARCH9911 a.config(1) 'SECRET' is found"],
            await RunAsync("a.config", "<a><!-- arch:ignore ARCH9911 --><b>SECRET</b></a>"));
    }

    [Theory]
    [InlineData("ARCH9998 a fixture", "arch:ignore names the unknown rule 'ARCH9998'; write 'arch:ignore ARCHnnnn reason'")]
    [InlineData("ARCH9911,ARCH998 a fixture", "arch:ignore names the unknown rule 'ARCH998'; write 'arch:ignore ARCHnnnn reason'")]
    [InlineData("because I say so", "arch:ignore names the unknown rule 'because'; write 'arch:ignore ARCHnnnn reason'")]
    [InlineData("", "arch:ignore names no rule; write 'arch:ignore ARCHnnnn reason'")]
    public async Task UnknownRule_IsAnError(string rest, string message) =>
        Assert.Contains("ARCH9001 a.yaml(1) " + message, await RunAsync("a.yaml", "other: 1 # arch:ignore " + rest));

    [Fact]
    public async Task Unused_IsPointedOut()
    {
        Assert.Equal(["ARCH9005 a.yaml(1) 'arch:ignore ARCH9911' suppresses nothing; delete it"], await RunAsync("a.yaml", "key: 1 # arch:ignore ARCH9911 a fixture"));
        Assert.Equal(
            ["ARCH9005 a.yaml(1) 'arch:ignore ARCH9912' suppresses nothing; delete it"],
            await RunAsync("a.yaml", "key: SECRET # arch:ignore ARCH9911,ARCH9912 a fixture", Both));
    }

    [Fact]
    public async Task Unused_SpansTheComment()
    {
        var finding = Assert.Single(await Lint("a.config", "<a><!-- arch:ignore ARCH9911 a fixture --></a>").RunAsync(compilation: null));
        Assert.Equal("arch:ignore ARCH9911 a fixture", "<a><!-- arch:ignore ARCH9911 a fixture --></a>".Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length));
        Assert.Equal(DiagnosticSeverity.Info, finding.Severity);
    }

    [Fact]
    public async Task TwoCommentsForOneFinding_AreBothUsed() => Assert.Empty(
        await RunAsync("a.yaml", "# arch:ignore ARCH9911 a fixture\nkey: SECRET # arch:ignore ARCH9911 the same"));

    [Theory]
    [InlineData("build_property._ArchPrimaryTarget", "false")]
    [InlineData("build_property.ArchTextFiles", "false")]
    [InlineData("build_property.ArchEnabled", "false")]
    public async Task Unused_WhereNoFileIsRead_IsSilent(string property, string value)
    {
        var lint = Lint("a.yaml", "key: 1 # arch:ignore ARCH9911 a fixture");
        lint.Options[property] = value;
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task Unused_OfARuleThatDoesNotLook_IsSilent()
    {
        const string text = "key: 1 # arch:ignore ARCH9911 a fixture";
        var off = Lint("a.yaml", text);
        off.Severities["ARCH9911"] = ReportDiagnostic.Suppress;
        Assert.Empty(await off.RunAsync(id: null));

        Assert.Empty(await RunAsync("a.yaml", text, new FileProbe(Probes.InFiles, static (_, _) => { }, applies: static _ => false)));
        // A rule over C# looks at no file.
        Assert.Empty(await RunAsync("a.yaml", "key: 1 # arch:ignore ARCH9901 a fixture"));
    }

    [Fact]
    public async Task Unused_InABrokenFile_IsSilent() =>
        Assert.DoesNotContain(await RunAsync("a.yaml", "key: [1 # arch:ignore ARCH9911 a fixture"), found => found.StartsWith("ARCH9005"));

    [Theory]
    [InlineData("a.yaml", "key: |\n  SECRET # arch:ignore ARCH9911 a fixture\n")]
    [InlineData("a.yaml", "key: \"SECRET # arch:ignore ARCH9911 a fixture\"\n")]
    [InlineData("a.json", "{ \"key\": \"SECRET // arch:ignore ARCH9911 a fixture\" }")]
    public async Task InsideAValue_IsText(string path, string text) => Assert.Equal(["ARCH9911"], (await RunAsync(path, text)).Select(found => found[..8]));

    [Theory]
    [InlineData("Metadata:\n  arch:\n    ignore: [ARCH9911]\n", 0)]
    [InlineData("Metadata:\n  arch:\n    ignore: ARCH9911\n", 0)]
    [InlineData("Metadata:\n  arch:\n    ignore: [ARCH9912]\n", 1)]
    [InlineData("Metadata:\n  arch: yes\n", 1)]
    [InlineData("Metadata: 1\n", 1)]
    public async Task MetadataOfTheResource(string metadata, int findings)
    {
        var text = "Resources:\n  Web:\n    " + metadata.TrimEnd().Replace("\n", "\n    ") + "\n    Properties:\n      Secret: 1\n  Other:\n    Type: x\n";
        Assert.Equal(findings, (await RunAsync("template.yaml", text, Probes.Keys(Probes.InFiles, "Secret"))).Length);
        // What one resource says is not said for its neighbour.
        Assert.Equal(findings + 1, (await RunAsync("template.yaml", text + "    Secret: 2\n", Probes.Keys(Probes.InFiles, "Secret"))).Length);
    }

    [Theory]
    [InlineData("""{ "ignore": [ { "rule": "ARCH9911", "file": "ops/*.json", "because": "a fixture" } ] }""", 0)]
    [InlineData("""{ "ignore": { "rule": "ARCH9911", "file": "**/pay.json", "because": "a fixture" }, } // one""", 0)]
    [InlineData("""{ "ignore": [ { "rule": "ARCH9912", "file": "ops/*.json", "because": "a fixture" } ] }""", 1)]
    [InlineData("""{ "ignore": [ { "rule": "ARCH9911", "file": "*.json", "because": "a fixture" } ] }""", 1)]
    [InlineData("""{ "ignore": [ { "rule": "ARCH9911", "file": "ops/*.json", "because": " " } ] }""", 1)]
    [InlineData("""{ "ignore": [ { "rule": "ARCH9911", "file": "ops/*.json" } ] }""", 1)]
    [InlineData("""{ "ignore": [ "ARCH9911", 1, null, [], {} ] }""", 1)]
    [InlineData("""{ "ignore": "ARCH9911" }""", 1)]
    [InlineData("""{ "ignore": [ """, 1)]
    [InlineData("""[]""", 1)]
    [InlineData("", 1)]
    public async Task ArchJson(string config, int findings)
    {
        var lint = Lint("ops/pay.json", """{ "key": "SECRET" }""");
        lint.Files.Add(("arch.json", config));
        Assert.Equal(findings, (await lint.RunAsync("ARCH9911")).Length);
    }

    [Fact]
    public async Task ArchJson_IsRelativeToItself()
    {
        var lint = Lint("/project/ops/pay.json", """{ "key": "SECRET" }""");
        lint.Files.Add(("/arch.json", """{ "ignore": [ { "rule": "ARCH9911", "file": "project/ops/*.json", "because": "a fixture" } ] }"""));
        Assert.Empty(await lint.RunAsync(id: null));
    }

    private static FileProbe[] Both => [Probes.Words(Probes.InFiles, "SECRET"), Probes.Words(Probes.InFilesToo, "TOKEN")];

    private static Task<string[]> RunAsync(string path, string text, params FileProbe[] rules) => Lint(path, text, rules).RunAsync(id: null);

    private static Lint Lint(string path, string text, params FileProbe[] rules) => Probes.Lint(
        [("Code.cs", "class Code;")], [(path, text)], Probes.Files(rules.Length > 0 ? rules : [Probes.Words(Probes.InFiles, "SECRET")]));
}
