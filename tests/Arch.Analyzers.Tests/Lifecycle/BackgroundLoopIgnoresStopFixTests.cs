using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.BackgroundLoopIgnoresStop, Arch.CodeFixes.Lifecycle.BackgroundLoopIgnoresStopFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class BackgroundLoopIgnoresStopFixTests
{
    [Theory]
    [InlineData("[|while (true)|] await Work();", "while (!stoppingToken.IsCancellationRequested) await Work();")]
    [InlineData("[|for (;;)|] { await Work(); }", "for (; !stoppingToken.IsCancellationRequested; ) { await Work(); }")]
    [InlineData("[|do|] { await Work(); } while (true);", "do { await Work(); } while (!stoppingToken.IsCancellationRequested);")]
    [InlineData("[|while (true)|] { await Work(); await Task.Delay(5000); }", "while (!stoppingToken.IsCancellationRequested) { await Work(); await Task.Delay(5000, stoppingToken); }")]
    [InlineData("[|while (true)|] { await Work(); Thread.Sleep(100); }", "while (!stoppingToken.IsCancellationRequested) { await Work(); await Task.Delay(100, stoppingToken); }")]
    [InlineData("Run(); void Run() { [|while (true)|] Thread.Sleep(100); }", "Run(); void Run() { while (!stoppingToken.IsCancellationRequested) stoppingToken.WaitHandle.WaitOne(100); }")]
    [InlineData(
        "await Task.WhenAll(One(), Two()); async Task One() { [|while (true)|] await Work(); } async Task Two() { [|while (true)|] await Work(); }",
        "await Task.WhenAll(One(), Two()); async Task One() { while (!stoppingToken.IsCancellationRequested) await Work(); } async Task Two() { while (!stoppingToken.IsCancellationRequested) await Work(); }")]
    public Task Fix_EndsTheLoop(string before, string after) => Fix.Csharp(Refs.Web, Worker(before), Worker(after));

    [Fact]
    public Task Fix_KeepsComments() => Fix.Csharp(
        Refs.Web,
        Worker("""
            // for ever
                    [|while (true)|] // really
                    {
                        await Work(); // one round
                        await Task.Delay(
                            // not too often
                            5000);
                    }
            """),
        Worker("""
            // for ever
                    while (!stoppingToken.IsCancellationRequested) // really
                    {
                        await Work(); // one round
                        await Task.Delay(
                            // not too often
                            5000, stoppingToken);
                    }
            """));

    [Fact]
    public Task Fix_ReturnsATask() => Fix.Csharp(
        Refs.Web,
        Type("""
            protected override Task ExecuteAsync(CancellationToken _)
                {
                    [|while (true)|]
                        Thread.Sleep(100);
                }
            """),
        Type("""
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    while (!stoppingToken.IsCancellationRequested)
                        stoppingToken.WaitHandle.WaitOne(100);
                    return Task.CompletedTask;
                }
            """));

    [Fact]
    public Task Fix_UsesTheSourceOfTheType() => Fix.Csharp(
        Refs.Web,
        Hosted("_work = Loop();", "_stop.Cancel(); await _work;", "private Task _work = Task.CompletedTask; private async Task Loop() { [|while (true)|] await Work(); }"),
        Hosted("_work = Loop();", "_stop.Cancel(); await _work;", "private Task _work = Task.CompletedTask; private async Task Loop() { while (!_stop.Token.IsCancellationRequested) await Work(); }"));

    [Theory]
    [InlineData("await Loop();", "private async Task Loop() { [|while (true)|] await Work(); }")]
    // The wait would go on as before.
    [InlineData("[|while (true)|] { using var client = _listener.AcceptTcpClient(); }", "private readonly TcpListener _listener = new(IPAddress.Any, 80);")]
    public Task Fix_IsNotOffered(string execute, string members) => Fix.NotOffered(Refs.Web, Worker(execute, members));
}
