using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Tests.Lifecycle;

public class EndlessWaitTests
{
    private static bool IsDelay(string call, string members = "")
    {
        var compilation = new Lint
        {
            Sources =
            [
                ("Code.cs", $$"""
                using System;
                using System.Threading;
                using System.Threading.Tasks;

                class Worker
                {
                    {{members}}
                    void Run(CancellationToken token, TimeSpan pause)
                    {
                        {{call}};
                    }
                }
                """),
            ],
        }.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(found => EndlessWait.IsDelay(found, model, default));
    }

    [Theory]
    [InlineData("Task.Delay(-1)")]
    [InlineData("Task.Delay(-1, token)")]
    [InlineData("Task.Delay(cancellationToken: token, millisecondsDelay: -1)")]
    [InlineData("Task.Delay(Timeout.Infinite)")]
    [InlineData("Task.Delay(Timeout.InfiniteTimeSpan)")]
    [InlineData("Task.Delay(TimeSpan.FromMilliseconds(-1))")]
    [InlineData("Task.Delay(int.MaxValue)")]
    [InlineData("Thread.Sleep(Timeout.Infinite)")]
    [InlineData("Thread.Sleep(Timeout.InfiniteTimeSpan)")]
    [InlineData("Task.Delay(Forever)", "private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;")]
    [InlineData("Task.Delay(Forever)", "const int Forever = -1;")]
    public void WithoutEnd_IsEndless(string call, string members = "") => Assert.True(IsDelay(call, members));

    // Task.Delay(TimeSpan.MaxValue) throws: the program ends.
    [Theory]
    [InlineData("Task.Delay(TimeSpan.MaxValue)")]
    [InlineData("Task.Delay(1000)")]
    [InlineData("Task.Delay(0)")]
    [InlineData("Task.Delay(TimeSpan.FromDays(1))")]
    [InlineData("Task.Delay(TimeSpan.FromMilliseconds(500))")]
    [InlineData("Task.Delay(pause)")]
    [InlineData("Thread.Sleep(1)")]
    [InlineData("Task.Delay(Pause)", "public int Pause { get; set; } = -1;")]
    [InlineData("Other.Delay(-1)", "static class Other { public static void Delay(int time) { } }")]
    public void WithEnd_IsNot(string call, string members = "") => Assert.False(IsDelay(call, members));

    [Fact]
    public async Task TheLongestTimeSpan_Throws() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Task.Delay(TimeSpan.MaxValue));
}
