using System.Collections.Concurrent;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Who is asked about what, and above all who is not.</summary>
public class DispatchTests
{
    [Fact]
    public async Task Context_IsOneForAllHosts_AndAnotherForTheNextCompilation()
    {
        var contexts = new ConcurrentBag<ArchContext>();
        var slots = 0;
        var rule = new CodeProbe(Probes.First, start =>
        {
            contexts.Add(start.Arch);
            start.Arch.Slot(_ => Interlocked.Increment(ref slots).ToString());
        });
        var files = new FileProbe(Probes.InFiles, (_, report) => contexts.Add(report.Arch));
        var lint = Probes.Lint([("A.cs", "class A;")], [("a.json", "{}")], Probes.Host(rule), Probes.Host(rule), Probes.Host(rule), Probes.Files(files));

        Assert.Empty(await lint.RunAsync(id: null));
        Assert.Equal(4, contexts.Count);
        Assert.Single(contexts.Distinct());
        Assert.Equal(1, slots);

        Assert.Empty(await lint.RunAsync(id: null));
        Assert.Equal(2, contexts.Distinct().Count());
        Assert.Equal(2, slots);
    }

    [Fact]
    public async Task RuleThatIsOff_IsNotEvenAsked()
    {
        var asked = 0;
        var rule = new CodeProbe(Probes.First, _ => asked++, _ => ++asked > 0);
        var lint = Probes.Lint("class A { void Run() => Run(); }", Probes.Host(rule, Probes.Calls(Probes.Second, "Other")));
        lint.Severities["ARCH9901"] = ReportDiagnostic.Suppress;
        await lint.RunAsync(id: null);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task HostWithoutWork_RegistersNothing()
    {
        var idle = Probes.Host(new CodeProbe(Probes.First, start => start.OnCall(["Run"], static _ => { }), static _ => false));
        Assert.Equal(0, await Actions(idle));
        Assert.Equal(0, await Actions(idle, ("build_property.ArchEnabled", "false")));

        var busy = Probes.Host(
            Probes.Calls(Probes.First, "Run"), Probes.Calls(Probes.Second, "Stop"), Probes.Calls(Probes.Weak, "Run"),
            new CodeProbe(Probes.AtEnd, start => start.OnCreation(["A", "*Client"], static _ => { })));
        // One action for all calls, one for the four kinds of creation, however many rules ask.
        Assert.Equal(2, await Actions(busy));
        Assert.Equal(0, await Actions(busy, ("build_property.ArchEnabled", "FALSE")));

        static async Task<int> Actions(DiagnosticAnalyzer host, params (string Key, string Value)[] options)
        {
            var lint = Probes.Lint("class A { void Run() => Run(); }", host);
            foreach (var (key, value) in options)
                lint.Options[key] = value;
            var run = lint.Compile().WithAnalyzers([host], lint.AnalyzerOptions());
            var telemetry = await run.GetAnalyzerTelemetryInfoAsync(host, default);
            return telemetry.SyntaxNodeActionsCount + telemetry.SyntaxTreeActionsCount + telemetry.OperationActionsCount
                + telemetry.SymbolActionsCount + telemetry.CompilationEndActionsCount + telemetry.AdditionalFileActionsCount;
        }
    }

    [Fact]
    public async Task Calls_ByName_InEveryForm()
    {
        var seen = await NamesAsync(start => seen => start.OnCall(["Pay"], call => seen(call.Name.ToString())), """
            using static Till;
            static class Till { public static void Pay() { } public static int Pay<T>(this T coins) => 0; public static void Refund() { } }
            class Shop
            {
                Shop? next;
                void Run(System.Action Pay) { Pay(); }
                void All() { Till.Pay(); Pay(); next?.next?.Pay(); this.Pay<Shop>(); Till.Refund(); nameof(Till.Pay).ToString(); }
            }
            """);
        Assert.Equal(["Pay", "Pay", "Pay", "Pay", "Pay<Shop>"], seen);
    }

    [Fact]
    public async Task Creations_ByName_InEveryForm()
    {
        var seen = await NamesAsync(start => seen => start.OnCreation(["Key", "*Client"], creation => seen(creation.Creation.ToString())), """
            using Alias = Amazon.Key;
            namespace Amazon { public class Key { public Key(int n = 0) { } } public class S3Client { } public class Other { } public class Client { } }
            namespace Shop
            {
                using Amazon;
                using Short = Amazon.S3Client;
                class Sub : Key { public Sub() : base(1) { } }
                class Primary() : Key(2);
                class Uses
                {
                    Key field = new(3);
                    Key Property { get; } = new(4);
                    object[] All() => new object[] { new Key(5), new Amazon.Key(6), new global::Amazon.Key(7), new Alias(8), new S3Client(), new Short(), new Client(), new Other() };
                    Key Target() => new(9);
                    Other Unrelated() => new();
                    Other? Declared = new(), Another = new Other();
                }
            }
            """);
        Assert.Equal(
            [
                ": base(1)", "Key(2)", "new Alias(8)", "new Amazon.Key(6)", "new Client()", "new Key(5)", "new S3Client()", "new Short()",
                "new global::Amazon.Key(7)", "new()", "new(3)", "new(4)", "new(9)",
            ],
            seen);
    }

    [Fact]
    public async Task Creations_WithFewerArguments_AreNotHandedOver()
    {
        var seen = await NamesAsync(start => seen => start.OnCreation(["Any", new("One", 1), new("*Two", 2)], creation => seen(creation.Creation.ToString())), """
            using Pair = Two;
            class Any { }
            class One { public One(int n = 0) { } }
            class Two { public Two(int a = 0, int b = 0, int c = 0) { } }
            class Sub : Two { public Sub() : base(1) { } public Sub(int n) : base(n, 1) { } }
            partial class Part : Two;
            partial class Part { public Part() : base(1) { } public Part(int n) : base(n, 2) { } }
            class Primary() : Two(3);
            class Both() : Two(3, 4);
            class Uses
            {
                object[] All() => new object[] { new Any(), new One(), new One(5), new Two(), new Two(6), new Two(6, 7), new Pair(8), new Pair(8, 9, 10) };
                Any Nothing() => new();
                Two Target() => new(11);
                One Declared = new(), Given = new(12);
            }
            """);
        Assert.Equal([": base(1)", ": base(n, 1)", ": base(n, 2)", "Two(3, 4)", "new Any()", "new One(5)", "new Pair(8, 9, 10)", "new Two(6, 7)", "new()", "new(11)", "new(12)"], seen);
    }

    [Fact]
    public async Task CreationOfUnknownType_WithTooFewArgumentsForAny_IsNotHandedOver() =>
        Assert.Equal(["new(1)"], await NamesAsync(start => seen => start.OnCreation([new("One", 1)], creation => seen(creation.Creation.ToString())), """
            class One { public One(int n = 0) { } }
            class Uses { One Empty() => new(); One Given() => new(1); }
            """));

    /// <summary>The compiler hands these nodes over twice, for the type and for its constructor.</summary>
    [Fact]
    public async Task PrimaryConstructor_IsSeenOnce()
    {
        const string code = """
            class Key(int n) { public static int Pay() => 0; public int Url { get; set; } }
            class Sub(int n = 2) : Key(Key.Pay() + new Key(1).Url) { Key k = new Key(3); int Url = Key.Pay(); }
            record Rec(int N) : Base(new Key(4) { Url = Key.Pay() });
            record Base(Key K);
            """;
        Assert.Equal(["Pay", "Pay", "Pay"], await NamesAsync(start => seen => start.OnCall(["Pay"], call => seen(call.Name.ToString())), code));
        Assert.Equal(
            ["Key(Key.Pay() + new Key(1).Url)", "new Key(1)", "new Key(3)", "new Key(4) { Url = Key.Pay() }"],
            await NamesAsync(start => seen => start.OnCreation(["Key"], creation => seen(creation.Creation.ToString())), code));
        Assert.Equal(["Url = Key.Pay()"], await NamesAsync(start => seen => start.OnAssignment(["Url"], node => seen(node.Node.ToString())), code));
    }

    [Fact]
    public async Task Assignments_ByName_InEveryForm()
    {
        var seen = await NamesAsync(start => seen => start.OnAssignment(["Url"], node => seen(node.Node.ToString())), """
            class Config { public string? Url; public int Size; }
            class Uses
            {
                void Run(Config c, string Url)
                {
                    c.Url = "1"; c.Url ??= "2"; Url = "3"; c.Size = 4; c.Size += 5;
                    _ = new Config { Url = "6", Size = 7 };
                }
            }
            """);
        Assert.Equal(["Url = \"3\"", "Url = \"6\"", "c.Url = \"1\"", "c.Url ??= \"2\""], seen);
    }

    [Fact]
    public async Task OtherNames_CostNoSymbolAndNoHandler()
    {
        var handled = 0;
        var host = Probes.Host(new CodeProbe(Probes.First, start =>
        {
            start.OnCall(["Pay"], _ => handled++);
            start.OnCreation(["Key"], _ => handled++);
        }));
        await Probes.Lint("class Shop { void Run() { Run(); new Shop().Run(); Shop s = new(); s.Run(); } }", host).RunAsync(id: null);
        Assert.Equal(0, handled);
    }

    /// <summary>The place of one call is used again for the next one.</summary>
    [Fact]
    public async Task Symbol_IsThatOfEachCall()
    {
        var seen = await NamesAsync(start => seen => start.OnCall(["Run"], call => seen($"{call.Name}: {call.Method?.ContainingType.Name} {call.Operation?.Kind}")), """
            class A { public static void Run() { } }
            class B { public static void Run() { A.Run(); Run(); Missing.Run(); A.Run(); } }
            """);
        Assert.Equal(["Run:  Invalid", "Run: A Invocation", "Run: A Invocation", "Run: B Invocation"], seen);
    }

    [Fact]
    public async Task Symbol_OfACallIsComputedOnce_ForAllRules()
    {
        var methods = new ConcurrentBag<IMethodSymbol?>();
        var rules = new[] { Probes.First, Probes.Second }.Select(rule => new CodeProbe(rule, start => start.OnCall(["Run"], call => methods.Add(call.Method)))).ToArray();
        await Probes.Lint("class A { void Run<T>() => Run<int>(); }", Probes.Host(rules)).RunAsync(id: null);
        Assert.Equal(2, methods.Count);
        Assert.Same(methods.First(), methods.Last());
    }

    [Fact]
    public async Task EveryOtherKind_IsHandedOver()
    {
        var seen = new ConcurrentBag<string>();
        var rule = new CodeProbe(Probes.First, start =>
        {
            start.OnSyntax([SyntaxKind.ThrowStatement], node => seen.Add(node.Node.Kind().ToString()));
            start.OnOperation([OperationKind.Throw], operation => seen.Add("operation " + operation.Operation.Kind));
            start.OnSymbol([SymbolKind.NamedType], symbol => seen.Add("symbol " + symbol.Symbol.Name));
            start.OnTree(tree => seen.Add("tree " + FilePaths.Name(tree.Tree.FilePath)));
            start.OnEnd(_ => seen.Add("end"));
        });
        await Probes.Lint("class A { void Run() { throw new System.Exception(); } }", Probes.Host(rule)).RunAsync(id: null);
        Assert.Equal(["end", "operation Throw", "symbol A", "ThrowStatement", "tree Code.cs"], seen.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task GeneratedCode_IsNotJudged()
    {
        var lint = Probes.Lint([("A.g.cs", "class A { void Run() => Run(); }"), ("B.cs", "// <auto-generated/>\nclass B { void Run() => Run(); }")], [], Probes.Host(Probes.Calls(Probes.First, "Run")));
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task References_AreAskedByName()
    {
        ArchContext? arch = null;
        await Probes.Lint("class A;", Probes.Host(new CodeProbe(Probes.First, start => arch = start.Arch))).RunAsync(id: null);
        Assert.True(arch!.References("system.runtime"));
        Assert.True(arch.ReferencesAny("AWSSDK.Core", "System.Runtime"));
        Assert.True(arch.ReferencesPrefix("System.Text."));
        Assert.False(arch.ReferencesPrefix("AWSSDK."));
        Assert.False(arch.IsTestProject);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task TestProject_IsWhatTheBuildSays(string property, bool expected)
    {
        ArchContext? arch = null;
        var lint = Probes.Lint("class A;", Probes.Host(new CodeProbe(Probes.First, start => arch = start.Arch)));
        lint.Options["build_property.IsTestProject"] = property;
        await lint.RunAsync(id: null);
        Assert.Equal(expected, arch!.IsTestProject);
    }

    /// <param name="ask">Given the start, makes a registration that tells what it sees.</param>
    /// <param name="code">What it sees it in.</param>
    private static async Task<List<string>> NamesAsync(Func<RuleStart, Action<Action<string>>> ask, string code)
    {
        var seen = new ConcurrentBag<string>();
        var rule = new CodeProbe(Probes.First, start => ask(start)(seen.Add));
        Assert.Empty(await Probes.Lint(code, Probes.Host(rule)).RunAsync(id: null));
        return [.. seen.Order(StringComparer.Ordinal)];
    }
}
