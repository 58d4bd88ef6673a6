using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.SynchronousExecuteAsync, Arch.CodeFixes.Lifecycle.SynchronousExecuteAsyncFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SynchronousExecuteAsyncFixTests
{
    private const string Loop = "while (!stoppingToken.IsCancellationRequested) Thread.Sleep(100);";

    [Theory]
    [InlineData(
        "protected override Task [|ExecuteAsync|](CancellationToken stoppingToken) { " + Loop + " return Task.CompletedTask; }",
        "protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await Task.Yield(); " + Loop + " }")]
    [InlineData(
        "protected override async Task [|ExecuteAsync|](CancellationToken stoppingToken) { " + Loop + " await Work(); }",
        "protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await Task.Yield(); " + Loop + " await Work(); }")]
    [InlineData(
        "protected override Task [|ExecuteAsync|](CancellationToken stoppingToken) { " + Loop + " return Work(); }",
        "protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await Task.Yield(); " + Loop + " await Work(); }")]
    public Task Fix_OnOneLine(string before, string after) => Fix.Csharp(Refs.Hosting8, Type(before), Type(after));

    [Fact]
    public Task Fix_KeepsCommentsAndOtherReturns() => Fix.Csharp(
        Refs.Hosting8,
        Type("""
            protected override Task [|ExecuteAsync|](CancellationToken stoppingToken)
                {
                    // nothing to do
                    if (!stoppingToken.CanBeCanceled)
                        return Task.CompletedTask;

                    Func<Task> other = () => { return Task.CompletedTask; };
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        Thread.Sleep(100); // a moment
                    }

                    // that was it
                    return Task.CompletedTask;
                }
            """),
        Type("""
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    await Task.Yield();
                    // nothing to do
                    if (!stoppingToken.CanBeCanceled)
                        return;

                    Func<Task> other = () => { return Task.CompletedTask; };
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        Thread.Sleep(100); // a moment
                    }

                    // that was it
                }
            """));

    [Fact]
    public Task Fix_MakesABlock() => Fix.Csharp(
        Refs.Hosting8,
        Type("protected override Task [|ExecuteAsync|](CancellationToken stoppingToken) => Run(stoppingToken); // runs", Members),
        Type("""
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    await Task.Yield();
                    await Run(stoppingToken);
                } // runs
            """, Members));

    private const string Members = "private Task Run(CancellationToken stoppingToken) { " + Loop + " return Task.CompletedTask; }";
}
