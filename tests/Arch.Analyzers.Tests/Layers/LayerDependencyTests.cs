using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>Which layer may use which: by convention, and by arch.json. The constructs are those of <see cref="NamedUseTests"/> and <see cref="UnnamedUseTests"/>.</summary>
public class LayerDependencyTests
{
    private const string Json = """
        {
          "layers": {
            "Domain": { "match": ["Shop.{ctx}.Model"], "mayUse": [], "because": "ports and adapters" },
            "Storage": { "match": ["Shop.{ctx}.Storage", "impl:IRow<>"], "mayUse": ["Domain"] },
            "Front": { "match": "Shop.{ctx}.Front", "mustNotUse": "Storage", "compositionRoot": { "types": "**.*Module", "mayUse": "Storage" } }
          }
        }
        """;

    // ---- The message

    [Fact]
    public Task Preset_Reports_WithItsName() => Project("Acme.Orders.Domain", "class Order { [|Db|]? Db; } ", "Acme.Orders.Infrastructure", "public class Db;",
        message: "'Order' (Domain) must not use 'Db' (Infrastructure): Domain may use only SharedKernel; put an interface into Domain and implement it in Infrastructure [clean preset]");

    [Fact]
    public Task Json_Reports_WithItsLineAndReason() => InOne(Json, "Shop.A.Model", "class Order { [|Db|]? Db; }", "Shop.A.Storage", "public class Db;",
        message: "'Order' (Domain) must not use 'Db' (Storage): Domain may use only itself; put an interface into Domain and implement it in Storage — ports and adapters [arch.json:3]");

    [Fact]
    public Task MustNotUse_Reports() => InOne(Json, "Shop.A.Front", "class Page { [|Db|]? Db; }", "Shop.A.Storage", "public class Db;",
        message: "'Page' (Front) must not use 'Db' (Storage): Front may use anything but Storage; register it in the composition root [arch.json:5]");

    [Fact]
    public Task Port_IsNamed_Reports() => InOne(Json, "Shop.A.Model", "public interface IDb; class Order { [|Db|]? Db; }", "Shop.A.Storage", "public class Db : System.IDisposable, Shop.A.Model.IDb { public void Dispose() { } }",
        message: "'Order' (Domain) must not use 'Db' (Storage): Domain may use only itself; use its port 'IDb' — ports and adapters [arch.json:3]");

    [Theory]
    [InlineData("public static class Limits { public const int Most = 3; }", "class Order { int _most = [|Limits|].Most; }")]
    [InlineData("public enum Limits;", "class Order { [|Limits|] Most; }")]
    [InlineData("public record Limits;", "class Order { [|Limits|]? Most; }")]
    [InlineData("public interface Limits;", "class Order { [|Limits|]? Most; }")]
    public Task WhatNobodyCanImplement_ReportsThatItShouldMove(string target, string code) => InOne(Json, "Shop.A.Model", code, "Shop.A.Storage", target,
        message: "'Order' (Domain) must not use 'Limits' (Storage): Domain may use only itself; move it to Domain — ports and adapters [arch.json:3]");

    [Fact]
    public Task WhatAnotherLayerMayPassOn_Reports() => InOne(
        """{ "layers": { "Ui": { "match": "A.Ui", "mayUse": ["Logic"] }, "Logic": { "match": "A.Logic", "mayUse": ["Data"] }, "Data": { "match": "A.Data", "mayUse": [] } } }""",
        "A.Ui", "class Page { [|Status|] Shown; }", "A.Data", "public enum Status;",
        message: "'Page' (Ui) must not use 'Status' (Data): Ui may use only Logic; let Logic hand it on as a type of its own [arch.json:1]");

    [Fact]
    public Task WhatNobodyMayPassOn_Reports() => InOne(
        """{ "layers": { "Ui": { "match": "A.Ui", "mayUse": [] }, "Data": { "match": "A.Data", "mayUse": [] } } }""",
        "A.Ui", "class Page { [|Status|] Shown; }", "A.Data", "public enum Status;",
        message: "'Page' (Ui) must not use 'Status' (Data): Ui may use only itself; use a type of Ui for it [arch.json:1]");

    [Fact]
    public Task Closed_Reports() => InOne(
        """{ "layers": { "Ui": { "match": "A.Ui" }, "Logic": { "match": "A.Logic", "mayUse": ["Data"], "closed": true }, "Data": { "match": "A.Data" } } }""",
        "A.Ui", "class Page { [|Db|]? Db; }", "A.Data", "public class Db;",
        message: "'Page' (Ui) must not use 'Db' (Data): Ui may use nothing below Logic (closed); put an interface into Ui and implement it in Data [arch.json:1]");

    // ---- What fixes and graphs are told

    [Theory]
    [InlineData("class Order { [|Db|]? Db; }", "public class Db : Shop.A.Model.IDb, Shop.A.Model.IKept<int>", "Shop.A.Storage.Db", "Shop.A.Model.IDb", "Shop.A.Model.IDb,Shop.A.Model.IKept`1")]
    [InlineData("class Order { [|Db|]<int>? Db; }", "public class Db<T>", "Shop.A.Storage.Db`1", null, "")]
    public async Task Properties_NameBothSides(string code, string target, string to, string? port, string ports)
    {
        code = code.Replace("[|Db|]<int>", "[|Db<int>|]");
        var lint = new Lint
        {
            AssemblyName = "Shop", Files = [("arch.json", Json)],
            Sources = [("Code0.cs", $"namespace Shop.A.Model {{ using Shop.A.Storage; public interface IDb; public interface IKept<T>; {code} }}"), ("Code1.cs", $"namespace Shop.A.Storage {{ {target}; }}")],
        };
        var found = Assert.Single(await Expectation.VerifyAsync(lint, "ARCH4001")).Properties;
        Assert.Equal(
            ["Shop.A.Model.Order", "Domain", to, "Storage", "arch.json:3", port, ports],
            new[] { "from", "fromLayer", "to", "toLayer", "rule", "port", "ports" }.Select(key => found[key]));
    }

    // ---- Conventions

    [Theory]
    [InlineData("Domain", "Application")]
    [InlineData("Domain", "Infrastructure")]
    [InlineData("Domain", "Api")]
    [InlineData("Domain", "Contracts")]
    [InlineData("Application", "Infrastructure")]
    [InlineData("Application", "Api")]
    [InlineData("Infrastructure", "Api")]
    [InlineData("Contracts", "Domain")]
    [InlineData("Contracts", "Application")]
    [InlineData("Contracts", "Infrastructure")]
    [InlineData("Contracts", "Api")]
    [InlineData("SharedKernel", "Domain")]
    [InlineData("SharedKernel", "Application")]
    [InlineData("SharedKernel", "Infrastructure")]
    [InlineData("SharedKernel", "Api")]
    [InlineData("SharedKernel", "Contracts")]
    [InlineData("DomainModel", "Persistence")]
    [InlineData("UseCases", "WebApi")]
    [InlineData("domain", "web")]
    [InlineData("BuildingBlocks", "Presentation")]
    [InlineData("SeedWork", "Endpoints")]
    [InlineData("IntegrationEvents", "Domain")]
    public Task ForbiddenPair_Reports(string from, string to) => Project($"Acme.{from}", "class A { [|B|]? b; }", $"Acme.{to}", "public class B;");

    [Theory]
    [InlineData("Domain", "SharedKernel")]
    [InlineData("Application", "Domain")]
    [InlineData("Application", "Contracts")]
    [InlineData("Application", "SharedKernel")]
    [InlineData("Infrastructure", "Domain")]
    [InlineData("Infrastructure", "Application")]
    [InlineData("Infrastructure", "Contracts")]
    [InlineData("Api", "Domain")]
    [InlineData("Api", "Infrastructure")]
    [InlineData("Api", "Contracts")]
    [InlineData("Contracts", "SharedKernel")]
    [InlineData("Domain", "Domain.Events")]
    [InlineData("Core", "Infrastructure")]
    [InlineData("Domain", "Data")]
    [InlineData("Domain", "Common")]
    [InlineData("Domain", "InfrastructureTools")]
    [InlineData("Domain", "Infrastructure.Domain")]
    public Task AllowedPair_IsSilent(string from, string to) => Project($"Acme.{from}", "class A { B? b; }", $"Acme.{to}", "public class B;");

    /// <summary>The last word of the assembly's name is what the project is; its namespaces only count when the name says nothing.</summary>
    [Theory]
    [InlineData("Acme.Ordering.Api", "Acme.Ordering.Api.Application.Queries")]
    [InlineData("Acme.Infrastructure", "Acme.Infrastructure.Domain")]
    public Task NamespaceInANamedAssembly_IsSilent(string assembly, string space) => Run(new Lint
    {
        AssemblyName = assembly,
        Sources = [("Code0.cs", $"namespace {space} {{ class A {{ {assembly}.Infrastructure.B? b; }} }} namespace {assembly}.Infrastructure {{ public class B; }}")],
    });

    [Fact]
    public Task NamespacesOfAnAssemblyWithoutWord_Report() => InOne(null, "Acme.Domain.Orders", "class A { [|B|]? b; }", "Acme.Infrastructure.Domain", "public class B;");

    [Theory]
    [InlineData("Other.Domain", "Acme.Infrastructure")]
    [InlineData("Acme.Domain", "Microsoft.Infrastructure")]
    [InlineData("Acme.Domain", "System.Infrastructure")]
    [InlineData("Domain", "Acme.Infrastructure")]
    public Task AssemblyOfSomebodyElse_IsSilent(string from, string to) => Project(from, "class A { B? b; }", to, "public class B;");

    [Theory]
    [InlineData("Domain", "Infrastructure")]
    [InlineData("Domain", "Web")]
    [InlineData("acme.Domain", "ACME.Infrastructure")]
    public Task AssemblyOfTheSameSolution_Reports(string from, string to) => Project(from, "class A { [|B|]? b; }", to, "public class B;");

    [Theory]
    [InlineData("Acme.Domain.Tests")]
    [InlineData("Acme.Domain.UnitTests")]
    [InlineData("Acme.Domain.Specs")]
    [InlineData("Acme.Domain.Benchmarks")]
    [InlineData("Acme.Domain.Test")]
    public Task TestProject_IsSilent(string from) => Project(from, "class A { B? b; }", "Acme.Infrastructure", "public class B;");

    [Fact]
    public Task TestProjectByProperty_IsSilent() => Project("Acme.Domain", "class A { B? b; }", "Acme.Infrastructure", "public class B;", ("build_property.IsTestProject", "true"));

    [Fact]
    public Task ProjectThatIsNoTestProject_Reports() =>
        Project("Acme.Domain.Specs", "class A { [|B|]? b; }", "Acme.Infrastructure", "public class B;", ("build_property.IsTestProject", "false"));

    [Fact]
    public Task ArchLayer_Reports() => Project("Acme.Core", "class A { [|B|]? b; }", "Acme.Infrastructure", "public class B;", ("build_property.ArchLayer", "Domain"));

    [Fact]
    public Task ArchLayer_BeatsTheName_IsSilent() => Project("Acme.Domain", "class A { B? b; }", "Acme.Infrastructure", "public class B;", ("build_property.ArchLayer", "Api"));

    [Fact]
    public Task ArchLayerInMetadata_Reports() => Project(
        "Acme.Domain", "class A { [|B|]? b; }", "Acme.Data", "[assembly: System.Reflection.AssemblyMetadata(\"ArchLayer\", \"Infrastructure\")]\npublic class B;");

    [Fact]
    public Task TopLevelCodeAndAttributesOfTheAssembly_Report() => Run(new Lint
    {
        AssemblyName = "Acme.Domain",
        References = Library("Acme.Infrastructure", "public class B { public static void Go() { } } public class MarkAttribute : System.Attribute;"),
        Sources = [("Code0.cs", "using Acme.Infrastructure;\n[assembly: {|ARCH4001:Mark|}]\n{|ARCH4001:B|}.Go();\nclass Global { {|ARCH4001:B|}? b; }")],
    });

    /// <summary>Nobody can reference a program, so that it is no contract of others, and its namespaces are not what they seem either.</summary>
    [Theory]
    [InlineData("Contracts")]
    [InlineData("IntegrationEvents")]
    [InlineData("SharedKernel")]
    public Task ProgramCalledLikeWhatOthersReference_IsSilent(string word) => Run(new Lint
    {
        AssemblyName = $"Acme.{word}",
        References = Library("Acme.Api", "public class B { public static void Go() { } }"),
        Sources = [("Code0.cs", $"using Acme.Api;\nB.Go();\nnamespace Acme.{word}.Domain {{ class A {{ B? b; }} }}")],
    });

    [Theory]
    [InlineData("none", "class A { B? b; }")]
    [InlineData("clean", "class A { [|B|]? b; }")]
    public Task Preset_InTheFile(string preset, string code) => InOne($$"""{ "preset": "{{preset}}" }""", "Acme.Domain", code, "Acme.Infrastructure", "public class B;");

    [Theory]
    [InlineData("class Program { static void Work() { B.Go(); } }")]
    [InlineData("class OrdersModule { B? b; }")]
    [InlineData("static class StorageExtensions { static B? b; }")]
    public Task CompositionRootOfTheStrictPreset_IsSilent(string code) =>
        InOne("""{ "preset": "clean-strict" }""", "Acme.Api", code, "Acme.Infrastructure", "public class B { public static void Go() { } }");

    [Fact]
    public Task StrictPreset_Reports() => InOne("""{ "preset": "clean-strict" }""", "Acme.Api", "class Page { [|B|]? b; }", "Acme.Infrastructure", "public class B;",
        message: "'Page' (Api) must not use 'B' (Infrastructure): Api may use only Application, Domain, Contracts, SharedKernel; register it in the composition root [clean-strict preset]");

    [Fact]
    public Task RegistrationMember_IsSilent() => Run(new Lint
    {
        AssemblyName = "Shop", References = Refs.Web, Files = [("arch.json", Json)],
        Sources =
        [
            ("Code0.cs", """
                using Microsoft.Extensions.DependencyInjection;
                using Shop.A.Storage;
                namespace Shop.A.Front
                {
                    static class Setup
                    {
                        public static IServiceCollection AddIt(this IServiceCollection services) => services.AddSingleton<Db>().AddSingleton(_ => new Db());
                        public static void Other() => new {|ARCH4001:Db|}();
                    }
                }
                """),
            ("Code1.cs", "namespace Shop.A.Storage { public class Db; }"),
        ],
    });

    // ---- arch.json

    [Theory]
    [InlineData("Shop.A.Model", "Shop.A.Model.Events")]
    [InlineData("Shop.A.Storage", "Shop.B.Model")]
    [InlineData("Shop.A.Front", "Shop.A.Model")]
    [InlineData("Shop.A.Model", "Shop.A.StorageTools")]
    [InlineData("Shop.A.Modelling", "Shop.A.Storage")]
    [InlineData("Shop.Model", "Shop.A.Storage")]
    [InlineData("Shop.A.B.Model", "Shop.A.Storage")]
    public Task AllowedOrUnknown_IsSilent(string from, string to) => InOne(Json, from, "class A { B? b; }", to, "public class B;");

    [Fact]
    public Task BrokenFile_IsSilent() => Run(new Lint
    {
        AssemblyName = "Shop", Files = [("arch.json", Json.Replace("mustNotUse", "{|ARCH9001:mustNot|}").Replace("\"{|ARCH9001:mustNot|}\"", "{|ARCH9001:\"mustNot\"|}"))],
        Sources = [("Code0.cs", "namespace Shop.A.Model { class A { Shop.A.Storage.B? b; } } namespace Shop.A.Storage { public class B; }")],
    });

    [Fact]
    public Task TypePattern_BeatsTheNamespace_Reports() => InOne(Json, "Shop.A.Model", "class A { [|B|]? b; }", "Shop.A.Model.Rows", "public interface IRow<T>; public class B : IRow<int>; public class C : IRow<int>;");

    [Theory]
    [InlineData("""{ "from": "Shop.{x}.Model", "to": "Shop.{x}.Storage", "because": "x" }""")]
    [InlineData("""{ "from": "type:Shop.A.Model.A", "to": "type:Shop.A.Storage.B", "because": "x" }""")]
    [InlineData("""{ "rule": "ARCH4001", "from": "asm:Shop", "to": "Shop.*.Storage", "because": "x" }""")]
    public Task Exception_IsSilent(string exception) =>
        InOne(Json.TrimEnd('\n', '}') + "}, \"exceptions\": [ " + exception + " ] }", "Shop.A.Model", "class A { B? b; }", "Shop.A.Storage", "public class B;");

    [Theory]
    [InlineData("""{ "from": "Shop.{x}.Model", "to": "Shop.{!x}.Storage", "because": "x" }""")]
    [InlineData("""{ "from": "type:Shop.A.Model.Other", "to": "Shop.A.Storage", "because": "x" }""")]
    [InlineData("""{ "rule": "ARCH4002", "from": "Shop.A.Model", "to": "Shop.A.Storage", "because": "x" }""")]
    public Task ExceptionOfSomethingElse_Reports(string exception) =>
        InOne(Json.TrimEnd('\n', '}') + "}, \"exceptions\": [ " + exception + " ] }", "Shop.A.Model", "class A { [|B|]? b; }", "Shop.A.Storage", "public class B;");

    [Fact]
    public Task CheckedTestProject_Reports() => Run(new Lint
    {
        AssemblyName = "Shop.Tests", Files = [("arch.json", Json.Replace("\"layers\"", "\"testProjects\": \"check\", \"layers\""))],
        Sources = [("Code0.cs", "namespace Shop.A.Model { class A { Shop.A.Storage.{|ARCH4001:B|}? b; } } namespace Shop.A.Storage { public class B; }")],
    });

    [Fact]
    public Task GeneratedTarget_IsSilent() => Run(new Lint
    {
        AssemblyName = "Shop", Files = [("arch.json", Json)],
        Sources = [("Code0.cs", "namespace Shop.A.Model { class A { Shop.A.Storage.B? b; } }"), ("B.g.cs", "namespace Shop.A.Storage { public class B; }")],
    });

    /// <summary>Neither the order of the layers nor that of the patterns decides, only how much a pattern says.</summary>
    [Theory]
    [InlineData("\"X\": { \"match\": \"A.**.Core\" }, \"Y\": { \"match\": \"A.*.Core.Data\" }", true)]
    [InlineData("\"Y\": { \"match\": \"A.*.Core.Data\" }, \"X\": { \"match\": \"A.**.Core\" }", true)]
    [InlineData("\"X\": { \"match\": \"=A.B.Core.Data\" }, \"Y\": { \"match\": \"A.B.Core.Data\" }", false)]
    [InlineData("\"X\": { \"match\": \"type:A.B.Core.Data.B\" }, \"Y\": { \"match\": \"=A.B.Core.Data\" }", false)]
    [InlineData("\"X\": { \"match\": \"asm:A\" }, \"Y\": { \"match\": \"A.**\" }", true)]
    [InlineData("\"X\": { \"match\": \"A.{B,C}.Core.Data\" }, \"Y\": { \"match\": \"A.B.Core\" }", false)]
    [InlineData("\"X\": { \"match\": \"A.B.*.Data\" }, \"Y\": { \"match\": \"A.*.Core.Data\" }", true)]
    public Task MoreSpecificPattern_Wins(string layers, bool isY) => InOne(
        $$"""{ "layers": { "F": { "match": "F", "mustNotUse": "Y" }, {{layers}} } }""", "F", isY ? "class Use { [|B|]? b; }" : "class Use { B? b; }", "A.B.Core.Data", "public class B;", assembly: "A");

    // ---- The engine

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Diagnose)]
    public async Task DocumentationMode_ChangesNothing(DocumentationMode mode)
    {
        var lint = Clinic.Lint("namespace Clinic.Domain { /// <see cref=\"Clinic.Infrastructure.Store\"/>\n class A { Clinic.Infrastructure.Store? b; } }");
        var compilation = lint.Compile();
        var trees = compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), ((CSharpParseOptions)tree.Options).WithDocumentationMode(mode), tree.FilePath));
        Assert.Single(await lint.RunAsync(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees)));
    }

    /// <summary>Nothing is registered where nothing forbidden is in reach: not one action.</summary>
    [Theory]
    [InlineData("Acme.Domain", "Acme.SharedKernel", false)]
    [InlineData("Acme.Domain", "Other.Infrastructure", false)]
    [InlineData("Acme.Tools", "Acme.Infrastructure", false)]
    [InlineData("Acme.Domain", "Acme.Infrastructure", true)]
    public async Task Registration_NeedsSomethingForbidden(string from, string to, bool registers)
    {
        var lint = new Lint { AssemblyName = from, References = Library(to, "public class B;"), Sources = [("Code0.cs", $"namespace {from} {{ class A; }}")] };
        var withAnalyzers = new Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzers(lint.Compile(), [new Arch.Analyzers.Layers.LayersAnalyzer()], lint.AnalyzerOptions());
        var telemetry = await withAnalyzers.GetAnalyzerTelemetryInfoAsync(withAnalyzers.Analyzers[0], default);
        Assert.Equal(registers, telemetry.SyntaxNodeActionsCount > 0);
        Assert.Equal(registers, telemetry.OperationActionsCount > 0);
    }

    /// <summary>One project: two namespaces of it, with the second one imported by the first.</summary>
    private static Task InOne(string? json, string from, string code, string to, string target, string? message = null, string assembly = "Shop") => Run(
        new Lint
        {
            AssemblyName = json is null ? "Acme" : assembly,
            Sources = [("Code0.cs", $"namespace {from}\n{{\n    using {to};\n    {code}\n}}"), ("Code1.cs", $"namespace {to} {{ {target} }}")],
            Files = json is null ? [] : [("arch.json", json)],
        },
        message);

    private static Task Project(string from, string code, string to, string target, string message) => Run(Two(from, code, to, target), message);

    private static Task Project(string from, string code, string to, string target, params (string Key, string Value)[] options)
    {
        var lint = Two(from, code, to, target);
        foreach (var (key, value) in options)
            lint.Options[key] = value;
        return Run(lint, null);
    }

    /// <summary>Two projects, of which the first one references the second.</summary>
    private static Lint Two(string from, string code, string to, string target) => new()
    {
        AssemblyName = from,
        References = Library(to, target),
        Sources = [("Code0.cs", $"namespace {from}\n{{\n    using {to};\n    {code}\n}}")],
    };

    private static RefSet Library(string assembly, string code)
    {
        var attributes = code.StartsWith('[') && code.Contains('\n') ? code[..(code.IndexOf('\n') + 1)] : "";
        return Refs.Net10.With(assembly, $"{attributes}namespace {assembly} {{ {code[attributes.Length..]} }}");
    }

    private static async Task Run(Lint lint, string? message = null)
    {
        var found = await Expectation.VerifyAsync(lint, "ARCH4001");
        if (message is not null)
            Assert.Equal(message, found[0].GetMessage());
    }
}
