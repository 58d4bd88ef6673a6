using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Layers.TypeInNoLayer, Arch.CodeFixes.Layers.TypeInNoLayerFix>;

namespace Arch.Analyzers.Tests.Layers;

public class TypeInNoLayerFixTests
{
    private const string Json = """{ "layers": { "Domain": { "match": "Clinic.Domain" }, "Storage": { "match": "Clinic.Storage" } }, "unmatched": { "ignore": "type:**.Tool" } }""";

    private const string Config = "build_property.ProjectDir = /0/\nbuild_property.RootNamespace = Clinic";

    private static Task Moved(params (string Path, string Before, string After)[] sources) => Fix.Csharp(
        Refs.Net10, [.. sources.Select(static source => (source.Path, source.Before))], [.. sources.Select(static source => (source.Path, source.After))], config: Config, file: ("arch.json", Json, Json));

    [Fact]
    public Task OneFile_Moves() => Moved(("Domain/Visit.cs", "// The visit.\nnamespace Clinic.Misc; // here\n\nclass [|Visit|];\n", "// The visit.\nnamespace Clinic.Domain; // here\n\nclass Visit;\n"));

    [Fact]
    public Task Users_FindItThere() => Moved(
        ("Domain/Visit.cs", "namespace Clinic.Misc;\n\npublic class [|Visit|];\npublic static class [|VisitExtensions|] { public static void Close(this Visit visit) { } }\n",
            "namespace Clinic.Domain;\n\npublic class Visit;\npublic static class VisitExtensions { public static void Close(this Visit visit) { } }\n"),
        ("Storage/Db.cs", "using System;\nusing Clinic.Misc;\n\nnamespace Clinic.Storage;\n\nclass Db { Visit? A; Clinic.Misc.Visit? B; Tool? C; Type D = typeof(Visit); void E() => A!.Close(); }\n",
            "using System;\nusing Clinic.Domain;\nusing Clinic.Misc;\n\nnamespace Clinic.Storage;\n\nclass Db { Visit? A; Clinic.Domain.Visit? B; Tool? C; Type D = typeof(Visit); void E() => A!.Close(); }\n"),
        ("Tool.cs", "namespace Clinic.Misc;\n\nclass Tool;\n", "namespace Clinic.Misc;\n\nclass Tool;\n"));

    [Fact]
    public Task WhatStaysBehind_IsImported() => Moved(
        ("Domain/Visits/Visit.cs", "namespace Clinic.Misc\n{\n    class [|Visit|] { Tool? Tool; }\n}\n", "using Clinic.Misc;\n\nnamespace Clinic.Domain.Visits\n{\n    class Visit { Tool? Tool; }\n}\n"),
        ("Tool.cs", "namespace Clinic.Misc\n{\n    class Tool;\n}\n", "namespace Clinic.Misc\n{\n    class Tool;\n}\n"));

    [Fact]
    public Task TwoFiles_Move() => Moved(
        ("Domain/Visit.cs", "namespace Clinic.Misc;\n\nclass [|Visit|] { Db? A; }\n", "using Clinic.Storage;\n\nnamespace Clinic.Domain;\n\nclass Visit { Db? A; }\n"),
        ("Storage/Db.cs", "namespace Clinic.Misc;\n\nclass [|Db|];\n", "namespace Clinic.Storage;\n\nclass Db;\n"));

    [Theory]
    [InlineData("Tools/Visit.cs", "namespace Clinic.Misc; class Visit;")]
    [InlineData("Domain/Visit.cs", "class Visit;")]
    [InlineData("Domain/Visit.cs", "namespace Clinic.Misc { class Visit; } namespace Clinic.Other { class Stay; }")]
    [InlineData("Domain/Visit.cs", "namespace Clinic.Misc { namespace Inner { class Visit; } }")]
    [InlineData("1 2/Visit.cs", "namespace Clinic.Misc; class Visit;")]
    [InlineData("Domain/Visit.cs", "namespace Clinic.Misc; partial class Visit;", "namespace Clinic.Misc; partial class Visit;")]
    [InlineData("Domain/Visit.cs", "namespace Clinic.Misc; class Visit;", "namespace Clinic.Domain; class Visit;")]
    [InlineData("Domain/Visit.cs", "namespace Clinic.Misc; class Visit;", "using Clinic.Misc; namespace Clinic.Storage; class Db;")]
    public async Task WhatCannotMoveAsAWhole_IsNotOffered(string path, string code, string more = "")
    {
        var lint = new Lint
        {
            Sources = [(path, code), ("More.cs", more)],
            Files = [("arch.json", Json)],
            Options = new() { ["build_property.ProjectDir"] = "/project/", ["build_property.RootNamespace"] = "Clinic" },
        };
        Assert.Empty(await Fix.TitlesAsync(lint));
    }
}
