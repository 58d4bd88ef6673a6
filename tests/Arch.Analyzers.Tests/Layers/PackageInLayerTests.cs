using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>Libraries in layers that must not know them. The constructs are those of <see cref="NamedUseTests"/> and <see cref="UnnamedUseTests"/>.</summary>
public class PackageInLayerTests
{
    private const string Json = """
        {
          "layers": { "Domain": { "match": "Shop.Model", "mayUse": [] }, "Logic": { "match": "Shop.Logic" }, "Storage": { "match": "Shop.Storage" } },
          "packages": {
            "Domain": { "deny": ["Vendor", "ns:System.Data"], "because": "the domain knows no vendor" },
            "Logic": { "allow": ["Good*"] }
          }
        }
        """;

    // ---- Reporting

    [Theory]
    [InlineData("Domain", "AWSSDK.S3")]
    [InlineData("Domain", "StackExchange.Redis")]
    [InlineData("Domain", "StackExchange.Redis.Extensions.Core")]
    [InlineData("Domain", "Microsoft.EntityFrameworkCore")]
    [InlineData("Domain", "Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Domain", "Npgsql")]
    [InlineData("Domain", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    [InlineData("Domain", "Dapper")]
    [InlineData("Domain", "MongoDB.Driver")]
    [InlineData("Domain", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("Domain", "RabbitMQ.Client")]
    [InlineData("Domain", "Confluent.Kafka")]
    [InlineData("Domain", "MassTransit.Abstractions")]
    [InlineData("Domain", "Azure.Core")]
    [InlineData("Domain", "Microsoft.Data.SqlClient")]
    [InlineData("Application", "AWSSDK.S3")]
    [InlineData("Application", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("Application", "Npgsql")]
    [InlineData("Application", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("Application", "RabbitMQ.Client")]
    public Task BannedByThePreset_Reports(string layer, string library) => Verify($"Acme.{layer}", "class A { [|Thing|]? b; }", library);

    [Fact]
    public Task Preset_Reports_WithItsName() => Verify("Acme.Domain", "class Order { [|Thing|]? Thing; }", "AWSSDK.S3",
        message: "'Order' (Domain) must not use 'Thing' from assembly 'AWSSDK.S3': 'AWSSDK.*' is banned in Domain; hide it behind an interface that Infrastructure implements [clean preset]");

    [Fact]
    public Task Json_Reports_WithItsLineAndReason() => Verify("Shop.Model", "class Order { [|Thing|]? Thing; }", "Vendor.Things", Json,
        message: "'Order' (Domain) must not use 'Thing' from assembly 'Vendor.Things': 'Vendor' is banned in Domain (the domain knows no vendor); hide it behind an interface that Storage implements [arch.json:4]");

    [Fact]
    public Task NotAllowed_Reports() => Verify("Shop.Logic", "class Order { [|Thing|]? Thing; }", "Other", Json,
        message: "'Order' (Logic) must not use 'Thing' from assembly 'Other': 'Other' is not among the assemblies allowed in Logic; hide it behind an interface that Storage implements [arch.json:5]");

    /// <summary>A namespace is banned whatever assembly it lies in, and it is the only way to ban a part of the framework.</summary>
    [Fact]
    public Task BannedNamespace_Reports() => Verify("Shop.Model", "class Order { System.Data.[|DataTable|]? Table; System.Data.Common.[|DbConnection|]? Connection; }", "Other", Json);

    [Fact]
    public Task Strict_Reports() => Verify("Acme.Application", "class A { [|Thing|]? b; }", "Dapper", """{ "preset": "clean-strict" }""");

    [Fact]
    public Task ValueWithoutName_Reports() => Verify("Acme.Domain", "class A { void B() { [|var|] c = Bridge.Get(); c.Do(); Bridge.Get().[|Do|](); } }", "Npgsql");

    // ---- Silent

    [Theory]
    [InlineData("Infrastructure", "AWSSDK.S3")]
    [InlineData("Api", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("Application", "Microsoft.EntityFrameworkCore")]
    [InlineData("Application", "Dapper")]
    [InlineData("Domain", "MediatR")]
    [InlineData("Domain", "MediatR.Contracts")]
    [InlineData("Domain", "Mediator.Abstractions")]
    [InlineData("Domain", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("Domain", "Ardalis.SharedKernel")]
    [InlineData("Domain", "AWSSDKTools")]
    [InlineData("Domain", "MongoDBTools")]
    [InlineData("Domain", "Acme.Npgsql")]
    [InlineData("Domain", "Acme.StackExchange.Redis")]
    [InlineData("Core", "AWSSDK.S3")]
    public Task AllowedLibrary_IsSilent(string layer, string library) => Verify($"Acme.{layer}", "class A { Thing? b; }", library);

    [Theory]
    [InlineData("Shop.Model", "Vendors")]
    [InlineData("Shop.Logic", "Good")]
    [InlineData("Shop.Logic", "Goodies.More")]
    [InlineData("Shop.Logic", "Shop.Tools")]
    [InlineData("Shop.Storage", "Vendor")]
    [InlineData("Shop.Elsewhere", "Vendor")]
    public Task AllowedByJson_IsSilent(string from, string library) => Verify(from, "class A { Thing? b; }", library, Json);

    [Fact]
    public Task Framework_IsSilent() => Verify("Shop.Logic", "class A { System.Text.StringBuilder? b; System.Data.DataTable? c; Microsoft.Win32.SafeHandles.SafeFileHandle? d; }", "Good", Json);

    [Fact]
    public Task TestProject_IsSilent() => Verify("Acme.Domain.Tests", "class A { Thing? b; }", "AWSSDK.S3");

    [Fact]
    public Task Owned_IsSilent() => Verify("Acme.Domain", "class A([|Thing|] b) { void C() { b.Do(); var d = b; d.Do(); } }", "AWSSDK.S3");

    [Theory]
    [InlineData("""{ "rule": "ARCH4002", "from": "Shop.Model", "to": "asm:Vendor", "because": "x" }""")]
    [InlineData("""{ "from": "type:Shop.Model.A", "to": "type:Vendor.Thing", "because": "x" }""")]
    public Task Exception_IsSilent(string exception) =>
        Verify("Shop.Model", "class A { Thing? b; }", "Vendor", Json.TrimEnd('\n', '}') + "}, \"exceptions\": [ " + exception + " ] }");

    /// <summary>Code in a namespace of a layer, and between it and the library a bridge that belongs to no layer.</summary>
    private static async Task Verify(string from, string code, string library, string? json = null, string? message = null)
    {
        var usesBridge = code.Contains("Bridge");
        var lint = new Lint
        {
            // A name that tells the layer would tell that of the bridge as well.
            AssemblyName = json?.Contains("Shop") == true ? "Shop" : usesBridge ? "Acme" : from,
            References = Refs.Net10.With(library, $"namespace {library} {{ public class Thing {{ public void Do() {{ }} }} }}"),
            Sources = [("Code0.cs", $"namespace {from}\n{{\n    using {library};\n    {code}\n}}")],
            Files = json is null ? [] : [("arch.json", json)],
        };
        if (usesBridge)
            lint.Sources.Add(("Bridge.cs", $"public static class Bridge {{ public static {library}.Thing Get() => new(); }}"));
        var found = await Expectation.VerifyAsync(lint, "ARCH4002");
        if (message is not null)
            Assert.Equal(message, found[0].GetMessage());
    }
}
