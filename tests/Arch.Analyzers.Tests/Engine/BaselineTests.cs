using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Engine;

public class BaselineTests
{
    [Fact]
    public void Line_IsRuleAssemblyFromTo()
    {
        Assert.Equal("ARCH9901 Orders Orders.Shop -> Amazon.S3.Client.new", Baseline.Line("ARCH9901", "Orders", "Orders.Shop", "Amazon.S3.Client.new"));
        Assert.Equal("ARCH9901 Or%20ders a%20b/c.json -> x%20y", Baseline.Line("ARCH9901", "Or ders", "a b/c.json", "x y"));
        Assert.Equal("ARCH9901 Orders Orders.Shop", Baseline.Line("ARCH9901", "Orders", "Orders.Shop", ""));
    }

    [Theory]
    [InlineData("ARCH9901 Orders Shop -> Pay\n")]
    [InlineData("ARCH9901 Orders Shop -> Pay")]
    [InlineData("\r\n# ours\r\nARCH9901 Orders Shop -> Pay\r\n")]
    [InlineData("  ARCH9901 Orders Shop -> Pay  \n")]
    [InlineData("<<<<<<< ours\nARCH9901 Orders Shop -> Pay\n=======\nARCH9901 Orders Shop -> Refund\n>>>>>>> theirs\n")]
    public void Entry_IsFound(string text)
    {
        var baseline = Read(text);
        Assert.True(baseline.Silences("ARCH9901 Orders Shop -> Pay", "/a.cs", default));
        Assert.False(baseline.Silences("ARCH9901 Orders Shop -> PayBack", "/a.cs", default));
        Assert.Equal(1, baseline.Silenced);
    }

    [Theory]
    [InlineData("ARCH9901 Orders Shop Pay")]
    [InlineData("ARCH9901 Orders  Shop -> Pay")]
    [InlineData("ARCH9901 Orders Shop ->")]
    [InlineData("ARCH9901 Orders Shop -> Pay now")]
    [InlineData("ARCH9901 Orders Shop => Pay")]
    [InlineData("ARCH99010 Orders Shop -> Pay")]
    [InlineData("arch9901 Orders Shop -> Pay")]
    [InlineData("CS0168 Orders Shop -> Pay")]
    [InlineData("ARCH9901")]
    [InlineData("<<<<<<< ours")]
    public void Anything_Else_IsMalformed(string line)
    {
        var baseline = Read($"# head\n{line}\n");
        Assert.Equal(line, baseline.Text!.ToString(Assert.Single(baseline.Malformed)));
        Assert.Equal(0, baseline.Count);
    }

    [Theory]
    [InlineData("ARCH9905 Orders Shop")]
    [InlineData("ARCH9901 Orders <assembly> -> Pay")]
    [InlineData("ARCH9901 Orders a%20b/c.json -> Resources/Web/0")]
    public void Forms(string line) => Assert.Empty(Read(line).Malformed);

    [Fact]
    public void UnionOfTwoBranches_CountsEachLineOnce()
    {
        var baseline = Read("ARCH9901 Orders B -> Pay\nARCH9901 Orders A -> Pay\nARCH9901 Orders B -> Pay\n");
        Assert.Equal(2, baseline.Count);
        Assert.Equal(["ARCH9901 Orders B -> Pay", "ARCH9901 Orders A -> Pay"], baseline.Stale("Orders").Select(entry => entry.Line));
        baseline.Silences("ARCH9901 Orders B -> Pay", "/a.cs", default);
        Assert.Equal(["ARCH9901 Orders A -> Pay"], baseline.Stale("Orders").Select(entry => entry.Line));
        Assert.Empty(baseline.Stale("Order"));
    }

    [Fact]
    public void SameFindingSeenTwice_CountsOnce()
    {
        var baseline = Read("ARCH9901 Orders Shop -> Pay\n");
        foreach (var (path, start) in new[] { ("/a.cs", 1), ("/a.cs", 1), ("/a.cs", 2), ("/b.cs", 1) })
            Assert.True(baseline.Silences("ARCH9901 Orders Shop -> Pay", path, new TextSpan(start, 1)));
        Assert.Equal(3, baseline.Silenced);
    }

    [Fact]
    public void DeepestFile_Counts_AndPathsAreRelativeToIt()
    {
        var baseline = Baseline.Find([File("/repo/arch.baseline.txt", "ARCH9901 A B -> C"), File("/repo/src/arch.baseline.txt", ""), File("/repo/src/x/other.txt", "")]);
        Assert.Equal("/repo/src/arch.baseline.txt", baseline.File!.Path);
        Assert.Equal(0, baseline.Count);
        Assert.Equal("Orders/taskdef.json", baseline.RelativePath("/repo/src/Orders/taskdef.json", "/repo/src/Orders/"));
        Assert.Equal("a.json", baseline.RelativePath("/elsewhere/a.json", "/repo/src/Orders/"));
    }

    [Fact]
    public void PathsOfWindows_ReadTheSame()
    {
        var baseline = Baseline.Find([File(@"C:\repo\arch.baseline.txt", "")]);
        Assert.Equal("src/Orders/taskdef.json", baseline.RelativePath(@"C:\repo\src\Orders\taskdef.json", @"C:\repo\src\Orders\"));
    }

    [Fact]
    public void WithoutAFile_PathsAreRelativeToTheProject()
    {
        var baseline = Baseline.Find([]);
        Assert.Equal("deploy/taskdef.json", baseline.RelativePath("/repo/src/Orders/deploy/taskdef.json", "/repo/src/Orders/"));
        Assert.Equal("taskdef.json", baseline.RelativePath("/repo/deploy/taskdef.json", null));
        Assert.False(baseline.Silences("ARCH9901 A B -> C", "/a", default));
    }

    [Fact]
    public async Task FindingsInFiles_NameTheFileBelowTheBaseline()
    {
        var lint = Probes.Lint(
            [("Code.cs", "class Code;")], [("/arch.baseline.txt", "ARCH9911 Sample project/ops/pay.json -> Resources/Web/Secret\n"), ("ops/pay.json", """{ "Resources": { "Web": { "Secret": 1 } } }""")],
            Probes.Files(Probes.Keys(Probes.InFiles, "Secret")));
        Assert.Equal(["ARCH9004 arch.baseline.txt(1) 1 known findings of 1 baseline entries are silent in 'Sample'"], await lint.RunAsync(id: null));
    }

    [Theory]
    [InlineData("class Shop { }", "Shop")]
    [InlineData("namespace A.B { namespace C { class Shop { class Inner { } } } }", "A.B.C.Shop")]
    [InlineData("namespace A.B; class Shop<T> { class Inner { } }", "A.B.Shop")]
    [InlineData("namespace A; enum Shop { Inner }", "A.Shop")]
    [InlineData("namespace A; delegate void Shop(int Inner);", "A.Shop")]
    [InlineData("System.Console.WriteLine(Inner()); static int Inner() => 1;", "Program")]
    [InlineData("[assembly: System.Reflection.AssemblyTitle(\"Inner\")]", "<assembly>")]
    [InlineData("namespace A; class Shop { /// <summary>Inner</summary>\n void Run() { } }", "A.Shop")]
    [InlineData("namespace A; class Shop { void Run() { } // Inner\n }", "A.Shop")]
    public void From_IsTheOutermostType(string code, string from)
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(code);
        var at = code.IndexOf("Inner", StringComparison.Ordinal) is var inner and >= 0 ? inner : code.IndexOf("Shop", StringComparison.Ordinal);
        Assert.Equal(from, Names.OutermostType(tree.GetRoot().FindNode(new TextSpan(at, 1), findInsideTrivia: true)));
    }

    private static Baseline Read(string text) => Baseline.Find([File("/repo/arch.baseline.txt", text)]);

    private static AdditionalText File(string path, string text) => new Text(path, text);

    private sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
