using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>Layers in which the baseline has no effect: <c>baseline.strict</c> of arch.json.</summary>
public class StrictLayersTests
{
    private const string Model = """{ "layers": { "Model": { "match": ["Shop.Model", "impl:IModel"], "mayUse": [] }, "Logic": { "match": "Shop.Logic", "mayUse": [] }, "Store": { "match": "Shop.Store" } }""";
    private const string Strict = Model + """, "baseline": { "strict": "Model" } }""";
    private const string Code = "namespace Shop.Model { class A { Shop.Store.S? s; } } namespace Shop.Store { public class S; }";
    private const string Line = "ARCH4001 Shop Shop.Model.A -> Shop.Store.S";

    // ---- Silent: the baseline counts

    [Theory]
    [InlineData(Model + "}")]
    [InlineData(Model + """, "baseline": { "strict": [] } }""")]
    [InlineData(Model + """, "baseline": { "strict": ["Logic", "Store"] } }""")]
    public Task OtherLayer_IsSilent(string json) => Verify(json, Line, Code, "ARCH9004 1 known findings of 1 baseline entries are silent in 'Shop'");

    [Theory]
    [InlineData("namespace Shop.Logic { class A { Shop.Store.S? s; } }", "ARCH4001 Shop Shop.Logic.A -> Shop.Store.S")]
    [InlineData("namespace Shop.Model.Deep { class A : B { } } class B { System.IO.FileInfo? f; } namespace Shop.Logic { class C { Shop.Store.S? s; } }", "ARCH4001 Shop Shop.Logic.C -> Shop.Store.S")]
    public Task TypeOfAnotherLayer_IsSilent(string code, string line) =>
        Verify(Strict, line, code + " namespace Shop.Store { public class S; }", "ARCH9004 1 known findings of 1 baseline entries are silent in 'Shop'");

    // ---- Reporting: the line has no effect

    [Theory]
    [InlineData(Strict)]
    [InlineData(Model + """, "baseline": { "strict": ["Logic", "Model"] } }""")]
    public Task StrictLayer_Reports(string json) => Verify(json, Line, Code,
        "ARCH4001 'A' (Model) must not use 'S' (Store): Model may use only itself; put an interface into Model and implement it in Store [arch.json:1]",
        "ARCH9003 Baseline entry is no longer needed: ARCH4001 Shop Shop.Model.A -> Shop.Store.S; delete the line");

    [Theory]
    [InlineData("namespace Shop.Model.Deep { class A<T> { class Inner { Shop.Store.S? s; } } }", "ARCH4001 Shop Shop.Model.Deep.A -> Shop.Store.S")]
    [InlineData("namespace Shop { interface IModel; class A : IModel { Shop.Store.S? s; } }", "ARCH4001 Shop Shop.A -> Shop.Store.S")]
    public async Task TypeOfTheStrictLayer_Reports(string code, string line) => Assert.Contains("ARCH4001", Ids(await Run(Strict, line, code + " namespace Shop.Store { public class S; }")));

    [Theory]
    [InlineData("Logic", "ARCH9004 1 known findings of 1 baseline entries are silent in 'Shop'")]
    [InlineData("Model", "ARCH4006 Namespaces A → B → A form a cycle inside Shop.Model; cheapest cut: A → B (1 reference(s)); move the type, or invert the reference with an interface in A")]
    public Task CircleInside_Reports(string strict, string expected) => Verify(
        Model + $$""", "cycles": [{ "within": "Shop.Model" }], "baseline": { "strict": "{{strict}}" } }""", "ARCH4006 Shop Shop.Model -> A|B",
        "namespace Shop.Model.A { class One { B.Two? two; } } namespace Shop.Model.B { class Two { A.One? one; } }", expected);

    /// <summary>Every rule obeys it, also where nothing can break the layers themselves.</summary>
    [Theory]
    [InlineData(Strict, "ARCH1002")]
    [InlineData(Model + "}", "ARCH9004")]
    public async Task OtherFamily_Reports(string json, string expected)
    {
        var lint = new Lint
        {
            AssemblyName = "Shop", References = Refs.AwsV4,
            Sources = [("Code.cs", "namespace Shop.Model { class A { object s = new Amazon.S3.AmazonS3Client(\"id\", \"secret\"); } }")],
            Files = [("arch.json", json)],
        };
        var line = (await lint.RunAsync()).Single().Properties.GetValueOrDefault(Reporter.BaselineLine);
        Assert.Null(line);
        lint.Files.Add(("arch.baseline.txt", "# none yet"));
        var recorded = (await lint.RunAsync()).Single().Properties.GetValueOrDefault(Reporter.BaselineLine);
        Assert.Equal(expected == "ARCH9004", recorded is not null);
        lint.Files[1] = ("arch.baseline.txt", "ARCH1002 Shop Shop.Model.A -> Amazon.S3.AmazonS3Client.new\n");
        Assert.Equal(expected, (await lint.RunAsync()).Select(found => found.Id).Order().First());
    }

    [Fact]
    public async Task TopLevelCodeAndAttributesOfTheAssembly_Report()
    {
        var lint = new Lint
        {
            AssemblyName = "Shop.Model",
            References = Refs.Net10.With("Shop.Store", "namespace Shop.Store { public class S { public static void Go() { } } public class MarkAttribute : System.Attribute; }"),
            Sources = [("Code.cs", "using Shop.Store;\n[assembly: Mark]\nS.Go();\n")],
            Files = [("arch.json", Strict), ("arch.baseline.txt", "ARCH4001 Shop.Model <assembly> -> Shop.Store.MarkAttribute\nARCH4001 Shop.Model Program -> Shop.Store.S\n")],
        };
        Assert.Equal(["ARCH4001", "ARCH4001", "ARCH9003", "ARCH9003"], Ids(await lint.RunAsync()).Order());
    }

    [Fact]
    public Task LayerOfThePreset_Reports() => Verify("""{ "baseline": { "strict": "Domain" } }""", "ARCH4001 Shop Shop.Domain.A -> Shop.Infrastructure.S",
        "namespace Shop.Domain { class A { Shop.Infrastructure.S? s; } } namespace Shop.Infrastructure { public class S; }",
        "ARCH4001 'A' (Domain) must not use 'S' (Infrastructure): Domain may use only SharedKernel; put an interface into Domain and implement it in Infrastructure [clean preset]",
        "ARCH9003 Baseline entry is no longer needed: ARCH4001 Shop Shop.Domain.A -> Shop.Infrastructure.S; delete the line");

    /// <summary>Findings in files lie in no layer.</summary>
    [Fact]
    public async Task File_IsSilent()
    {
        var lint = new Lint
        {
            AssemblyName = "Shop", Sources = [("Code.cs", Code.Replace("Shop.Store.S? s;", ""))],
            Files = [("arch.json", Strict), ("Dockerfile", "FROM debian\nCOPY . .\nENTRYPOINT dotnet app.dll\n")],
        };
        var found = (await lint.RunAsync()).Where(finding => finding.Id[4] != '9').ToList();
        lint.Files.Add(("arch.baseline.txt", "# none yet"));
        var lines = (await lint.RunAsync()).Where(finding => finding.Id[4] != '9').Select(finding => finding.Properties[Reporter.BaselineLine]!);
        lint.Files[^1] = ("arch.baseline.txt", string.Join("\n", lines));
        Assert.NotEmpty(found);
        Assert.Equal(["ARCH9004"], Ids(await lint.RunAsync()));
    }

    private static async Task Verify(string json, string line, string code, params string[] expected) =>
        Assert.Equal(expected.Order(), (await Run(json, line, code)).Select(finding => $"{finding.Id} {finding.GetMessage()}").Order());

    private static async Task<IEnumerable<Microsoft.CodeAnalysis.Diagnostic>> Run(string json, string line, string code) =>
        await new Lint { AssemblyName = "Shop", Sources = [("Code.cs", code)], Files = [("arch.json", json), ("arch.baseline.txt", line + "\n")] }.RunAsync();

    private static IEnumerable<string> Ids(IEnumerable<Microsoft.CodeAnalysis.Diagnostic> findings) => findings.Select(finding => finding.Id);
}
