using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>Using directives of a forbidden layer: silent, unless the option <c>arch.ARCH4001.using_directives</c> asks for them.</summary>
public class ImportTests
{
    private const string Json = """
        {
          "layers": {
            "Domain": { "match": "Shop.Model", "mayUse": [], "because": "ports and adapters" },
            "Storage": { "match": ["Shop.Storage", "impl:IRow"] },
            "Front": { "match": "Shop.Front", "mayUse": ["Domain"], "compositionRoot": { "types": "**.Setup", "mayUse": "Storage" } }
          }
        }
        """;

    private const string Rest = """
        namespace Shop.Storage { public class Db { public static int Size; public class Nested; } public class Box<T>; }
        namespace Shop.Model { public class Any; }
        namespace Shop.Storage.Inner { public class Table; }
        namespace Shop.Empty { namespace Deeper { public class Thing; } }
        namespace Shop.Mixed { public interface IRow; public class Row : IRow; public class Free; }
        namespace Microsoft.Extensions.DependencyInjection { public interface IServiceCollection; }
        """;

    [Theory]
    [InlineData("using Shop.Storage; namespace Shop.Model { class A; }")]
    [InlineData("using static Shop.Storage.Db; namespace Shop.Model { class A; }")]
    [InlineData("using Far = Shop.Storage; namespace Shop.Model { class A; }")]
    public Task WithoutTheOption_IsSilent(string code) => Verify(code, isOn: false);

    [Theory]
    [InlineData("using {|ARCH4001:Shop.Storage|}; namespace Shop.Model { class A; }")]
    [InlineData("using {|ARCH4001:Shop.Storage.Inner|}; namespace Shop.Model { class A; }")]
    [InlineData("using {|ARCH4001:global::Shop.Storage|}; namespace Shop.Model { class A; }")]
    [InlineData("using {|ARCH4001:Shop.Storage|}; namespace Shop.Model; class A;")]
    [InlineData("namespace Shop.Model { using {|ARCH4001:Shop.Storage|}; class A; }")]
    [InlineData("namespace Shop.Model { using {|ARCH4001:Storage|}; delegate void A(); }")]
    [InlineData("using static Shop.Storage.{|ARCH4001:Db|}; namespace Shop.Model { class A; }")]
    [InlineData("using static Shop.Storage.Db.{|ARCH4001:Nested|}; namespace Shop.Model { class A; }")]
    [InlineData("using Far = {|ARCH4001:Shop.Storage|}; namespace Shop.Model { class A; }")]
    [InlineData("using Far = Shop.Storage.{|ARCH4001:Db|}; namespace Shop.Model { class A; }")]
    [InlineData("using Far = Shop.Storage.{|ARCH4001:Box<int>|}; namespace Shop.Model { class A; }")]
    [InlineData("using Far = System.Collections.Generic.List<Shop.Storage.{|ARCH4001:Db|}>; namespace Shop.Model { class A; }")]
    [InlineData("using Far = (Shop.Storage.{|ARCH4001:Db|} First, int Second); namespace Shop.Model { class A; }")]
    [InlineData("using {|ARCH4001:Shop.Storage|}; namespace Shop.Model { class A { {|ARCH4001:Db|}? _b; } }")]
    [InlineData("using {|ARCH4001:Shop.Storage|}; namespace Shop.Model { class A; enum B; }")]
    [InlineData("using {|ARCH4001:Shop.Storage|}; namespace Shop.Front { class A { void Add(string services) { } } }")]
    public Task Forbidden_Reports(string code) => Verify(code);

    [Theory]
    [InlineData("using Shop.Storage; namespace Shop.Storage.More { class A; }")]
    [InlineData("using Shop.Model; namespace Shop.Model { class A; }")]
    [InlineData("using Shop.Model; namespace Shop.Front { class A; }")]
    [InlineData("using System; using System.Linq; using static System.Math; using Text = System.String; namespace Shop.Model { class A; }")]
    [InlineData("using Shop.Empty; namespace Shop.Model { class A; }")]
    [InlineData("using Shop.Mixed; namespace Shop.Model { class A; }")]
    [InlineData("using Shop.Storage; namespace Shop.Model { class A; } namespace Shop.Elsewhere { class B; }")]
    [InlineData("using Shop.Storage; namespace Shop.Model { class A; } namespace Shop.Storage { class B; }")]
    [InlineData("using Shop.Storage; namespace Shop.Front { class Setup; }")]
    [InlineData("using Shop.Storage; namespace Shop.Front { static class A { static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } } class B; }")]
    [InlineData("using Shop.Storage;")]
    [InlineData("global using Shop.Storage; namespace Shop.Model { class A; }")]
    [InlineData("using System; using Shop.Storage; Console.WriteLine();")]
    public Task AllowedOrUnknown_IsSilent(string code) => Verify(code);

    [Theory]
    [InlineData("""{ "from": "Shop.Model", "to": "Shop.Storage", "because": "x" }""")]
    [InlineData("""{ "from": "Shop.Model", "to": "type:Shop.Storage.Db", "because": "x" }""")]
    public Task Exception_IsSilent(string exception) =>
        Verify("using Shop.Storage; namespace Shop.Model { class A; }", json: Json.TrimEnd('\n', '}') + "}, \"exceptions\": [ " + exception + " ] }");

    [Fact]
    public async Task Message_NamesTheNamespace_Reports()
    {
        var found = await Verify("using {|ARCH4001:Shop.Storage|}; namespace Shop.Model { class A; }");
        Assert.Equal(
            "'A' (Domain) must not use 'Shop.Storage' (Storage): Domain may use only itself; take this directive out — ports and adapters [arch.json:3]", found[0].GetMessage());
    }

    /// <summary>A global directive, and top-level code, belong to the layer of the project.</summary>
    [Theory]
    [InlineData("global using {|ARCH4001:Acme.Infrastructure|};")]
    [InlineData("using {|ARCH4001:Acme.Infrastructure|};")]
    [InlineData("using System; using {|ARCH4001:Acme.Infrastructure|}; Console.WriteLine();")]
    public Task OfTheProject_Reports(string code) => Expectation.VerifyAsync(
        new Lint
        {
            AssemblyName = "Acme.Domain", Sources = [("Code0.cs", code)], Options = new() { ["arch.ARCH4001.using_directives"] = "true" },
            References = Refs.Net10.With("Acme.Infrastructure", "namespace Acme.Infrastructure { public class Db; }"),
        },
        "ARCH4001");

    private static Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> Verify(string code, bool isOn = true, string json = Json) => Expectation.VerifyAsync(
        new Lint
        {
            AssemblyName = "Shop", Files = [("arch.json", json)], Sources = [("Code0.cs", code), ("Rest.cs", Rest)],
            Options = isOn ? new() { ["arch.ARCH4001.using_directives"] = "true" } : [],
        },
        "ARCH4001");
}
