using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Engine;

public class OptionTests
{
    private static readonly BooleanOption Flag = new("ARCH9901.flag", false, "A flag");
    private static readonly NumberOption Number = new("ARCH9901.number", 30, "A number", min: 1, max: 100);
    private static readonly ListOption List = new("ARCH9901.list", "a, b", "A list", "a comma list of names of two letters at most", static item => item.Length <= 2);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData(" TRUE ", true)]
    [InlineData("false", false)]
    [InlineData("yes", false)]
    [InlineData("1", false)]
    [InlineData("", false)]
    public async Task Boolean(string text, bool value) => Assert.Equal(value, await ReadAsync(Flag, text));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("100", 100)]
    [InlineData(" 42 ", 42)]
    [InlineData("0", 30)]
    [InlineData("101", 30)]
    [InlineData("-1", 30)]
    [InlineData("+1", 30)]
    [InlineData("1.5", 30)]
    [InlineData("1e1", 30)]
    [InlineData("99999999999", 30)]
    [InlineData("", 30)]
    public async Task NumberInRange(string text, int value) => Assert.Equal(value, await ReadAsync(Number, text));

    [Theory]
    [InlineData("x", "x")]
    [InlineData(" x ,, y,", "x|y")]
    [InlineData("", "")]
    [InlineData("x,long", "a|b")]
    public async Task Items(string text, string value) => Assert.Equal(value, string.Join("|", await ReadAsync(List, text)));

    [Fact]
    public void Texts_ForTheDocumentation()
    {
        Assert.Equal(("arch.ARCH9901.flag", "false", "'true' or 'false'"), (Flag.Key, Flag.DefaultText, Flag.Expected));
        Assert.Equal(("arch.ARCH9901.number", "30", "a whole number from 1 to 100"), (Number.Key, Number.DefaultText, Number.Expected));
        Assert.Equal(("arch.ARCH9901.list", "a, b"), (List.Key, List.DefaultText));
    }

    [Fact]
    public async Task Absent_IsTheDefault_AndNoError()
    {
        Assert.Equal(30, await ReadAsync(Number, null));
        Assert.Empty(await Lint(Number, [], []).RunAsync(id: null));
    }

    [Fact]
    public async Task Key_InAnyCasing() => Assert.Equal(42, await ReadAsync(Number, "42", key: "ARCH.arch9901.NUMBER"));

    [Theory]
    [InlineData("none", "ARCH9001 'arch.ARCH9901.number = none' is not valid, so '30' is used; set it to a whole number from 1 to 100")]
    [InlineData("", "ARCH9001 'arch.ARCH9901.number = ' is not valid, so '30' is used; set it to a whole number from 1 to 100")]
    public async Task Invalid_IsAnErrorOncePerCompilation(string value, string message)
    {
        var lint = Lint(Number, [], [("A.cs", "class A;"), ("B.cs", "class B;"), ("C.cs", "class C;")], hosts: 2);
        lint.Options[Number.Key] = value;
        Assert.Equal([message], await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task TwoInvalidValues_AreTwoErrors()
    {
        var lint = Lint(Number, [], [("A.cs", "class A;"), ("B.cs", "class B;")]);
        lint.FileOptions[("A.cs", Number.Key)] = "x";
        lint.FileOptions[("B.cs", Number.Key)] = "y";
        Assert.Equal(["'arch.ARCH9901.number = x'", "'arch.ARCH9901.number = y'"], (await lint.RunAsync(id: null)).Select(found => found[9..35]));
    }

    [Fact]
    public async Task FolderBeatsTheGlobalConfig()
    {
        var values = new Dictionary<string, object>();
        var lint = Lint(Number, values, [("A.cs", "class A;"), ("B.cs", "class B;")]);
        lint.Options[Number.Key] = "10";
        lint.FileOptions[("A.cs", Number.Key)] = "20";
        Assert.Empty(await lint.RunAsync(id: null));
        Assert.Equal(20, values["/project/A.cs"]);
        Assert.Equal(10, values["/project/B.cs"]);
    }

    [Fact]
    public async Task TextFile_HasItsOwn()
    {
        var values = new Dictionary<string, int>();
        var rule = new FileProbe(Probes.InFiles, (file, report) =>
        {
            lock (values)
                values[file.Name] = report.Arch.Configuration.Get(Number, file.Source);
        });
        var lint = Probes.Lint([("A.cs", "class A;")], [("a.yaml", "a: 1"), ("b.yaml", "a: 1")], Probes.Files(rule));
        lint.Options[Number.Key] = "10";
        lint.FileOptions[("a.yaml", Number.Key)] = "20";
        Assert.Empty(await lint.RunAsync(id: null));
        Assert.Equal((20, 10), (values["a.yaml"], values["b.yaml"]));
    }

    private static async Task<T> ReadAsync<T>(ArchOption<T> option, string? text, string? key = null)
    {
        var values = new Dictionary<string, object>();
        var lint = Lint(option, values, [("A.cs", "class A;")]);
        if (text is not null)
            lint.Options[key ?? option.Key] = text;
        await lint.RunAsync(id: null);
        return (T)values["/project/A.cs"];
    }

    private static Lint Lint<T>(ArchOption<T> option, Dictionary<string, object> values, (string, string)[] sources, int hosts = 1)
    {
        var rule = new CodeProbe(Probes.First, start => start.OnTree(tree =>
        {
            lock (values)
                values[tree.Tree.FilePath] = tree.Arch.Configuration.Get(option, tree.Tree)!;
        }));
        return Probes.Lint(sources, [], [.. Enumerable.Range(0, hosts).Select(_ => Probes.Host(rule)), Probes.Files()]);
    }
}
