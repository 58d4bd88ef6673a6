using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Layers;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Layers.LayerDependency, Arch.CodeFixes.Layers.LayerDependencyExceptionFix>;

namespace Arch.Analyzers.Tests.Layers;

public class LayerDependencyExceptionFixTests
{
    private const string Entry = """{ "from": "type:Clinic.Domain.Visit", "to": "type:Clinic.Infrastructure.Store", "because": "TODO: say why" }""";

    private const string Other = """{ "from": "A", "to": "B", "because": "x" }""";

    private const string Code = """
        namespace Clinic.Domain { class Visit { object A = typeof(Infrastructure.Store); } }
        namespace Clinic.Infrastructure { class Store; }
        """;

    private static Lint Project(string code, params (string Path, string Text)[] files) =>
        new() { AssemblyName = "Clinic", Sources = [("Code.cs", code)], Files = [.. files] };

    private static async Task<List<(string Path, string Text)>> FixedAsync(Lint lint, string id)
    {
        var before = (await lint.RunAsync()).Count(finding => finding.Id == id);
        Assert.True(before > 0, $"no {id}");
        var after = await FixRunner.FixAllOneByOneAsync(lint, id, [new LayerDependencyExceptionFix()], "exception");
        Assert.Empty(await after.RunAsync());
        Assert.Equal(lint.Sources, after.Sources);
        return after.Files;
    }

    // ---- Where it is written

    [Theory]
    [InlineData("{}", "{\n  \"exceptions\": [\n    ENTRY\n  ]\n}")]
    [InlineData("{ }\n", "{ \n  \"exceptions\": [\n    ENTRY\n  ]\n}\n")]
    [InlineData("{\n}\n", "{\n  \"exceptions\": [\n    ENTRY\n  ]\n}\n")]
    [InlineData("{\n  // nothing yet\n}\n", "{\n  // nothing yet\n  \"exceptions\": [\n    ENTRY\n  ]\n}\n")]
    [InlineData("{ \"preset\": \"clean\" }", "{ \"preset\": \"clean\", \"exceptions\": [ENTRY] }")]
    [InlineData("{ \"preset\": \"clean\", }", "{ \"preset\": \"clean\", \"exceptions\": [ENTRY], }")]
    [InlineData("{\n  \"preset\": \"clean\"\n}\n", "{\n  \"preset\": \"clean\",\n  \"exceptions\": [\n    ENTRY\n  ]\n}\n")]
    [InlineData("{\n    \"preset\": \"clean\", // why\n    /* what\n       else */\n}\n", "{\n    \"preset\": \"clean\", // why\n    /* what\n       else */\n    \"exceptions\": [\n      ENTRY\n    ],\n}\n")]
    [InlineData("{\n\t\"preset\": \"clean\" // why, indeed\n}", "{\n\t\"preset\": \"clean\", // why, indeed\n\t\"exceptions\": [\n\t  ENTRY\n\t]\n}")]
    [InlineData("{\r\n  \"preset\": \"clean\"\r\n}\r\n", "{\r\n  \"preset\": \"clean\",\r\n  \"exceptions\": [\r\n    ENTRY\r\n  ]\r\n}\r\n")]
    public async Task NoList_IsCreated(string before, string after) =>
        Assert.Equal([("arch.json", after.Replace("ENTRY", Entry))], await FixedAsync(Project(Code, ("arch.json", before)), "ARCH4001"));

    [Theory]
    [InlineData("{ \"exceptions\": [] }", "{ \"exceptions\": [\n  ENTRY\n] }")]
    [InlineData("{\n  \"exceptions\": []\n}", "{\n  \"exceptions\": [\n    ENTRY\n  ]\n}")]
    [InlineData("{\n  \"exceptions\": [\n    // none\n  ]\n}", "{\n  \"exceptions\": [\n    // none\n    ENTRY\n  ]\n}")]
    [InlineData("{ \"exceptions\": [OTHER] }", "{ \"exceptions\": [OTHER, ENTRY] }")]
    [InlineData("{ \"exceptions\": [ OTHER /* , */ ] }", "{ \"exceptions\": [ OTHER, ENTRY /* , */ ] }")]
    [InlineData("{ \"exceptions\": [OTHER,] }", "{ \"exceptions\": [OTHER, ENTRY,] }")]
    [InlineData("{\n  \"exceptions\": [\n    OTHER\n  ]\n}", "{\n  \"exceptions\": [\n    OTHER,\n    ENTRY\n  ]\n}")]
    [InlineData("{\n  \"exceptions\": [\n    OTHER,\n  ],\n}", "{\n  \"exceptions\": [\n    OTHER,\n    ENTRY,\n  ],\n}")]
    [InlineData("{\n  \"exceptions\": [\n    OTHER, // with CLINIC-1, soon\n    // more to come\n  ]\n}", "{\n  \"exceptions\": [\n    OTHER, // with CLINIC-1, soon\n    // more to come\n    ENTRY,\n  ]\n}")]
    [InlineData("{\n  \"exceptions\": [OTHER\n  ]\n}", "{\n  \"exceptions\": [OTHER,\n    ENTRY\n  ]\n}")]
    [InlineData("{\r\n  \"exceptions\": [\r\n    OTHER\r\n  ]\r\n}", "{\r\n  \"exceptions\": [\r\n    OTHER,\r\n    ENTRY\r\n  ]\r\n}")]
    public async Task List_IsAddedTo(string before, string after) => Assert.Equal(
        [("arch.json", after.Replace("ENTRY", Entry).Replace("OTHER", Other))], await FixedAsync(Project(Code, ("arch.json", before.Replace("OTHER", Other))), "ARCH4001"));

    [Fact]
    public async Task OfSeveralFiles_TheNearestIsTaken()
    {
        const string Further = "{\n  \"exceptions\": [\n    OTHER\n  ]\n}";
        var lint = Project(Code, ("/arch.json", Further.Replace("OTHER", Other)), ("arch.json", "{ \"extends\": \"../arch.json\" }"));
        Assert.Equal(
            [("/arch.json", Further.Replace("OTHER", Other)), ("arch.json", $$"""{ "extends": "../arch.json", "exceptions": [{{Entry}}] }""")], await FixedAsync(lint, "ARCH4001"));
    }

    // ---- What is written

    [Fact]
    public async Task SeveralPairs_AreOneEntryEach()
    {
        var lint = Project(
            """
            namespace Clinic.Domain { class Visit { class Part { Infrastructure.Store? A() => null; Infrastructure.Table<int>.Row? B() => null; } } }
            namespace Clinic.Infrastructure { class Store; class Table<T> { public class Row; } }
            """,
            ("arch.json", "{ \"exceptions\": [] }"));
        Assert.Equal(
            $$"""
            { "exceptions": [
              {{Entry}},
              {{Entry.Replace("Store", "Table")}}
            ] }
            """,
            Assert.Single(await FixedAsync(lint, "ARCH4001")).Text);
    }

    [Fact]
    public async Task Library_IsAPairOfTypesAsWell()
    {
        var lint = new Lint
        {
            References = Refs.AwsV4, AssemblyName = "Clinic.Domain", Sources = [("Code.cs", "namespace Clinic.Domain { class Visit { object A = typeof(Amazon.S3.IAmazonS3); } }")],
            Files = [("arch.json", "{ \"exceptions\": [] }")],
        };
        Assert.Contains("\"to\": \"type:Amazon.S3.IAmazonS3\"", Assert.Single(await FixedAsync(lint, "ARCH4002")).Text);
    }

    [Fact]
    public async Task OtherContext_IsAPairOfTypesAsWell()
    {
        var lint = Project(
            "namespace Clinic.Booking { class Visit { object A = typeof(Billing.Invoice); } } namespace Clinic.Billing { class Invoice; }",
            ("arch.json", "{ \"contexts\": { \"match\": \"Clinic.{ctx}\" } }"));
        Assert.Contains("{ \"from\": \"type:Clinic.Booking.Visit\", \"to\": \"type:Clinic.Billing.Invoice\", ", Assert.Single(await FixedAsync(lint, "ARCH4004")).Text);
    }

    [Fact]
    public async Task TopLevelCode_IsTheTypeProgram()
    {
        var lint = new Lint
        {
            AssemblyName = "Clinic.Domain", Sources = [("Code.cs", "System.Console.WriteLine(typeof(Clinic.Infrastructure.Store));\nnamespace Clinic.Infrastructure { class Store; }")],
            Files = [("arch.json", """{ "layers": { "Domain": { "match": "asm:Clinic.Domain", "mayUse": [] }, "Storage": { "match": "Clinic.Infrastructure" } } }""")],
        };
        Assert.Contains("{ \"from\": \"type:Program\", ", Assert.Single(await FixedAsync(lint, "ARCH4001")).Text);
    }

    /// <summary>The whole way through the compiler's own test of fixes.</summary>
    [Fact]
    public Task Finding_IsGone()
    {
        const string Layers = """{ "layers": { "Domain": { "match": "Clinic.Domain", "mayUse": [] }, "Storage": { "match": "Clinic.Infrastructure" } }""";
        return Fix.Csharp(
            Refs.Net10, [("Code.cs", Code.Replace("Store)", "[|Store|])"))], [("Code.cs", Code)], "exception",
            file: ("arch.json", Layers + " }", $"{Layers}, \"exceptions\": [{Entry}] }}"));
    }

    // ---- Not offered

    [Theory]
    [InlineData("arch.baseline.txt", "# none\n")]
    [InlineData("Clinic.arch.json", "{}")]
    public Task WithoutFile_IsNotOffered(string path, string text) => NotOffered(Project(Code, (path, text)));

    [Fact]
    public Task AttributeOfTheAssembly_IsNotOffered() => NotOffered(new Lint
    {
        AssemblyName = "Clinic.Domain", Files = [("arch.json", "{ \"layers\": { \"Domain\": { \"match\": \"asm:Clinic.Domain\", \"mayUse\": [] }, \"Storage\": { \"match\": \"Clinic.Infrastructure\" } } }")],
        Sources = [("Code.cs", "[assembly: Clinic.Infrastructure.Mark]\nnamespace Clinic.Infrastructure { class MarkAttribute : System.Attribute; }")],
    });

    private static async Task NotOffered(Lint lint)
    {
        Assert.Contains(await lint.RunAsync(), finding => finding.Id == "ARCH4001");
        var after = await FixRunner.FixAllOneByOneAsync(lint, "ARCH4001", [new LayerDependencyExceptionFix()]);
        Assert.Equal(lint.Files, after.Files);
    }
}
