using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Layers;

/// <summary>What only compilers newer than the oldest supported one can read; on that one there is nothing to see.</summary>
public class NewestSyntaxTests
{
    private const string Extensions = """
        namespace Clinic.Infrastructure
        {
            public static class Blocks
            {
                extension(string text) { public int Loud() => 1; public int Volume => 2; }
            }
        }
        """;

    [Theory]
    [InlineData("class A { int B() => \"\".{|ARCH4001:Loud|}(); }")]
    [InlineData("class A { int B() => \"\".{|ARCH4001:Volume|}; }")]
    [InlineData("static class A { extension({|ARCH4001:Store|} store) { public int Twice() => 2 * store.Count; } }")]
    [InlineData("class A { {|ARCH4001:Store|}? B { get => field; set => field = value; } }")]
    public async Task Extension_Reports(string code)
    {
        if (typeof(CSharpCompilation).Assembly.GetName().Version!.Major < 5)
            return;
        await Expectation.VerifyAsync(Clinic.Lint($"namespace Clinic.Domain\n{{\n    using Clinic.Infrastructure;\n    {code}\n}}", Extensions), "ARCH4001");
    }
}
