using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.AmbiguousLayer>;

namespace Arch.Analyzers.Tests.Layers;

public class AmbiguousLayerTests
{
    private const string Code = """
        namespace Clinic.Booking.Domain { interface IPort; class Visit; }
        namespace Clinic.Booking.Storage { [System.Obsolete] class VisitStore; class Row : Clinic.Booking.Domain.IPort; }
        """;

    private static string Layers(string domain, string storage) =>
        $$"""{ "layers": { "Domain": { "match": {{domain}} }, "Storage": { "match": {{storage}} } } }""";

    private static Task Verified(string domain, string storage, string? message = null, Dictionary<string, string>? options = null) =>
        Rule.Project(Refs.Net10, Code, [("arch.json", Layers(domain, storage))], message, options);

    // ---- Silent

    [Theory]
    [InlineData("\"Clinic.Booking.Domain\"", "\"Clinic.Booking.Storage\"")]
    [InlineData("\"Clinic.{ctx}.Domain\"", "\"Clinic.Booking\"")]
    [InlineData("\"Clinic.Booking\"", "\"Clinic.Booking.Storage\"")]
    [InlineData("\"=Clinic.Booking.Domain\"", "\"Clinic.Booking.Domain\"")]
    [InlineData("\"type:Clinic.Booking.Storage.Row\"", "\"impl:IPort\"")]
    [InlineData("[\"Clinic.*.Domain\", \"Clinic.{ctx}.Domain\"]", "[\"Clinic.*.Storage\"]")]
    [InlineData("\"Clinic.Billing.*\"", "\"Clinic.Billing.**\"")]
    [InlineData("\"Shop.*.Domain\"", "\"Shop.{ctx}.Domain\"")]
    [InlineData("\"asm:Sample\"", "\"Clinic\"")]
    public Task OnePatternSaysMore_IsSilent(string domain, string storage) => Verified(domain, storage);

    [Fact]
    public async Task BrokenFile_IsSilent()
    {
        var lint = new Lint { Sources = [("Code.cs", Code)], Files = [("arch.json", "{ \"layers\": ")] };
        Assert.Equal("ARCH9001", Assert.Single(await lint.RunAsync()).Id);
    }

    [Fact]
    public Task StatedLayer_IsSilent() => Verified("\"Clinic.*.Domain\"", "\"Clinic.{ctx}.Domain\"", options: new() { ["build_property.ArchLayer"] = "Domain" });

    [Fact]
    public Task TestProject_IsSilent() => Verified("\"Clinic.*.Domain\"", "\"Clinic.{ctx}.Domain\"", options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Tie_Reports() => Verified(
        "\"Clinic.*.Domain\"", "[|\"Clinic.{ctx}.Domain\"|]",
        message: "'Clinic.Booking.Domain' matches layer 'Domain' ('Clinic.*.Domain') and layer 'Storage' ('Clinic.{ctx}.Domain') equally well; make one pattern more specific, or exact with '='");

    [Theory]
    [InlineData("[\"Clinic.*.Domain\"]", "[\"Clinic.Billing\", [|\"Clinic.{ctx}.Domain\"|]]")]
    [InlineData("\"Clinic.Booking\"", "[|\"Clinic.Booking\"|]")]
    [InlineData("\"Shop\"", "[|\"Shop\"|]")]
    [InlineData("\"impl:IPort\"", "[|\"base:Ports\"|]", "class Ports; class Both : Ports, Clinic.Booking.Domain.IPort;")]
    [InlineData("\"attr:Marked\"", "[|\"attr:Tagged\"|]", "class MarkedAttribute : System.Attribute; class TaggedAttribute : System.Attribute; [Marked, Tagged] class Both;")]
    [InlineData("\"asm:Sampl*\"", "[|\"asm:*ample\"|]")]
    public Task EveryTie_Reports(string domain, string storage, string types = "") =>
        Rule.Project(Refs.Net10, Code + types, [("arch.json", Layers(domain, storage))]);

    [Fact]
    public Task ManyTypes_ReportOnce() => Rule.Project(
        Refs.Net10, Code + "namespace Clinic.Billing.Domain { class Invoice; class Line; }", [("arch.json", Layers("\"Clinic.*.Domain\"", "[|\"Clinic.{ctx}.Domain\"|]"))]);
}
