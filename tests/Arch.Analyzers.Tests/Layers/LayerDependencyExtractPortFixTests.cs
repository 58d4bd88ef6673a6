using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>What the fix makes has to compile in every project that sees it, and no layer may know more than before.</summary>
public class LayerDependencyExtractPortFixTests
{
    private const string Ours = """
        using Shop.Infrastructure;

        namespace Shop.Domain;

        """;

    private const string Theirs = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Shop.Infrastructure;

        """;

    [Fact]
    public async Task Port_HasWhatIsUsed()
    {
        var changed = await ExtractAsync(
            ("Domain/CloseVisit.cs", Ours + "/* closes */ public class CloseVisit(Store store)\n{\n    public void Run(int id) => store.Save(id);\n}\n"),
            ("Domain/Other.cs", Ours + "class Other\n{\n    int Count(Store given) => given.Count;\n}\n"),
            ("Infrastructure/Store.cs", Theirs + "// The table.\npublic class Store\n{\n    public int Count { get; set; }\n    public void Save(int id, bool now = false) { }\n    public void Vacuum() => Count = 0;\n    public static Store Make() => new();\n}\n"));
        Assert.Equal("namespace Shop.Domain;\n\npublic interface IStore\n{\n    int Count { get; }\n    void Save(int id, bool now = false);\n}\n", changed["Domain/IStore.cs"]);
        Assert.Equal("namespace Shop.Domain;\n/* closes */ public class CloseVisit(IStore store)\n{\n    public void Run(int id) => store.Save(id);\n}\n", changed["Domain/CloseVisit.cs"]);
        Assert.Contains("\nusing Shop.Domain;\n", changed["Infrastructure/Store.cs"]);
        Assert.Contains("\n// The table.\npublic class Store : IStore\n{\n    public int Count { get; set; }\n", changed["Infrastructure/Store.cs"]);
    }

    [Fact]
    public async Task BlockNamespacesAndLineEnds_AreKept()
    {
        var changed = await ExtractAsync(
            ("A.cs", "namespace Shop.Domain\r\n{\r\n    class A\r\n    {\r\n        void B(Infrastructure.Store c) => c.Save();\r\n    }\r\n}\r\n"),
            ("Store.cs", "namespace Shop.Infrastructure\r\n{\r\n    class Store // the table\r\n    {\r\n        public void Save() { }\r\n    }\r\n}\r\n"));
        Assert.Equal("namespace Shop.Domain\r\n{\r\n    internal interface IStore\r\n    {\r\n        void Save();\r\n    }\r\n}\r\n", changed["IStore.cs"]);
        Assert.Contains("void B(IStore c) => c.Save();", changed["A.cs"]);
        Assert.Contains("class Store : IStore // the table\r\n", changed["Store.cs"]);
    }

    /// <summary>Every sort of member, as it is declared.</summary>
    [Theory]
    [InlineData("public void Do(ref int a, out string b, in long c, params int[] d) => b = \"\";", "var e = 1; x.Do(ref e, out _, 2, 3, 4);", "void Do(ref int a, out string b, in long c, params int[] d);")]
    [InlineData("public string? Do(string? a = null, string b = \"\\\"\", double c = 1.5, char d = '\\'', CancellationToken e = default) => a;", "x.Do();", "string? Do(string? a = null, string b = \"\\\"\", double c = 1.5, char d = '\\'', CancellationToken e = default);")]
    [InlineData("public void Do(DayOfWeek a = DayOfWeek.Friday, decimal b = 1.5m, float c = .5f) { }", "x.Do();", "void Do(DayOfWeek a = DayOfWeek.Friday, decimal b = 1.5m, float c = 0.5f);")]
    [InlineData("public async Task<List<int>?> DoAsync() { await Task.Yield(); return null; }", "_ = x.DoAsync();", "Task<List<int>?> DoAsync();")]
    [InlineData("public T Do<T, U>(T a, U? b) where T : class, IComparable<T>, new() where U : struct => a;", "x.Do(new Key(), (int?)1); } class Key : System.IComparable<Key> { public int CompareTo(Key? a) => 0;", "T Do<T, U>(T a, U? b)")]
    [InlineData("public event EventHandler<int>? Done;", "x.Done += (_, _) => { };", "event EventHandler<int>? Done;")]
    [InlineData("public int this[int a, string b] { get => a; set { } }", "_ = x[1, \"\"];", "int this[int a, string b] { get; }")]
    [InlineData("public int this[int a] { get => a; set { } }", "x[1] = 2;", "int this[int a] { set; }")]
    [InlineData("public int Size { get; set; }", "x.Size = 2;", "int Size { set; }")]
    [InlineData("public int Size { get; set; }", "x.Size += 2;", "int Size { get; set; }")]
    [InlineData("public int Size { get; private set; }", "_ = x.Size;", "int Size { get; }")]
    [InlineData("public (int A, string? B)? Size => null;", "_ = x?.Size;", "(int A, string? B)? Size { get; }")]
    [InlineData("public dynamic @class(int @int) => 1;", "x.@class(1);", "dynamic @class(int @int);")]
    [InlineData("public ref readonly int Do() => ref _a; private int _a;", "_ = x.Do();", "ref readonly int Do();")]
    [InlineData("public override string ToString() => \"\"; public void Do() { }", "_ = x.ToString(); x.Do();", "void Do();")]
    [InlineData("public void Do(int a) { } public void Do(string a) { } public void Do() { }", "x.Do(1); x.Do();", "void Do(int a);")]
    [InlineData("public Action<string?> Do => _ => { };", "x.Do(null);", "Action<string?> Do { get; }")]
    [InlineData("public int Do(int a) => a;", "Func<int, int> f = x.Do;", "int Do(int a);")]
    public async Task Member_IsDeclaredAsItIs(string member, string use, string declared)
    {
        var changed = await ExtractAsync(
            ("A.cs", $"using System;\n{Ours}public class A\n{{\n    public void B(Store x) {{ {use} }}\n}}\n"),
            ("Store.cs", $"{Theirs}public class Store\n{{\n    {member}\n}}\n"));
        Assert.Contains("    " + declared, changed["IStore.cs"]);
        Assert.Contains("B(IStore x)", changed["A.cs"]);
    }

    [Theory]
    [InlineData("public class Store<T> where T : class, new()\n{\n    public T? Get() => null;\n}\n", "Store<Key> x", "x.Get(); } public class Key { ", "public interface IStore<T> where T : class, new()", "public class Store<T> : IStore<T> where T : class, new()")]
    [InlineData("public class Store(int size) : System.IDisposable\n{\n    public int Get() => size;\n    public void Dispose() { }\n}\n", "Store x", "x.Get();", "public interface IStore", "public class Store(int size) : System.IDisposable, IStore\n")]
    [InlineData("public class Store(int size)\n    : System.IDisposable // both\n{\n    public int Get() => size;\n    public void Dispose() { }\n}\n", "Store x", "x.Get();", "public interface IStore", "    : System.IDisposable, IStore // both\n")]
    [InlineData("public class Base\n{\n    public void Do() { }\n}\n\npublic class Store : Base;\n", "Store x", "x.Do();", "    void Do();", "public class Store : Base, IStore;\n")]
    [InlineData("public sealed partial class Store;\n\npublic partial class Store : System.ICloneable\n{\n    public object Clone() => this;\n}\n", "Store x", "x.Clone();", "    object Clone();", "partial class Store : System.ICloneable, IStore\n")]
    public async Task Type_ImplementsIt(string type, string parameter, string use, string port, string implementation)
    {
        var changed = await ExtractAsync(("A.cs", $"{Ours}public class A\n{{\n    public void B({parameter}) {{ {use} }}\n}}\n"), ("Store.cs", "namespace Shop.Infrastructure;\n\n" + type));
        Assert.Contains(port, changed["IStore.cs"]);
        Assert.Contains(implementation, changed["Store.cs"]);
    }

    [Theory]
    [InlineData("x.Other();", "public Row? Other() => null; } public class Row {")]
    [InlineData("x.Other(null);", "public void Other(System.Collections.Generic.List<Row>? a) { } } public class Row {")]
    [InlineData("x.Other();", "public void Other([System.Runtime.CompilerServices.CallerMemberName] string a = \"\") { }")]
    [InlineData("x.Other = 1;", "public int Other;")]
    [InlineData("x.Other();", "internal void Other() { }")]
    [InlineData("Store.Other();", "public static void Other() { }")]
    [InlineData("_ = x == x;", "public void Save() { } public static bool operator ==(Store a, Store b) => true; public static bool operator !=(Store a, Store b) => false; public override bool Equals(object? a) => true; public override int GetHashCode() => 1;")]
    [InlineData("x.Save(); Take(x); } void Take(Store y) {", "public void Save() { } public class Inner;", true)]
    [InlineData("_ = x;", "")]
    [InlineData("x.Save(); } interface IStore {", "public void Save() { }")]
    [InlineData("x.Save();", "public void Save() { } } interface IStore {")]
    [InlineData("x.Save();", "public void Save() { } } public record Data {", true)]
    public async Task WhatNoInterfaceCanStandFor_IsNotOffered(string use, string members, bool isOffered = false)
    {
        var titles = await TitlesAsync(Lint(("A.cs", $"{Ours}class A\n{{\n    void B(Store x) {{ {use} }}\n}}\n"), ("Store.cs", $"namespace Shop.Infrastructure;\n\npublic class Store\n{{\n    {members}\n}}\n")));
        Assert.Equal(isOffered, titles.Contains("Extract port 'IStore'"));
    }

    [Theory]
    [InlineData("public record Store { public void Save() { } }")]
    [InlineData("public struct Store { public void Save() { } }")]
    [InlineData("public interface Store { void Save(); }")]
    [InlineData("public class Store : Shop.Domain.IKeep { public void Save() { } }")]
    public async Task OtherTypes_AreNotOffered(string type) => Assert.Empty(await TitlesAsync(Lint(
        ("A.cs", $"{Ours}public interface IKeep {{ void Save(); }}\nclass A\n{{\n    void B(Store x) => x.Save();\n}}\n"), ("Store.cs", $"namespace Shop.Infrastructure;\n\n{type}\n"))));

    /// <summary>A file of this name may be anything.</summary>
    [Fact]
    public async Task FileThatIsThere_IsNotOverwritten() => Assert.Empty(await TitlesAsync(Lint(
        ("A.cs", $"{Ours}class A\n{{\n    void B(Store x) => x.Save();\n}}\n"), ("Store.cs", "namespace Shop.Infrastructure;\n\npublic class Store { public void Save() { } }\n"), ("IStore.cs", "class Any;\n"))));

    // ---- Several projects

    /// <summary>A project that the type cannot see cannot hold its interface; one of the same layer that both see can.</summary>
    [Theory]
    [InlineData("Shop.Domain.Ports", true)]
    [InlineData("Shop.Contracts", false)]
    [InlineData(null, false)]
    public async Task SeveralProjects_NeedOneThatBothSee(string? common, bool isOffered)
    {
        using var workspace = new AdhocWorkspace();
        var ports = common is null ? null : FixRunner.Open(workspace, new Lint { AssemblyName = common, Sources = [("Ports/Any.cs", $"namespace {common}\n{{\n    public class Any;\n}}\n")] });
        var infrastructure = FixRunner.Open(workspace, new Lint { AssemblyName = "Shop.Infrastructure", Sources = [("Infrastructure/Store.cs", "namespace Shop.Infrastructure;\n\npublic class Store\n{\n    public void Save() { }\n}\n")] }, ports?.Solution);
        var lint = new Lint { AssemblyName = "Shop.Domain.Visits", Sources = [("Domain/A.cs", "using Shop.Infrastructure;\n\nnamespace Shop.Domain.Visits;\n\npublic class A(Store store)\n{\n    public void B() => store.Save();\n}\n")] };
        var domain = FixRunner.Open(workspace, lint, infrastructure.Solution);
        var solution = domain.Solution.AddProjectReference(domain.Id, new(infrastructure.Id));
        if (ports is not null)
            solution = solution.AddProjectReference(infrastructure.Id, new(ports.Id)).AddProjectReference(domain.Id, new(ports.Id));
        domain = solution.GetProject(domain.Id)!;

        var actions = await ActionsAsync(domain, lint);
        Assert.Equal(isOffered, actions.Count == 1);
        if (!isOffered)
            return;
        var changed = await ApplyAsync(actions[0]);
        await CompilesAsync(changed);
        var port = changed.GetProject(ports!.Id)!.Documents.Single(document => document.Name == "IStore.cs");
        Assert.Equal("/project/Ports/IStore.cs", port.FilePath);
        Assert.Equal("namespace Shop.Domain.Ports\n{\n    public interface IStore\n    {\n        void Save();\n    }\n}\n", (await port.GetTextAsync()).ToString());
        Assert.Contains("class Store : IStore", (await changed.GetProject(infrastructure.Id)!.Documents.Single().GetTextAsync()).ToString());
        Assert.Equal("using Shop.Domain.Ports;\n\nnamespace Shop.Domain.Visits;\n\npublic class A(IStore store)\n{\n    public void B() => store.Save();\n}\n", (await changed.GetProject(domain.Id)!.Documents.Single().GetTextAsync()).ToString());
    }

    private static Lint Lint(params (string Path, string Text)[] sources) => new() { AssemblyName = "Shop", Sources = [.. sources] };

    private static async Task<Dictionary<string, string>> ExtractAsync(params (string Path, string Text)[] sources)
    {
        using var workspace = new AdhocWorkspace();
        var lint = Lint(sources);
        var changed = await ApplyAsync(Assert.Single((await ActionsAsync(FixRunner.Open(workspace, lint), lint)).Take(1)));
        await CompilesAsync(changed);
        var texts = new Dictionary<string, string>();
        foreach (var document in changed.Projects.Single().Documents)
            texts.Add(document.FilePath![Harness.Lint.ProjectDirectory.Length..], (await document.GetTextAsync()).ToString());
        var first = lint.With([.. texts.Select(text => (text.Key, text.Value))], []);
        Assert.True((await first.RunAsync()).Count(finding => finding.Id == "ARCH4001") < (await lint.RunAsync()).Count(finding => finding.Id == "ARCH4001"));
        return texts;
    }

    private static async Task<List<string>> TitlesAsync(Lint lint)
    {
        using var workspace = new AdhocWorkspace();
        return [.. (await ActionsAsync(FixRunner.Open(workspace, lint), lint)).Select(action => action.Title)];
    }

    private static async Task<List<CodeAction>> ActionsAsync(Project project, Lint lint)
    {
        var compilation = (CSharpCompilation)(await project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var actions = new List<CodeAction>();
        foreach (var finding in (await lint.RunAsync(compilation)).Where(finding => finding.Id == "ARCH4001"))
            actions.AddRange(await FixRunner.OffersAsync(project, new LayerDependencyExtractPortFix(), finding));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action) => (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private static async Task CompilesAsync(Solution solution)
    {
        foreach (var project in solution.Projects)
            Assert.Empty((await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS0067"));
    }
}
