using Arch.Analyzers.Layers;
using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.NamespaceCycle>;

namespace Arch.Analyzers.Tests.Layers;

public class NamespaceCycleTests
{
    private const string Within = """{ "preset": "none", "cycles": [ { "within": "Clinic" } ] }""";

    private const string Circle = """
        namespace Clinic.Orders { class Order { [|Pricing.Price|] A; Pricing.Price B; } }
        namespace Clinic.Pricing { class Price { Orders.Order C; Orders.Order D; Orders.Order E; } }
        """;

    private static Task Verified(string code, string json = Within, string? message = null, Dictionary<string, string>? options = null) =>
        Rule.Project(Refs.Net10, $"#nullable disable\n#pragma warning disable CS0169, CS0649\n{code}", [("arch.json", json)], message, options);

    // The finding stands at the simple name.
    private static string Marked(string code) => code.Replace("[|Pricing.Price|]", "Pricing.[|Price|]");

    private static string Plain(string code) => code.Replace("[|", "").Replace("|]", "");

    // ---- Silent

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "cycles": [] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clinic.Orders" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clin" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Shop.Clinic" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "**.Domain", "depth": "all" } ] }""")]
    public Task CircleThatNobodyAsksAbout_IsSilent(string json) => Verified(Plain(Circle), json);

    [Fact]
    public Task NoFile_IsSilent() => Rule.Csharp(Refs.Net10, "#nullable disable\n#pragma warning disable CS0169\n" + Plain(Circle));

    [Fact]
    public async Task BrokenFile_IsSilent()
    {
        var lint = new Lint { Sources = [("Code.cs", Plain(Circle))], Files = [("arch.json", """{ "cycles": [ { "within": "Clinic", "depth": 0 } ] }""")] };
        Assert.Equal("ARCH9001", Assert.Single(await lint.RunAsync()).Id);
    }

    [Fact]
    public Task OneWay_IsSilent() => Verified("""
        namespace Clinic.Orders { class Order { Pricing.Price A; } }
        namespace Clinic.Pricing { class Price { Stock.Item B; } }
        namespace Clinic.Stock { class Item; }
        """);

    [Fact]
    public Task ParentAndChild_IsSilent() => Verified("""
        namespace Clinic { class Root { Orders.Order A; Pricing.Price B; } }
        namespace Clinic.Orders { class Order { Root C; Lines.Line D; } }
        namespace Clinic.Orders.Lines { class Line { Order E; Root F; } }
        namespace Clinic.Pricing { class Price { Root G; } }
        """);

    [Fact]
    public Task CircleOfGrandchildren_IsSilent() => Verified("""
        namespace Clinic.Orders.Open { class A { Done.B C; } }
        namespace Clinic.Orders.Done { class B { Open.A D; } }
        namespace Clinic.Pricing { class Price; }
        """);

    [Fact]
    public Task CircleThroughTheParentsOwnTypes_IsSilent() => Verified("""
        namespace Clinic { class Root { Orders.Order A; } }
        namespace Clinic.Orders { class Order { Pricing.Price B; } }
        namespace Clinic.Pricing { class Price { Root C; } }
        """);

    [Fact]
    public Task CircleOfTypesOfOneNamespace_IsSilent() => Verified("""
        namespace Clinic.Orders { class A { B C; } class B { A D; } }
        namespace Clinic.Pricing { class Price; }
        """);

    [Theory]
    [InlineData("/// <see cref=\"Orders.Order\"/>\nclass Price;")]
    [InlineData("class Price { string A = \"Clinic.Orders.Order\"; }")]
    [InlineData("class Price { string A = nameof(Orders); }")]
    [InlineData("class Price { object A => System.Type.GetType(\"Clinic.Orders.Order\"); }")]
    [InlineData("class Order; class Price { Order A; }")]
    [InlineData("class Price<Order> { Order A; }")]
    public Task NoDependency_IsSilent(string price) => Verified($$"""
        namespace Clinic.Orders { class Order { Pricing.Kind A; } }
        namespace Clinic.Pricing { {{price}} class Kind; }
        """);

    [Fact]
    public Task Using_IsSilent() => Verified("""
        namespace Clinic.Orders { using Clinic.Pricing; class Order { Price A; } }
        namespace Clinic.Pricing { using Clinic.Orders; using O = Clinic.Orders.Order; class Price; }
        """);

    [Fact]
    public Task TestProject_IsSilent() => Verified(Plain(Circle), options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public async Task GeneratedCode_IsSilent()
    {
        var lint = new Lint
        {
            Sources = [("Orders.cs", "namespace Clinic.Orders { class Order { Pricing.Price? A; } }"), ("Pricing.g.cs", "namespace Clinic.Pricing { class Price { Orders.Order? A; } }")],
            Files = [("arch.json", Within)],
        };
        Assert.Empty(await lint.RunAsync());
    }

    [Fact]
    public async Task GeneratedTarget_IsSilent()
    {
        var lint = new Lint
        {
            Sources =
            [
                ("Orders.cs", "namespace Clinic.Orders { class Order { Pricing.Price? A; } }"),
                ("Pricing.g.cs", "namespace Clinic.Pricing { class Price; }"), ("Kind.cs", "namespace Clinic.Pricing { class Kind { Orders.Order? A; } }"),
            ],
            Files = [("arch.json", Within)],
        };
        Assert.Empty(await lint.RunAsync());
    }

    [Theory]
    [InlineData("""{ "from": "Clinic.Orders", "to": "Clinic.Pricing", "because": "x" }""")]
    [InlineData("""{ "rule": "ARCH4006", "from": "Clinic.Orders", "to": "Clinic.Pricing", "because": "x" }""")]
    [InlineData("""{ "from": "Clinic.{a}", "to": "Clinic.{!a}", "because": "x" }""")]
    [InlineData("""{ "from": "type:Clinic.Pricing.Price", "to": "type:Clinic.Orders.Order", "because": "x" }""")]
    public Task AcceptedEdge_IsSilent(string exception) => Verified(Plain(Circle), $$"""{ "cycles": [ { "within": "Clinic" } ], "exceptions": [ {{exception}} ] }""");

    [Fact]
    public async Task Baseline_Silences()
    {
        var lint = new Lint
        {
            Sources = [("Code.cs", Plain(Circle))],
            Files = [("arch.json", Within), ("arch.baseline.txt", "ARCH4006 Sample Clinic -> Orders|Pricing\n")],
        };
        Assert.Equal("ARCH9004", Assert.Single(await lint.RunAsync()).Id);
    }

    [Fact]
    public async Task BaselineOfAnotherCircle_DoesNotSilence()
    {
        var lint = new Lint
        {
            Sources = [("Code.cs", Plain(Circle))],
            Files = [("arch.json", Within), ("arch.baseline.txt", "ARCH4006 Sample Clinic -> Orders|Pricing|Stock\n")],
        };
        Assert.Equal("ARCH4006", Assert.Single(await lint.RunAsync()).Id);
    }

    // ---- Firing

    [Fact]
    public Task Circle_Reports() => Verified(
        Marked(Circle),
        message: "Namespaces Orders → Pricing → Orders form a cycle inside Clinic; cheapest cut: Orders → Pricing (2 reference(s)); move the type, or invert the reference with an interface in Orders");

    [Theory]
    [InlineData("""{ "cycles": [ { "within": "Clinic", "depth": 1 } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clinic", "depth": "all" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "=Clinic" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "ns:Clinic" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clinic.**" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "{product}" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Shop" }, { "within": "Cli*" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clinic" } ], "exceptions": [ { "rule": "ARCH4001", "from": "Clinic.Orders", "to": "Clinic.Pricing", "because": "x" } ] }""")]
    [InlineData("""{ "cycles": [ { "within": "Clinic" } ], "exceptions": [ { "from": "Clinic.Stock", "to": "Clinic.Pricing", "because": "x" } ] }""")]
    public Task CircleThatSomebodyAsksAbout_Reports(string json) => Verified(Marked(Circle), json);

    [Fact]
    public Task CircleOfGrandchildren_ReportsWithDepth() => Verified(
        """
        namespace Clinic.Orders.Open { class A { Done.[|B|] C; } }
        namespace Clinic.Orders.Done { class B { Open.A D; Open.A E; } }
        """,
        """{ "cycles": [ { "within": "Clinic", "depth": 2 } ] }""",
        "Namespaces Open → Done → Open form a cycle inside Clinic.Orders; cheapest cut: Open → Done (1 reference(s)); move the type, or invert the reference with an interface in Open");

    [Fact]
    public Task WhatLiesDeeper_BelongsToTheSibling() => Verified("""
        namespace Clinic.Orders.Open { class A { Pricing.Lists.[|B|] C; } }
        namespace Clinic.Pricing { class D { Orders.Done.F E; Orders.Done.F F; } }
        namespace Clinic.Pricing.Lists { class B; }
        namespace Clinic.Orders.Done { class F; }
        """);

    [Fact]
    public Task LongCircle_IsCutWhereItIsCheapest() => Verified(
        """
        namespace Clinic.A { class X { B.Y P; B.Y Q; } }
        namespace Clinic.B { class Y { C.[|Z|] P; } }
        namespace Clinic.C { class Z { A.X P; A.X Q; D.V S; } }
        namespace Clinic.D { class V { A.X P; } }
        """,
        message: "Namespaces B → C → A → B form a cycle inside Clinic; cheapest cut: B → C (1 reference(s)); move the type, or invert the reference with an interface in B");

    [Fact]
    public async Task EachCircle_IsReportedOnce()
    {
        var found = await Rule.Project(Refs.Net10, """
            #nullable disable
            #pragma warning disable CS0169
            namespace Clinic.A { class X { B.[|Y|] P; } }
            namespace Clinic.B { class Y { A.X P; C.Z Q; } }
            namespace Clinic.C { class Z { D.[|V|] S; } }
            namespace Clinic.D { class V { C.Z P; } }
            """, [("arch.json", Within)]);
        Assert.Equal(2, found.Length);
    }

    [Fact]
    public Task EachMatchingParent_IsLookedAtAlone() => Verified(
        """
        namespace Clinic.Booking.Domain.A { class X { B.[|Y|] P; Billing.Domain.A.X Q; } }
        namespace Clinic.Booking.Domain.B { class Y { A.X P; } }
        namespace Clinic.Billing.Domain.A { class X { B.[|Y|] P; Booking.Domain.A.X Q; } }
        namespace Clinic.Billing.Domain.B { class Y { A.X P; } }
        """,
        """{ "cycles": [ { "within": "Clinic.{ctx}.Domain" } ] }""");

    [Fact]
    public Task TestProjectThatIsChecked_Reports() => Verified(
        Marked(Circle), """{ "cycles": [ { "within": "Clinic" } ], "testProjects": "check" }""", options: new() { ["build_property.IsTestProject"] = "true" });

    /// <summary>One sample of each kind of dependency: the finders are those of ARCH4001 and are tested there.</summary>
    [Theory]
    [InlineData("class Price : Orders.[|Order|];")]
    [InlineData("class Price { object A = new Orders.[|Order|](); }")]
    [InlineData("class Price { object A = nameof(Orders.[|Order|]); }")]
    [InlineData("[Orders.[|Mark|]] class Price;")]
    [InlineData("class Price { void A() { [|var|] b = Bridge.Make(); } }")]
    [InlineData("class Price { void A() => Bridge.Make().[|Run|](); }")]
    [InlineData("class Price { void A() => Bridge.Take([|new()|]); }")]
    [InlineData("class Price { object A() => [|Bridge.Make() + 1|]; }")]
    [InlineData("class Price { void A() => 1.[|Twice|](); }", "using Clinic.Orders; ")]
    public Task EveryKindOfDependency_Counts(string price, string usings = "") => Verified($$"""
        {{usings}}
        namespace Shared { static class Bridge { public static Clinic.Orders.Order Make() => new(); public static void Take(Clinic.Orders.Order order) { } } }
        namespace Clinic.Orders
        {
            class Order { Pricing.Kind A; Pricing.Kind B; public void Run() { } public static object operator +(Order a, int b) => a; }
            class MarkAttribute : System.Attribute;
            static class Numbers { public static int Twice(this int one) => one * 2; }
        }
        namespace Clinic.Pricing { using Shared; {{price}} class Kind; }
        """);

    [Fact]
    public async Task WhatIsOnRecordAlready_DoesNotCount()
    {
        var found = await Rule.Project(Refs.Net10, """
            #pragma warning disable CS0169
            namespace Clinic.Orders { class Order(Pricing.[|Price|] a) { public void Run() { var b = a; b.Run(); a.Run(); Maker.Make().Run(); } } }
            namespace Clinic.Orders { static class Maker { public static Pricing.Price Make() => null!; } }
            namespace Clinic.Pricing { class Price { public void Run() { } Orders.Order? A; Orders.Order? B; Orders.Order? C; } }
            """, [("arch.json", Within)]);
        Assert.Contains("(2 reference(s))", Assert.Single(found).GetMessage());
    }

    [Fact]
    public async Task OtherMentions_AreAdditionalLocations()
    {
        var fields = string.Concat(Enumerable.Range(0, 30).Select(index => $" Pricing.Price? A{index};"));
        var back = string.Concat(Enumerable.Range(0, 31).Select(index => $" Orders.Order? A{index};"));
        var lint = new Lint
        {
            Sources = [("Code.cs", $"namespace Clinic.Orders {{ class Order {{{fields} }} }}\nnamespace Clinic.Pricing {{ class Price {{{back} }} }}")],
            Files = [("arch.json", Within)],
        };
        var finding = Assert.Single(await lint.RunAsync());
        Assert.Contains("(30 reference(s))", finding.GetMessage());
        Assert.Equal(20, finding.AdditionalLocations.Count);
        Assert.Equal(finding.AdditionalLocations.Select(place => place.SourceSpan).Order(), finding.AdditionalLocations.Select(place => place.SourceSpan));
        Assert.True(finding.Location.SourceSpan.CompareTo(finding.AdditionalLocations[0].SourceSpan) < 0);
        Assert.Equal(("Clinic.Orders", "Clinic.Pricing", "arch.json:1"), (finding.Properties["from"], finding.Properties["to"], finding.Properties["rule"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SameFinding_InEveryOrder(bool concurrent)
    {
        const int Size = 12;
        var sources = Enumerable.Range(0, Size).Select(index => (
            $"N{index:00}.cs",
            $"namespace Clinic.N{index:00} {{ class T {{ N{(index + 1) % Size:00}.T? A; N{(index + 5) % Size:00}.T? B; object C() => new N{(index + 1) % Size:00}.T(); }} }}")).ToList();
        string? expected = null;
        var random = new Random(4006);
        for (var run = 0; run < 8; run++)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sources));
            var lint = new Lint { Sources = sources, Files = [("arch.json", Within)], Concurrent = concurrent };
            var finding = Assert.Single(await lint.RunAsync());
            var text = $"{finding} {string.Join(" ", finding.AdditionalLocations.Select(place => place.GetLineSpan()))}";
            Assert.Equal(expected ??= text, text);
        }
    }

    // ---- The graph alone

    /// <summary>A chain of this length ends a recursion, and its cycles cannot be enumerated: there are more than atoms.</summary>
    [Fact]
    public void LargeGraph_IsOneCycle()
    {
        const int Size = 40_000;
        var parent = new NamespaceNode("Clinic", null, "arch.json:1");
        var nodes = Enumerable.Range(0, Size).Select(index => new NamespaceNode($"N{index:00000}", parent, null)).ToArray();
        var edges = Enumerable.Range(0, Size).SelectMany(index => new[] { 1, 2, 3 }, (index, step) => new NamespaceEdge(nodes[index], nodes[(index + step) % Size]));
        var cycle = Assert.Single(new NamespaceGraph(edges).Cycles());
        Assert.Equal(3 * Size, cycle.Count);
        Assert.Equal(Size / 3 + 2, NamespaceGraph.Shortest(cycle, cycle[0]).Count);
    }

    [Fact]
    public void Components_AreThoseOfTheDefinition()
    {
        var random = new Random(4006);
        var parent = new NamespaceNode("Clinic", null, "arch.json:1");
        for (var run = 0; run < 300; run++)
        {
            var nodes = Enumerable.Range(0, random.Next(2, 9)).Select(index => new NamespaceNode($"N{index}", parent, null)).ToArray();
            var edges = Enumerable.Range(0, random.Next(1, 14)).Select(_ => new NamespaceEdge(nodes[random.Next(nodes.Length)], nodes[random.Next(nodes.Length)]))
                .Where(edge => edge.From != edge.To).Distinct().ToList();
            var reach = nodes.ToDictionary(node => node, node => Reachable(node, edges));
            var expected = edges.Where(edge => reach[edge.To].Contains(edge.From)).Select(edge => $"{edge.From.Name}>{edge.To.Name}").Order();
            var cycles = new NamespaceGraph(edges).Cycles().ToList();
            Assert.Equal(expected, cycles.SelectMany(cycle => cycle).Select(edge => $"{edge.From.Name}>{edge.To.Name}").Order());
            Assert.All(cycles, cycle => Assert.All(cycle, edge => Assert.Contains(edge.From, reach[cycle[0].From])));
            Assert.Equal(cycles.Count, cycles.Select(cycle => string.Join(" ", reach[cycle[0].From].Where(node => reach[node].Contains(cycle[0].From)).Select(node => node.Name).Order())).Distinct().Count());
        }
    }

    private static HashSet<NamespaceNode> Reachable(NamespaceNode from, List<NamespaceEdge> edges)
    {
        var reached = new HashSet<NamespaceNode>();
        var pending = new Queue<NamespaceNode>([from]);
        while (pending.TryDequeue(out var node))
        {
            foreach (var edge in edges.Where(edge => edge.From == node && reached.Add(edge.To)))
                pending.Enqueue(edge.To);
        }

        return reached;
    }
}
