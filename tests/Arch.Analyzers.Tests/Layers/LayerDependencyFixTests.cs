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
        }

        namespace TestProject.Infrastructure
        {
            public class Store : Domain.Ports.IStore { public void Save() { } public void Vacuum() { } public string? Name => null; public static Store Make() => new(); }
            public class Table<T> : Domain.Ports.ITable<T> { public T? Get() => default; }
            public class Plain { public void Save() { } }
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
    public Task TypeOfSomething_BecomesItsPort(string before, string after) => Fix.Csharp(
        Refs.Net10,
        $"using TestProject.Infrastructure;\n\nnamespace TestProject.Domain\n{{\n    {before}\n}}\n{Rest}",
        $"using TestProject.Domain.Ports;\n\nnamespace TestProject.Domain\n{{\n    {after}\n}}\n{Rest}");

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
    public Task Elsewhere_IsNotOffered(string code) => NotOffered($"using TestProject.Infrastructure;\n\nnamespace TestProject.Domain\n{{\n    {code}\n}}\n{Rest}");

    private static async Task NotOffered(string source)
    {
        var (text, _) = Expectation.Parse(source, "ARCH4001");
        var lint = new Lint { AssemblyName = "TestProject", Sources = [("Code.cs", text)] };
        Assert.Contains(await lint.RunAsync(), finding => finding.Id == "ARCH4001");
        Assert.Empty(await FixVerifier<LayerDependency, LayerDependencyFix>.TitlesAsync(lint));
    }
}
