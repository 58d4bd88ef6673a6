using Arch.Analyzers.Layers;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Layers;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Layers.LayerDependency, Arch.CodeFixes.Layers.LayerDependencyFix>;

namespace Arch.Analyzers.Tests.Layers;

public class LayerDependencyFixTests
{
    private const string Rest = """

        namespace TestProject.Domain.Ports
        {
            public interface IStore { void Save(); string? Name { get; } }
            public interface ITable<T> { T? Get(); }
            public interface IReader { int Read(); }
            public interface IFile : IReader { void Write(); void Close(); }
        }

        namespace TestProject.Tools
        {
            public static class Sink { public static void Take(object value) { } public static void Take(Infrastructure.Store value) { } public static void Keep(object value) { } }
        }

        namespace TestProject.Infrastructure
        {
            public class Store : Domain.Ports.IStore { public void Save() { } public void Vacuum() { } public string? Name => null; public static Store Make() => new(); }
            public class Table<T> : Domain.Ports.ITable<T> { public T? Get() => default; }
            public class Plain { public void Save() { } }
            public class DiskFile : Domain.Ports.IReader, Domain.Ports.IFile, Domain.Ports.IStore
            {
                public int Read() => 1; public void Write() { } public void Close() { } public void Save() { } public string? Name { get; set; }
            }
            public class Sneaky : Domain.Ports.IStore { void Domain.Ports.IStore.Save() { } public void Save() { } public string? Name => null; }
            public class Same : Domain.Ports.IStore
            {
                public void Save() { } public string? Name => null; public class Inner { }
                public static bool operator ==(Same? left, Same? right) => true; public static bool operator !=(Same? left, Same? right) => false;
                public override bool Equals(object? other) => true; public override int GetHashCode() => 1;
            }
            public struct Light : Domain.Ports.IStore { public void Save() { } public string? Name => null; }
        }
        """;

    [Theory]
    [InlineData("class A([|Store|] store) { void B() => store.Save(); }", "class A(IStore store) { void B() => store.Save(); }")]
    [InlineData("class A { private readonly [|Store|]? _b; void C() => _b?.Save(); }", "class A { private readonly IStore? _b; void C() => _b?.Save(); }")]
    [InlineData("class A { [|Store|]? B { get; set; } }", "class A { IStore? B { get; set; } }")]
    [InlineData("class A { void B(/* the */ [|Store|] c /* one */) { c.Save(); } }", "class A { void B(/* the */ IStore c /* one */) { c.Save(); } }")]
    [InlineData("class A { [|Store|]? B() => null; }", "class A { IStore? B() => null; }")]
    [InlineData("delegate [|Store|] A();", "delegate IStore A();")]
    [InlineData("class A { int B([|Table<int>|] c) => c.Get(); }", "class A { int B(ITable<int> c) => c.Get(); }")]
    [InlineData("class A([|Store|] b, [|Store|] c) { void D() { b.Save(); c.Save(); } }", "class A(IStore b, IStore c) { void D() { b.Save(); c.Save(); } }")]
    [InlineData("class A { void B(object[] c) { foreach ([|Store|] d in c) d.Save(); } }", "class A { void B(object[] c) { foreach (IStore d in c) d.Save(); } }")]
    [InlineData("class A { string? B([|Store|] c) => c.ToString() + c?.Name; }", "class A { string? B(IStore c) => c.ToString() + c?.Name; }")]
    [InlineData("class A { void B([|Store|] c) => Tools.Sink.Keep(c); }", "class A { void B(IStore c) => Tools.Sink.Keep(c); }")]
    [InlineData("class A { string? B([|Table<string?>|] c) => c.Get(); }", "class A { string? B(ITable<string?> c) => c.Get(); }")]
    [InlineData("record A([|Store|] B) { void C() => B.Save(); }", "record A(IStore B) { void C() => B.Save(); }")]
    public Task TypeOfSomething_BecomesItsPort(string before, string after) => Fix.Csharp(
        Refs.Net10,
        $"using TestProject.Infrastructure;\n\nnamespace TestProject.Domain\n{{\n    {before}\n}}\n{Rest}",
        $"using TestProject.Domain.Ports;\n\nnamespace TestProject.Domain\n{{\n    {after}\n}}\n{Rest}");

    /// <summary>The field that a constructor fills, and its parameter, can only change together, whichever comes first.</summary>
    [Theory]
    [InlineData(
        "class A { readonly [|Store|] _b; public A([|Store|] b) { _b = b; } void C() => _b.Save(); }",
        "class A { readonly IStore _b; public A(IStore b) { _b = b; } void C() => _b.Save(); }")]
    [InlineData(
        "class A { public A([|Store|] b) { _b = b; } void C() => _b.Save(); readonly [|Store|] _b; }",
        "class A { public A(IStore b) { _b = b; } void C() => _b.Save(); readonly IStore _b; }")]
    [InlineData(
        "class A([|Store|] b) { readonly [|Store|] _b = b; public [|Store|] B => _b; void C() { [|Store|] d = B; d.Save(); } }",
        "class A(IStore b) { readonly IStore _b = b; public IStore B => _b; void C() { IStore d = B; d.Save(); } }")]
    public Task WhatBelongsTogether_ChangesTogether(string before, string after) => TypeOfSomething_BecomesItsPort(before, after);

    /// <summary>What still names the type needs its namespace.</summary>
    [Theory]
    [InlineData("class A { void B(object c) { [|Store|] d = ([|Store|])c; d.Save(); } }", "class A { void B(object c) { IStore d = ([|Store|])c; d.Save(); } }")]
    [InlineData(
        "class A([|Store|] b) { readonly [|Store|] _b = b; void C() => _b.Vacuum(); } class B([|Store|] b) { void C() => b.Save(); }",
        "class A([|Store|] b) { readonly [|Store|] _b = b; void C() => _b.Vacuum(); } class B(IStore b) { void C() => b.Save(); }")]
    public async Task WhatNeedsTheType_Stays(string before, string after)
    {
        var lint = new Lint { AssemblyName = "TestProject", Sources = [("Code.cs", Expectation.Parse(InDomain(before), "ARCH4001").Text)] };
        var changed = await FixRunner.FixAllOneByOneAsync(lint, "ARCH4001", [new LayerDependencyFix()]);
        Assert.Equal("using TestProject.Domain.Ports;\n" + Expectation.Parse(InDomain(after), "ARCH4001").Text, changed.Sources[0].Text);
    }

    /// <summary>Of several ports that with the most members which are used, and of those the smallest.</summary>
    [Theory]
    [InlineData("void B([|DiskFile|] c) => c.Read();", "IReader", "IFile")]
    [InlineData("void B([|DiskFile|] c) { c.Read(); c.Write(); }", "IFile")]
    [InlineData("void B([|DiskFile|] c) => c.Save();", "IStore")]
    [InlineData("void B([|DiskFile|] c) => c.Name = null;")]
    [InlineData("void B([|DiskFile|] c) { c.Save(); c.Read(); }")]
    public async Task SeveralPorts_AreOffered(string member, params string[] ports) => Assert.Equal(
        ports.Select(port => $"Use the port '{port}'"), await TitlesAsync("ARCH4001", InDomain("class A { " + member + " }")));

    [Fact]
    public Task OtherPort_IsUsedWhereItIsAskedFor() => Fix.Csharp(
        Refs.Net10,
        InDomain("class A { void B([|DiskFile|] c) => c.Read(); }"),
        InDomain("class A { void B(IFile c) => c.Read(); }").Replace("using TestProject.Infrastructure;", "using TestProject.Domain.Ports;"),
        variant: "port TestProject.Domain.Ports.IFile");

    [Fact]
    public Task QualifiedName_BecomesItsPort() => Fix.Csharp(
        Refs.Net10,
        $"using TestProject.Domain.Ports;\n\nnamespace TestProject.Domain\n{{\n    class A {{ TestProject.Infrastructure.[|Store|]? B; IStore? C; }}\n}}\n{Rest}",
        $"using TestProject.Domain.Ports;\n\nnamespace TestProject.Domain\n{{\n    class A {{ IStore? B; IStore? C; }}\n}}\n{Rest}");

    [Theory]
    [InlineData("class A { object B = new [|Store|](); }")]
    [InlineData("class A { object B = typeof([|Store|]); }")]
    [InlineData("class A { object B = [|Store|].Make(); }")]
    [InlineData("class A : [|Store|];")]
    [InlineData("class A { bool B(object c) => c is [|Store|]; }")]
    [InlineData("class A { System.Collections.Generic.List<[|Store|]>? B; }")]
    [InlineData("class A([|Store|] b) { void C() => b.Vacuum(); }")]
    [InlineData("class A { [|Plain|]? B; }")]
    [InlineData("class A { [|Light|] B; }")]
    [InlineData("class A { [|Same|].Inner? B; }")]
    [InlineData("class A([|Sneaky|] b) { void C() => b.Save(); }")]
    [InlineData("class A([|Store|] b) { void C() => Tools.Sink.Take(b); }")]
    [InlineData("class A { bool B([|Same|] c, object d) => c == d as [|Same|]; }")]
    [InlineData("class A { void B(out [|Store|] c) => c = null!; void C() { B(out [|Store|] d); } }")]
    public Task Elsewhere_IsNotOffered(string code) => NotOffered(InDomain(code));

    /// <summary>What is used in another document counts as well.</summary>
    [Theory]
    [InlineData("public class A { public [|Store|] B = null!; }", "class C { void D(TestProject.Domain.A a) => a.B.Vacuum(); }", false)]
    [InlineData("public class A { public [|Store|] B = null!; }", "class C { void D(TestProject.Domain.A a) => a.B.Save(); }", true)]
    [InlineData("public class A { public virtual void B([|Store|] c) { } }", "class C : TestProject.Domain.A { public override void B(TestProject.Infrastructure.Store c) { } }", false)]
    [InlineData("public class A { public void B([|Store|] c) { } }", "class C { void D(TestProject.Domain.A a) => a.B(new()); }", false)]
    [InlineData("public class A([|Store|] b) { public void C() => b.Save(); }", "class C { object D() => new TestProject.Domain.A(new TestProject.Infrastructure.Store()); }", true)]
    public async Task OtherDocuments_AreAsked(string code, string other, bool isOffered) =>
        Assert.Equal(isOffered ? ["Use the port 'IStore'"] : [], await TitlesAsync("ARCH4001", InDomain(code), other));

    /// <summary>A library has a port where an interface that is allowed has what is used; that every type can be disposed of makes no port.</summary>
    [Theory]
    [InlineData("class A([|Cache|] b) { void C() => b.Set(1); }", "class A(ICache b) { void C() => b.Set(1); }")]
    [InlineData("class A([|Cache|] b) { void C() => b.Flush(); }", null)]
    [InlineData("class A([|Cache|] b) { void C() => b.Dispose(); }", null)]
    [InlineData("class A { object B = new [|Cache|](); }", null)]
    public async Task Library_BecomesItsPort(string before, string? after)
    {
        var lint = new Lint
        {
            AssemblyName = "Acme.Domain",
            References = Refs.Net10.With("Good", "namespace Good { public interface ICache { void Set(int a); } }").With(
                "AWSSDK.Cache", "namespace Vendor { public class Cache : Good.ICache, System.IDisposable { public void Set(int a) { } public void Flush() { } public void Dispose() { } } }"),
            Sources = [("Code.cs", Expectation.Parse($"using Vendor;\n\nnamespace Acme.Domain;\n\n{before}\n", "ARCH4002").Text)],
        };
        var found = await lint.RunAsync();
        Assert.NotEmpty(found.Where(finding => finding.Id == "ARCH4002"));
        var changed = await FixRunner.FixAllOneByOneAsync(lint, "ARCH4002", [new LayerDependencyFix()]);
        Assert.Equal(after is null ? lint.Sources[0].Text : $"using Good;\n\nnamespace Acme.Domain;\n\n{after}\n", changed.Sources[0].Text);
    }

    private static string InDomain(string code) => $"using TestProject.Infrastructure;\n\nnamespace TestProject.Domain\n{{\n    {code}\n}}\n{Rest}";

    private static async Task<List<string>> TitlesAsync(string id, params string[] sources)
    {
        using var workspace = new Microsoft.CodeAnalysis.AdhocWorkspace();
        var lint = new Lint { AssemblyName = "TestProject", Sources = [.. sources.Select((source, number) => ($"Code{number}.cs", Expectation.Parse(source, id).Text))] };
        var project = FixRunner.Open(workspace, lint);
        var titles = new List<string>();
        var found = (await lint.RunAsync()).Where(finding => finding.Id == id && finding.Location.GetLineSpan().Path.EndsWith("Code0.cs")).ToList();
        Assert.NotEmpty(found);
        foreach (var finding in found)
            titles.AddRange((await FixRunner.OffersAsync(project, new LayerDependencyFix(), finding)).Select(action => action.Title));
        return titles;
    }

    private static async Task NotOffered(string source)
    {
        var (text, _) = Expectation.Parse(source, "ARCH4001");
        var lint = new Lint { AssemblyName = "TestProject", Sources = [("Code.cs", text)] };
        Assert.Contains(await lint.RunAsync(), finding => finding.Id == "ARCH4001");
        Assert.Empty(await FixVerifier<LayerDependency, LayerDependencyFix>.TitlesAsync(lint));
    }
}
