using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>
/// What one bounded context may use of another. That the sites are those of ARCH4001 is shown by <see cref="NamedUseTests"/> and <see cref="UnnamedUseTests"/>,
/// which run with contexts as well.
/// </summary>
public class ContextBoundaryTests
{
    private const string Contexts = """
        "contexts": {
          "match": ["Shop.{ctx}", "Shop.Modules.{ctx}"],
          "public": ["Shop.{ctx}.Contracts", "Shop.Modules.*.Api", "Shop.Billing.Events", "attr:Published"],
          "shared": ["Shop.Common", "Shop.Host", "type:Shop.Billing.Money"],
          "allow": [ { "from": "Reporting", "to": "*", "because": "read side" }, { "from": "*", "to": "Clock" }, { "from": "Sales", "to": "Stock" } ]
        }
        """;

    private const string Json = "{ \"preset\": \"none\", " + Contexts + " }";

    /// <summary>The contexts, and two layers across them.</summary>
    private const string Layered = """{ "layers": { "Model": { "match": "Shop.{ctx}.Model", "mayUse": [] }, "Store": { "match": "Shop.{ctx}.Store" } }, """ + Contexts + " }";

    // ---- Silent

    [Theory]
    [InlineData("Shop.Sales", "Shop.Sales.Model")]
    [InlineData("Shop.Sales.Model.Deep", "Shop.Sales.Store")]
    [InlineData("Shop.Sales", "Shop.Billing.Contracts")]
    [InlineData("Shop.Sales", "Shop.Billing.Contracts.V2")]
    [InlineData("Shop.Sales", "Shop.Billing.Events")]
    [InlineData("Shop.Sales", "Shop.Common.Texts")]
    [InlineData("Shop.Common", "Shop.Sales")]
    [InlineData("Shop.Host.Setup", "Shop.Sales.Model")]
    [InlineData("Shop.Sales", "Shop.Modules.Pay.Api")]
    [InlineData("Shop.Modules.Pay", "Shop.Modules.Pay.Inside")]
    [InlineData("Shop", "Shop.Sales")]
    [InlineData("Shop.Sales", "Shop")]
    [InlineData("Shopping.Sales", "Shop.Sales")]
    [InlineData("Shop.Sales", "Shopping.Billing")]
    [InlineData("Shop.Reporting", "Shop.Billing.Model")]
    [InlineData("Shop.Billing", "Shop.Clock")]
    [InlineData("Shop.Sales", "Shop.Stock.Model")]
    public Task AllowedOrUnknown_IsSilent(string from, string to) => Verify(Json, from, "class A { B? b; }", to, "public class B;");

    [Fact]
    public Task PublishedByAttribute_IsSilent() => Verify(Json, "Shop.Sales", "class A { B? b; }", "Shop.Billing", "public class PublishedAttribute : System.Attribute; [Published] public class B;");

    [Fact]
    public Task NamesOfTheFramework_AreNoContexts_IsSilent() => Verify("""{ "contexts": { "match": ["{ctx}.Text", "{ctx}.Tasks"] } }""", "Shop.Text",
        "class A { System.Text.StringBuilder? b; System.Threading.Tasks.Task? c; }", "Shop", "public class B;");

    [Fact]
    public Task SharedType_IsSilent() => Verify(Json, "Shop.Sales", "class A { Money? b; }", "Shop.Billing", "public class Money;");

    /// <summary>What another context publishes is on record nowhere, but neither is it forbidden.</summary>
    [Fact]
    public Task ValueThatIsOnlyPassedOn_IsSilent() => Verify(Json, "Shop.Sales", "class A { object C() => Bills.Get(); void D() => Bills.Take(Bills.Get()); }", "Shop.Billing.Contracts",
        "public static class Bills { public static Shop.Billing.Model.Bill Get() => new(); public static void Take(Shop.Billing.Model.Bill bill) { } }", more: "namespace Shop.Billing.Model { public class Bill; }");

    [Fact]
    public Task OwnMember_IsSilentWhereItIsUsed() => Verify(Layered, "Shop.Sales.Model", "class A { void C() { var d = Own.Get(); d.Do(); Own.Get().Do(); } }", "Shop.Sales",
        "public static class Own { public static Shop.Billing.{|ARCH4004:Bill|} Get() => new(); }", more: "namespace Shop.Billing { public class Bill { public void Do() { } } }");

    [Theory]
    [InlineData("class A { List<{|ARCH4004:B|}> _all = []; void C() { var d = _all.First(); foreach (var e in _all) e.Do(); _all.Where(f => f is null); } }")]
    [InlineData("class A(Shop.Common.Box<{|ARCH4004:B|}> box) { void C() { var d = box.Value; box.Value.Do(); } }")]
    public Task ValueOfAKnownHolder_IsSilent(string code) => Verify(Layered, "Shop.Sales.Model", code, "Shop.Billing", "public class B { public void Do() { } }",
        more: "namespace Shop.Common { public class Box<T> { public T Value = default!; } }");

    [Theory]
    [InlineData("Shop.Tests")]
    [InlineData("Shop.Sales.Benchmarks")]
    public Task TestProject_IsSilent(string assembly) => Verify(Json, "Shop.Sales", "class A { B? b; }", "Shop.Billing", "public class B;", assembly: assembly);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "contexts": {} }""")]
    [InlineData("""{ "contexts": { "match": [] } }""")]
    [InlineData("""{ "contexts": { "public": "Shop.{ctx}.Contracts" } }""")]
    public Task WithoutConfiguration_IsSilent(string json) => Verify(json, "Shop.Sales", "class A { B? b; }", "Shop.Billing", "public class B;");

    [Fact]
    public Task GeneratedTarget_IsSilent() => Run(new Lint
    {
        AssemblyName = "Shop", Files = [("arch.json", Json)],
        Sources = [("Code0.cs", "namespace Shop.Sales { class A { Shop.Billing.B? b; } }"), ("B.g.cs", "namespace Shop.Billing { public class B; }")],
    });

    /// <summary>Two patterns that are equally good and name different contexts leave it open.</summary>
    [Fact]
    public Task Tie_IsSilent() => Verify("""{ "preset": "none", "contexts": { "match": ["Shop.{ctx}.*", "Shop.*.{ctx}"] } }""", "Shop.Sales.Model", "class A { B? b; }", "Shop.Billing.Store", "public class B;");

    // ---- Reporting

    [Fact]
    public Task Foreign_Reports() => Verify(Json.Replace("\"Shop.Modules.*.Api\", ", ""), "Shop.Sales", "class Order { [|Bill|]? Bill; }", "Shop.Billing.Model", "public class Bill;",
        message: "'Order' (context Sales) must not use 'Bill' (context Billing); use Shop.Billing.Contracts, Shop.Billing.Events or an integration event [arch.json:2]");

    [Fact]
    public Task Foreign_ReportsOnlyWhatThisContextPublishes() => Verify(Json.Replace("\"Shop.Modules.*.Api\", ", ""), "Shop.Billing", "class Bill { [|Order|]? Order; }", "Shop.Sales", "public class Order;",
        message: "'Bill' (context Billing) must not use 'Order' (context Sales); use Shop.Sales.Contracts or an integration event [arch.json:2]");

    [Fact]
    public Task NothingPublished_Reports() => Verify("""{ "contexts": { "match": "Shop.{ctx}", "public": "attr:Published" } }""", "Shop.Sales", "class Order { [|Bill|]? Bill; }", "Shop.Billing", "public class Bill;",
        message: "'Order' (context Sales) must not use 'Bill' (context Billing); use a type that context Billing declares public in arch.json or an integration event [arch.json:1]");

    [Theory]
    [InlineData("Shop.Sales", "Shop.Billing")]
    [InlineData("Shop.Sales.Contracts", "Shop.Billing.Model")]
    [InlineData("Shop.Sales", "Shop.Billing.ContractsOfOthers")]
    [InlineData("Shop.Sales", "Shop.Billing.Model.Contracts")]
    [InlineData("Shop.Sales", "Shop.Commons")]
    [InlineData("Shop.Sales", "Shop.Modules.Pay")]
    [InlineData("Shop.Modules.Sales", "Shop.Modules.Pay.Inside")]
    [InlineData("Shop.Sales", "Shop.Reporting")]
    [InlineData("Shop.Clock", "Shop.Sales")]
    [InlineData("Shop.Stock", "Shop.Sales")]
    [InlineData("Shop.Sales.Events", "Shop.Pay.Events")]
    [InlineData("Shop.Sales", "Shop.sales")]
    public Task ForeignNamespace_Reports(string from, string to) => Verify(Json, from, "class A { [|B|]? b; }", to, "public class B;");

    [Theory]
    [InlineData("""["Shop.{ctx}", "Shop.Modules.{ctx}"]""")]
    [InlineData("""["Shop.Modules.{ctx}", "Shop.{ctx}"]""")]
    public Task MoreSpecificPattern_Wins(string match) =>
        Verify($$"""{ "preset": "none", "contexts": { "match": {{match}} } }""", "Shop.Modules.Pay", "class A { [|B|]? b; }", "Shop.Modules.Sales", "public class B;");

    /// <summary>Whose declaration it is that was reported, is told by contexts, not by layers.</summary>
    [Theory]
    [InlineData("class A { void C() { [|var|] d = Bills.Get(); d.Do(); } }")]
    [InlineData("class A { void C() { Bills.Get().[|Do|](); } }")]
    [InlineData("class A { void C() { Bills.Get().[|Next|]().Do(); } }")]
    [InlineData("class A { void C() { Bills.Take([|new()|]); } }")]
    [InlineData("class A { void C() { Bills.Each([|b => b.Do()|]); } }")]
    [InlineData("class A { int C() => Bills.Get() is { [|Number|]: 1 } ? 1 : 2; }")]
    public Task LeakOfAPublicType_ReportsOnce(string code) => Verify(Layered, "Shop.Sales.Model", code, "Shop.Billing.Contracts",
        """
        public static class Bills
        {
            public static Shop.Billing.Model.Bill Get() => new();
            public static void Take(Shop.Billing.Model.Bill bill) { }
            public static void Each(Action<Shop.Billing.Model.Bill> action) { }
        }
        """, more: "namespace Shop.Billing.Model { public class Bill { public int Number; public Bill Next() => this; public void Do() { } } }");

    [Fact]
    public Task TopLevelCodeAndAttributesOfTheAssembly_Report() => Run(new Lint
    {
        AssemblyName = "Shop.Sales",
        References = Refs.Net10.With("Shop.Billing", "namespace Shop.Billing { public class B { public static void Go() { } } public class MarkAttribute : System.Attribute; }"),
        Sources = [("Code0.cs", "using Shop.Billing;\n[assembly: {|ARCH4004:Mark|}]\n{|ARCH4004:B|}.Go();\nclass Global { {|ARCH4004:B|}? b; }")],
        Files = [("arch.json", Json)],
    });

    [Fact]
    public Task HostThatIsShared_IsSilent() => Run(new Lint
    {
        AssemblyName = "Shop.Host",
        References = Refs.Net10.With("Shop.Billing", "namespace Shop.Billing { public class B { public static void Go() { } } public class MarkAttribute : System.Attribute; }"),
        Sources = [("Code0.cs", "using Shop.Billing;\n[assembly: Mark]\nB.Go();\nclass Global { B? b; }")],
        Files = [("arch.json", Json)],
    });

    /// <summary>What a published type inherits or extends is its author's affair.</summary>
    [Theory]
    [InlineData("class A(Dto dto) { string? C => dto.Note; void D() => dto.Print(); object E => dto with { Note = \"x\" }; }")]
    [InlineData("class A : Dto { string? C => Note; public override void Print() => base.Print(); }", "class A")]
    public Task MembersInheritedByAPublishedType_AreSilent(string code, string? kind = null) => Verify(Json, "Shop.Sales", code, "Shop.Billing.Contracts",
        $"public {(kind is null ? "record" : "class")} Dto : Shop.Billing.Base;",
        more: $"namespace Shop.Billing {{ public {(kind is null ? "record" : "class")} Base {{ public string? Note {{ get; set; }} public virtual void Print() {{ }} }} }}");

    // ---- What the assembly tells

    [Theory]
    [InlineData("Shop.Billing.Model", "[|B|]")]
    [InlineData("Shop.Billing.Contracts", "B")]
    [InlineData("Shop.Sales", "B")]
    public Task AssemblyPattern(string library, string mention) => Library(
        """{ "preset": "none", "contexts": { "match": "asm:Shop.{ctx}", "public": "asm:Shop.{ctx}.Contracts" } }""", "Shop.Sales.Model", mention, library, "Elsewhere");

    [Theory]
    [InlineData("""{ "preset": "none", "contexts": { "public": "Shop.*.Contracts" } }""", "Shop.Pay", "[|B|]")]
    [InlineData("""{ "preset": "none", "contexts": { "public": "Shop.*.Contracts" } }""", "Shop.Pay.Contracts", "B")]
    [InlineData("""{ "preset": "none", "contexts": { "shared": "Shop.Pay" } }""", "Shop.Pay", "B")]
    [InlineData("""{ "preset": "none", "contexts": { "match": "Shop.{ctx}" } }""", "Other", "[|B|]")]
    [InlineData(null, "Shop.Pay", "[|B|]")]
    public Task StatedContext(string? json, string space, string mention) =>
        Library(json, "Shop.Sales", mention, "Shop.Accounts", space, "[assembly: System.Reflection.AssemblyMetadata(\"ArchContext\", \"Billing\")]", "Sales");

    /// <summary>The projects say that they are one context, whatever their names are.</summary>
    [Fact]
    public Task StatedContext_BeatsThePattern_IsSilent() => Library(
        """{ "preset": "none", "contexts": { "match": "Shop.{ctx}" } }""", "Shop.Sales", "B", "Shop.Billing", "Shop.Billing", "[assembly: System.Reflection.AssemblyMetadata(\"ArchContext\", \"Sales\")]");

    [Fact]
    public async Task StatedContext_WithoutFile_Reports() => Assert.Equal(
        "'A' (context Sales) must not use 'B' (context Billing); use a type that context Billing declares public in arch.json or an integration event [ArchContext]",
        await Library(null, "Shop.Sales", "[|B|]", "Shop.Accounts", "Shop.Pay", "[assembly: System.Reflection.AssemblyMetadata(\"ArchContext\", \"Billing\")]", "Sales"));

    [Theory]
    [InlineData("Vendor")]
    [InlineData("System.Billing")]
    public Task StatedContextOfSomebodyElse_IsSilent(string library) =>
        Library(null, "Shop.Sales", "B", library, library, "[assembly: System.Reflection.AssemblyMetadata(\"ArchContext\", \"Billing\")]", "Sales");

    // ---- With layers, exceptions and the baseline

    /// <summary>A site that breaks both is one finding, that of the context.</summary>
    [Theory]
    [InlineData("Shop.Sales.Store", "{|ARCH4001:B|}")]
    [InlineData("Shop.Billing.Store", "{|ARCH4004:B|}")]
    [InlineData("Shop.Billing.Model", "{|ARCH4004:B|}")]
    [InlineData("Shop.Stock.Store", "{|ARCH4001:B|}")]
    [InlineData("Shop.Common.Store", "B")]
    public Task Layers(string to, string mention) =>
        Verify(Layered.Replace("Shop.{ctx}.Store", "Shop.{A,B,S}*.Store"), "Shop.Sales.Model", $"class A {{ {mention}? b; }}", to, "public class B;");

    [Theory]
    [InlineData("""{ "from": "Shop.Sales.Model", "to": "Shop.*.Store", "because": "x" }""", "B")]
    [InlineData("""{ "rule": "ARCH4004", "from": "Shop.Sales", "to": "Shop.Billing", "because": "x" }""", "{|ARCH4001:B|}")]
    [InlineData("""{ "rule": "ARCH4001", "from": "Shop.Sales", "to": "Shop.Billing", "because": "x" }""", "{|ARCH4004:B|}")]
    [InlineData("""{ "rule": "ARCH4004", "from": "Shop.{x}.Model", "to": "Shop.{x}.Store", "because": "x" }""", "{|ARCH4004:B|}")]
    public Task Exceptions(string exception, string mention) =>
        Verify(Layered.TrimEnd('}', ' ') + " }, \"exceptions\": [ " + exception + " ] }", "Shop.Sales.Model", $"class A {{ {mention}? b; }}", "Shop.Billing.Store", "public class B;");

    /// <summary>A recorded finding is not said again by the next rule.</summary>
    [Fact]
    public Task Recorded_IsSilent() => Verify(Layered, "Shop.Sales.Model", "class A { B? b; } class C { {|ARCH4004:B|}? b; }", "Shop.Billing.Store", "public class B;",
        files: [("arch.baseline.txt", "ARCH4004 Shop Shop.Sales.Model.A -> Shop.Billing.Store.B\n")], summary: true);

    [Fact]
    public async Task SwitchedOff_LeavesItToTheLayers()
    {
        var lint = Lint(Layered, "Shop.Sales.Model", "class A { {|ARCH4001:B|}? b; }", "Shop.Billing.Store", "public class B;");
        lint.Severities["ARCH4004"] = Microsoft.CodeAnalysis.ReportDiagnostic.Suppress;
        await Run(lint);
    }

    [Theory]
    [InlineData("Shop.Sales", "Shop.Sales.Model", false)]
    [InlineData("Shop.Sales", "Shop.Billing.Contracts", false)]
    [InlineData("Shop.Sales", "Shop.Common", false)]
    [InlineData("Shop.Host", "Shop.Billing", false)]
    [InlineData("Other", "Shop.Billing", false)]
    [InlineData("Shop.Reporting", "Shop.Billing", false)]
    [InlineData("Shop.Sales", "Shop.Billing", true)]
    public async Task Registration_NeedsSomethingForbidden(string from, string to, bool registers)
    {
        var lint = new Lint
        {
            AssemblyName = from,
            References = Refs.Net10.With(to, $"namespace {to} {{ public class B; }}"),
            Sources = [("Code0.cs", $"namespace {from} {{ class A; }}")],
            Files = [("arch.json", Json.Replace(", \"attr:Published\"", "").Replace(", \"type:Shop.Billing.Money\"", ""))],
        };
        var withAnalyzers = new Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzers(lint.Compile(), [new Arch.Analyzers.Layers.LayersAnalyzer()], lint.AnalyzerOptions());
        var telemetry = await withAnalyzers.GetAnalyzerTelemetryInfoAsync(withAnalyzers.Analyzers[0], default);
        Assert.Equal(registers, telemetry.SyntaxNodeActionsCount > 0);
    }

    // ---- A modular monolith as they are written

    private const string Monolith = """
        {
          "preset": "clean",
          "contexts": {
            "match": "Acme.Meetings.Modules.{module}",
            "public": ["Acme.Meetings.Modules.{module}.IntegrationEvents", "Acme.Meetings.Modules.{module}.Application.Contracts"]
          }
        }
        """;

    [Fact]
    public Task Monolith_IsSilentWhereModulesTalkByEvents() => Run(new Lint
    {
        AssemblyName = "Acme.Meetings", Files = [("arch.json", Monolith)],
        Sources =
        [
            ("Payments.cs", """
                using System.Threading.Tasks;
                using Acme.Meetings.BuildingBlocks;
                namespace Acme.Meetings.Modules.Payments.IntegrationEvents { public record FeePaid(System.Guid Payer) : IntegrationEvent; }
                namespace Acme.Meetings.Modules.Payments.Domain { public class Fee { public System.Guid Payer { get; set; } } }
                namespace Acme.Meetings.Modules.Payments.Application
                {
                    using Acme.Meetings.Modules.Payments.Domain;
                    using Acme.Meetings.Modules.Payments.IntegrationEvents;
                    public class PayFee(IEventBus bus) { public Task Run(Fee fee) => bus.Publish(new FeePaid(fee.Payer)); }
                }
                """),
            ("Meetings.cs", """
                using System.Threading.Tasks;
                using Acme.Meetings.BuildingBlocks;
                using Acme.Meetings.Modules.Payments.IntegrationEvents;
                namespace Acme.Meetings.Modules.Meetings.Application
                {
                    public class OnFeePaid(IEventBus bus) : IHandle<FeePaid>
                    {
                        public void Start() => bus.Subscribe<FeePaid>(this);
                        public Task Handle(FeePaid paid) { var (payer, copy) = (paid.Payer, paid with { Payer = default }); return Task.CompletedTask; }
                    }
                }
                """),
            ("Host.cs", """
                using System.Threading.Tasks;
                namespace Acme.Meetings.BuildingBlocks
                {
                    public abstract record IntegrationEvent;
                    public interface IHandle<T> where T : IntegrationEvent { Task Handle(T happened); }
                    public interface IEventBus { Task Publish<T>(T happened) where T : IntegrationEvent; void Subscribe<T>(IHandle<T> handler) where T : IntegrationEvent; }
                }
                namespace Acme.Meetings.Api.Modules.Payments { class PaymentsController(Acme.Meetings.Modules.Payments.Application.PayFee pay) { public object Pay => pay; } }
                namespace Acme.Meetings.Api
                {
                    class Startup
                    {
                        object[] Modules(BuildingBlocks.IEventBus bus) =>
                            [new Acme.Meetings.Modules.Payments.Application.PayFee(bus), new Acme.Meetings.Modules.Meetings.Application.OnFeePaid(bus), new Acme.Meetings.Modules.Payments.Domain.Fee()];
                    }
                }
                """),
        ],
    });

    /// <summary>Types in one namespace of the same compilation: the second one is imported by the first.</summary>
    private static Lint Lint(string json, string from, string code, string to, string target, string more = "", string assembly = "Shop", params (string Path, string Text)[] files) => new()
    {
        AssemblyName = assembly,
        Sources =
        [
            ("Code0.cs", $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\nnamespace {from}\n{{\n    using {to};\n    {code}\n}}"),
            ("Code1.cs", $"using System;\nnamespace {to} {{ {target} }}"),
            ("Code2.cs", more),
        ],
        Files = [("arch.json", json), .. files],
    };

    private static async Task Verify(
        string json, string from, string code, string to, string target, string? message = null, string more = "", string assembly = "Shop", (string Path, string Text)[]? files = null, bool summary = false)
    {
        var lint = Lint(json, from, code, to, target, more, assembly, files ?? []);
        if (summary)
            lint.Severities["ARCH9004"] = Microsoft.CodeAnalysis.ReportDiagnostic.Suppress;
        await Run(lint, message);
    }

    /// <summary>A type of a referenced assembly.</summary>
    private static async Task<string?> Library(string? json, string from, string mention, string library, string space, string attributes = "", string? context = null)
    {
        var lint = new Lint
        {
            AssemblyName = from,
            References = Refs.Net10.With(library, $"{attributes}\nnamespace {space} {{ public class B; }}"),
            Sources = [("Code0.cs", $"namespace {from} {{ using {space}; class A {{ {mention}? b; }} }}")],
            Files = json is null ? [] : [("arch.json", json)],
        };
        if (context is not null)
            lint.Options["build_property.ArchContext"] = context;
        return (await Expectation.VerifyAsync(lint, "ARCH4004")).FirstOrDefault()?.GetMessage();
    }

    private static async Task Run(Lint lint, string? message = null)
    {
        var found = await Expectation.VerifyAsync(lint, "ARCH4004");
        if (message is not null)
            Assert.Equal(message, found[0].GetMessage());
    }
}
