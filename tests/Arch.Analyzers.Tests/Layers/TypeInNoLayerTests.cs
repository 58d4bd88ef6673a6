using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.TypeInNoLayer>;

namespace Arch.Analyzers.Tests.Layers;

public class TypeInNoLayerTests
{
    private const string Layers = "\"layers\": { \"Domain\": { \"match\": [\"Clinic.Domain\", \"attr:Model\"], \"mayUse\": [] }, \"Storage\": { \"match\": \"Clinic.Storage\" } }";

    private const string Everywhere = "{ " + Layers + ", \"unmatched\": {} }";

    private static Task Verified(string code, string json = Everywhere, string? message = null, Dictionary<string, string>? options = null) =>
        Rule.Project(Refs.Net10, code, [("arch.json", json)], message, options);

    // ---- Silent

    [Theory]
    [InlineData("{ " + Layers + " }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"within\": \"Shop\" } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"within\": [\"Clinic.Domain\", \"=Clinic\"] } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"ignore\": \"Clinic.Tools\" } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"within\": \"Clinic\", \"ignore\": [\"Clinic.{Tools,Jobs}\"] } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"ignore\": \"type:**.Clock\" } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": {}, \"contexts\": { \"match\": \"Clinic.{ctx}\", \"shared\": \"Clinic.Tools\" } }")]
    [InlineData("{ \"preset\": \"none\", \"unmatched\": {} }")]
    public Task WhatNobodyAsksAbout_IsSilent(string json) => Verified("namespace Clinic.Tools { class Clock; }", json);

    [Theory]
    [InlineData("namespace Clinic.Domain { class Visit { class Line; } interface IStore; enum Kind; record Price; delegate void Done(); }")]
    [InlineData("namespace Clinic.Domain.Visits { struct Visit; } namespace Clinic.Storage { static class Db; }")]
    [InlineData("namespace Clinic.Tools { [Clinic.Domain.Model] class Visit { class Line; } } namespace Clinic.Domain { class ModelAttribute : System.Attribute; }")]
    public Task WhatBelongsToALayer_IsSilent(string code) => Verified(code);

    [Fact]
    public async Task WhatTwoLayersClaimEquallyWell_IsLeftToAnotherRule_IsSilent() => Assert.Equal(["ARCH4007"], (await new Lint
    {
        Sources = [("Clock.cs", "namespace Clinic.Tools { class Clock; }")],
        Files = [("arch.json", """{ "layers": { "A": { "match": "Clinic.*" }, "B": { "match": "Clinic.{x}" } }, "unmatched": {} }""")],
    }.RunAsync()).Select(static finding => finding.Id));

    [Fact]
    public Task ProjectWithALayer_IsSilent() => Verified("namespace Clinic.Tools { class Clock; }", options: new() { ["build_property.ArchLayer"] = "Domain" });

    [Fact]
    public Task TopLevelProgram_IsSilent() => Verified("System.Console.WriteLine(1); partial class Program;");

    [Fact]
    public Task TestProject_IsSilent() => Verified("namespace Clinic.Tools { class Clock; }", options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public async Task GeneratedType_IsSilent() => Assert.Empty(await new Lint
    {
        Sources = [("Clock.g.cs", "namespace Clinic.Tools { class Clock; }")],
        Files = [("arch.json", Everywhere)],
    }.RunAsync());

    [Fact]
    public async Task BrokenFile_IsSilent() => Assert.DoesNotContain(await new Lint
    {
        Sources = [("Clock.cs", "namespace Clinic.Tools { class Clock; }")],
        Files = [("arch.json", "{ " + Layers + ", \"unmatched\": { \"whitin\": \"Clinic\" } }")],
    }.RunAsync(), static finding => finding.Id == "ARCH4005");

    // ---- Reports

    [Fact]
    public Task OutsideOfEveryLayer_Reports() => Verified("namespace Clinic.Tools { class [|Clock|] { class Hand; } }",
        message: "'Clock' is in no layer (namespace Clinic.Tools); move it, or add a pattern to 'layers' in arch.json");

    [Fact]
    public Task GlobalNamespace_Reports() => Verified("class [|Clock|];", message: "'Clock' is in no layer (namespace <global>); move it, or add a pattern to 'layers' in arch.json");

    [Theory]
    [InlineData("namespace Clinic.Tools; interface [|IClock|]; enum [|Kind|]; record [|Price|]; record struct [|Sum|]; delegate void [|Done|](); static class [|Extensions|]; class [|Box|]<T>;")]
    [InlineData("namespace Clinic.Domains; class [|Visit|];")]
    [InlineData("namespace Clinic; file class [|Visit|];")]
    public Task EveryKindOfType_Reports(string code) => Verified(code);

    [Theory]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"within\": \"Clinic.{ctx}\" } }")]
    [InlineData("{ " + Layers + ", \"unmatched\": { \"within\": [\"Shop\", \"Clinic\"], \"ignore\": [\"=Clinic\"] } }")]
    [InlineData("{ \"preset\": \"clean\", \"unmatched\": {} }")]
    public Task WhatIsAskedAbout_Reports(string json) => Verified("namespace Clinic.Tools { class [|Clock|]; }", json);

    [Fact]
    public async Task PartialType_ReportsOnceAtItsFirstDeclaration()
    {
        var lint = new Lint
        {
            Sources = [("b.cs", "namespace Clinic.Tools; partial class Clock;"), ("a.g.cs", "namespace Clinic.Tools; partial class Clock;"), ("a.cs", "namespace Clinic.Tools; partial class Clock; partial class Clock;")],
            Files = [("arch.json", Everywhere)],
        };
        var finding = Assert.Single(await lint.RunAsync());
        Assert.Equal(("/project/a.cs", 38), (finding.Location.SourceTree!.FilePath, finding.Location.SourceSpan.Start));
    }

    [Fact]
    public async Task Recorded_IsSilent() => Assert.Empty((await new Lint
    {
        AssemblyName = "Sample",
        Sources = [("Clock.cs", "namespace Clinic.Tools { class Clock; }")],
        Files = [("arch.json", Everywhere), ("arch.baseline.txt", "ARCH4005 Sample Clinic.Tools.Clock\n")],
    }.RunAsync()).Where(static finding => finding.Id == "ARCH4005"));
}
