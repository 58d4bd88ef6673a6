using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.StopAsyncWithoutBaseTests;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.StopAsyncWithoutBase, Arch.CodeFixes.Lifecycle.StopAsyncWithoutBaseFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class StopAsyncWithoutBaseFixTests
{
    [Theory]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;", "public override Task StopAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { await Flush(); }", "public override async Task StopAsync(CancellationToken token) { await Flush(); await base.StopAsync(token); }")]
    public Task Fix_OnOneLine(string before, string after) => Fix.Csharp(Refs.Web, Worker(before), Worker(after));

    [Fact]
    public Task Fix_WaitsForBoth() => Fix.Csharp(
        Refs.Web,
        Worker("public override Task [|StopAsync|](CancellationToken token) => Flush(); // at last"),
        Worker("""
            public override async Task StopAsync(CancellationToken token)
                {
                    await Flush();
                    await base.StopAsync(token);
                } // at last
            """));

    [Fact]
    public Task Fix_AppendsToTheBody() => Fix.Csharp(
        Refs.Web,
        Worker("""
            public override async Task [|StopAsync|](CancellationToken token)
                {
                    // first what is left
                    await Flush(); // all of it
                }
            """),
        Worker("""
            public override async Task StopAsync(CancellationToken token)
                {
                    // first what is left
                    await Flush(); // all of it
                    await base.StopAsync(token);
                }
            """));

    [Fact]
    public Task Fix_TakesThePlaceOfCompletedTask() => Fix.Csharp(
        Refs.Web,
        Worker("""
            public override Task [|StopAsync|](CancellationToken token)
                {
                    Console.WriteLine("bye");
                    return Task.CompletedTask;
                }
            """),
        Worker("""
            public override Task StopAsync(CancellationToken token)
                {
                    Console.WriteLine("bye");
                    return base.StopAsync(token);
                }
            """));

    [Fact]
    public Task Fix_MakesTheMethodAsync() => Fix.Csharp(
        Refs.Web,
        Worker("""
            public override Task [|StopAsync|](CancellationToken token)
                {
                    Console.WriteLine("bye");
                    return Flush();
                }
            """),
        Worker("""
            public override async Task StopAsync(CancellationToken token)
                {
                    Console.WriteLine("bye");
                    await Flush();
                    await base.StopAsync(token);
                }
            """));

    [Fact]
    public Task Fix_IsNotOfferedForSeveralEnds() => Fix.NotOffered(
        Refs.Web, Worker("public override async Task [|StopAsync|](CancellationToken token) { if (token.CanBeCanceled) return; await Flush(); }"));
}
