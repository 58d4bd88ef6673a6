using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Which text files are looked at, as what, and by whom.</summary>
public class FilesTests
{
    [Theory]
    [InlineData("appsettings.json", "Json")]
    [InlineData("APPSETTINGS.JSON", "Json")]
    [InlineData("arch.json", "Config")]
    [InlineData("arch.baseline.txt", "Baseline")]
    [InlineData("compose.yml", "Yaml")]
    [InlineData("compose.yaml", "Yaml")]
    [InlineData("orders.template", "Yaml")]
    [InlineData("Dockerfile", "Dockerfile")]
    [InlineData("dockerfile", "Dockerfile")]
    [InlineData("Dockerfile.prod", "Dockerfile")]
    [InlineData("orders.dockerfile", "Dockerfile")]
    [InlineData("Containerfile", "Dockerfile")]
    [InlineData("Dockerfiles", null)]
    [InlineData("Dockerfile.dockerignore", null)]
    [InlineData(".dockerignore", null)]
    [InlineData("web.config", "Xml")]
    [InlineData("Strings.resx", "Xml")]
    [InlineData(".env", "Text")]
    [InlineData(".env.local", "Text")]
    [InlineData("prod.tfvars", "Text")]
    [InlineData("credentials", "Text")]
    [InlineData("run.sh", "Text")]
    [InlineData("logo.png", null)]
    [InlineData("readme", null)]
    public async Task Kind_ByName(string path, string? kind) => Assert.Equal(kind, await KindAsync(path, stated: null));

    [Theory]
    [InlineData("settings.production", "Json", "Json")]
    [InlineData("settings.production", "json", "Json")]
    [InlineData("settings.json", "Text", "Text")]
    [InlineData("web.config", "Text", "Xml")] // what the package says about everything read by lines
    [InlineData("settings.json", "Nonsense", "Json")]
    [InlineData("settings.json", "", "Json")]
    [InlineData("logo.png", "Nonsense", null)]
    public async Task Kind_AsStated(string path, string stated, string? kind) => Assert.Equal(kind, await KindAsync(path, stated));

    [Theory]
    [InlineData("/project/a.env", null, 1)]
    [InlineData("/project/deep/a.env", null, 1)]
    [InlineData("/elsewhere/a.env", null, 0)]
    [InlineData("/project2/a.env", null, 0)]
    [InlineData("/project/../shared/a.env", null, 0)]
    [InlineData("/project/deep/../a.env", null, 1)]
    [InlineData("/other/deep/../../project/a.env", null, 1)]
    [InlineData("/../a.env", null, 0)]
    [InlineData("/a.env", null, 0)]
    [InlineData("/a.env", "/", 1)]
    [InlineData("/repo/deploy/a.env", "/repo", 1)]
    [InlineData("/repo2/deploy/a.env", "/repo/", 0)]
    public async Task Owner(string path, string? repositoryRoot, int findings)
    {
        var lint = Lint((path, "KEY=SECRET"));
        if (repositoryRoot is not null)
            lint.Options["build_property.ArchRepositoryRoot"] = repositoryRoot;
        Assert.Equal(findings, (await lint.RunAsync(id: null)).Length);
    }

    [Fact]
    public async Task Owner_WithoutProjectDirectory_IsWhoeverSeesTheFile()
    {
        var lint = Lint(("/elsewhere/a.env", "KEY=SECRET"));
        lint.Options.Remove("build_property.ProjectDir");
        Assert.Single(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task Owner_OfAFileWithAStatedKind()
    {
        var lint = Lint(("/elsewhere/a.env", "KEY=SECRET"));
        lint.Kinds["/elsewhere/a.env"] = "Text";
        Assert.Single(await lint.RunAsync(id: null));
    }

    [Theory]
    [InlineData("build_property._ArchPrimaryTarget", "false")]
    [InlineData("build_property.ArchTextFiles", "False")]
    [InlineData("build_property.ArchEnabled", "false")]
    public async Task SwitchedOff_IsSilent(string property, string value)
    {
        var lint = Lint(("a.env", "KEY=SECRET"));
        lint.Options[property] = value;
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task FileListedTwice_IsOneFile()
    {
        var lint = Lint(("a.env", "KEY=SECRET"), ("a.env", "KEY=SECRET"));
        Assert.Single(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task BinaryOrHugeFile_IsSilent()
    {
        Assert.Empty(await Lint(("a.env", "KEY=\0SECRET")).RunAsync(id: null));
        Assert.Empty(await Lint(("a.env", "KEY=SECRET" + new string(' ', 5 * 1024 * 1024))).RunAsync(id: null));
        Assert.Empty(await Lint(("a.env", "")).RunAsync(id: null));
    }

    [Fact]
    public async Task BrokenFile_IsSaidOnce_AndOnlyStructureIsNotRead()
    {
        var lint = Probes.Lint(
            [("Code.cs", "class Code;")], [("a.json", """{ "SECRET": """)],
            Probes.Files(Probes.Keys(Probes.InFiles, "SECRET"), Probes.Keys(Probes.Second, "SECRET"), Probes.Words(Probes.InFilesToo, "SECRET")));
        var found = await lint.RunAsync(id: null);
        Assert.Equal(["ARCH9002", "ARCH9912"], found.Select(finding => finding[..8]).Order());
        Assert.Contains(found, finding => finding.StartsWith("ARCH9002 a.json(1) 'a.json' is not valid JSON: "));
    }

    [Fact]
    public async Task BrokenFile_ThatNoRuleReads_IsSilent() =>
        Assert.Empty(await Lint(("a.json", "{ \"KEY\": ")).RunAsync(id: null));

    [Fact]
    public async Task TemplateOfAnotherLanguage_IsNotYaml()
    {
        var rules = Probes.Files(new FileProbe(Probes.InFiles, static (file, report) => report.At(new(0, 1), new Finding("x"), null, file.Data is null ? "no data" : file.Data.Language), needsStructure: true));
        Assert.Equal(["ARCH9911 a.yaml(1) 'no data' is found"], await Run("a.yaml", "a: {{ .Values.x }}\n"));
        Assert.Equal(["ARCH9911 a.yaml(1) 'YAML' is found"], await Run("a.yaml", "a: x\n"));
        Assert.Equal(["ARCH9911 a.yaml(1) 'YAML' is found"], await Run("a.yaml", "a: ${{ secrets.X }}\nb: '{{resolve:ssm:x}}'\n"));
        Assert.Equal(["ARCH9911 a.template(1) 'JSON' is found"], await Run("a.template", " {}\n"));
        Assert.Equal(["ARCH9911 a.template(1) 'YAML' is found"], await Run("a.template", "a: {}\n"));
        Assert.Equal(["ARCH9911 a.config(1) 'XML' is found"], await Run("a.config", "<a/>\n"));

        Task<string[]> Run(string path, string text) => Probes.Lint([("Code.cs", "class Code;")], [(path, text)], rules).RunAsync(id: null);
    }

    private static async Task<string?> KindAsync(string path, string? stated)
    {
        string? kind = null;
        var lint = Probes.Lint([("Code.cs", "class Code;")], [(path, "a")], Probes.Host(new CodeProbe(
            Probes.First, start => kind = start.Arch.Files.All.SingleOrDefault()?.Kind.ToString())));
        if (stated is not null)
            lint.Kinds[path] = stated;
        await lint.RunAsync(id: null);
        return kind;
    }

    private static Lint Lint(params (string Path, string Text)[] files) =>
        Probes.Lint([("Code.cs", "class Code;")], files, Probes.Files(Probes.Words(Probes.InFiles, "SECRET")));
}
