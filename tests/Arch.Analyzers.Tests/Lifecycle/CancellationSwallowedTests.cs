using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.CancellationSwallowed>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class CancellationSwallowedTests
{
    // ---- Silent

    [Theory]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { try { await Work(stoppingToken); } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (OperationCanceledException) { break; } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception e) when (e is not OperationCanceledException) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception) when (!stoppingToken.IsCancellationRequested) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception) when (DateTime.Now.Year < 3000) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception e) { if (e is OperationCanceledException) throw; } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception) { if (stoppingToken.IsCancellationRequested) return; } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception) { } await Task.Delay(1000, stoppingToken); }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception) { await Task.Delay(1000, stoppingToken); } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (HttpRequestException) { } }")]
    [InlineData("try { while (true) { await Work(stoppingToken); } } catch (Exception) { }")]
    [InlineData("while (true) { try { if (stoppingToken.IsCancellationRequested) break; await Work(stoppingToken); } catch (Exception) { } }")]
    [InlineData("while (true) { try { try { await Work(stoppingToken); } catch (OperationCanceledException) { return; } } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (Exception e) { Handle(e); } void Handle(Exception e) { if (e is OperationCanceledException) throw e; } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (TaskCanceledException) { } }")]
    [InlineData("foreach (var item in new[] { 1, 2 }) { try { await Work(stoppingToken); } catch (Exception) { } }")]
    public Task LearnsOfTheStop_IsSilent(string execute) => Rule.Csharp(Refs.Web, Worker(execute));

    [Theory]
    [InlineData("while (true) { try { using var limit = new CancellationTokenSource(500); await Work(limit.Token); await Task.Delay(10, stoppingToken); } catch (Exception) { } await Task.Delay(10, stoppingToken); }")]
    [InlineData("while (true) { try { if (await Task.FromResult(true)) return; await Work(stoppingToken); } catch (Exception) { } }")]
    public Task OtherExit_IsSilent_Unknown(string execute) => Rule.Csharp(Refs.Web, Worker(execute));

    [Fact]
    public Task NotReached_IsSilent() => Rule.Csharp(Refs.Web, Worker(
        "await Work(stoppingToken);", "public async Task Send(CancellationToken token) { while (true) { try { await Work(token); return; } catch (Exception) { } } }"));

    [Fact]
    public Task NoHostedService_IsSilent() => Rule.Csharp(Refs.Web, Type(
        "public async Task Run(CancellationToken token) { while (true) { try { await Work(token); } catch (Exception) { } } }", bases: "object"));

    // ---- Firing

    [Theory]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (Exception)|] { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch|] { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (SystemException)|] { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (OperationCanceledException)|] { } }")]
    [InlineData("while (true) { try { await Task.Delay(1000, stoppingToken); } [|catch (TaskCanceledException)|] { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (OperationCanceledException)|] { } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } catch (HttpRequestException) { } [|catch (Exception e)|] { _logger.LogError(e, \"again\"); } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (Exception)|] { continue; } finally { Console.WriteLine(); } }")]
    [InlineData("for (;;) { try { await Work(stoppingToken); } [|catch (Exception)|] { } }")]
    [InlineData("do { try { await Work(stoppingToken); } [|catch (Exception)|] { } } while (true);")]
    [InlineData("while (true) { try { stoppingToken.ThrowIfCancellationRequested(); await Work(); } [|catch (Exception)|] { } }")]
    [InlineData("while (true) { try { await Work(stoppingToken); if (DateTime.Now.Year > 3000) break; } [|catch (Exception)|] { } }")]
    [InlineData("while (true) { try { using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken); await Work(linked.Token); } [|catch (Exception)|] { } }")]
    [InlineData("await Task.Run(async () => { while (true) { try { await Work(stoppingToken); } [|catch (Exception)|] { } } });")]
    [InlineData("while (true) { try { try { await Work(stoppingToken); } catch (HttpRequestException) { return; } } [|catch (Exception)|] { } }")]
    public Task Swallowed_Reports(string execute) => Rule.Csharp(
        Refs.Web, Worker(execute),
        message: "This catch swallows the cancellation of 'stoppingToken': after SIGTERM every wait throws at once and the loop spins until the shutdown timeout cuts it; put "
            + "'catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }' before it");

    [Theory]
    [InlineData("await Loop(stoppingToken);", "private async Task Loop(CancellationToken ct) { while (true) { try { await Work(ct); } [|catch (Exception)|] { } } }", "ct")]
    [InlineData("_token = stoppingToken; await Loop();", "private CancellationToken _token; private async Task Loop() { while (true) { try { await Work(this._token); } [|catch (Exception)|] { } } }", "this._token")]
    public Task InTheType_Reports(string execute, string members, string token) => Rule.Csharp(
        Refs.Web, Worker(execute, members),
        message: $"This catch swallows the cancellation of '{token}': after SIGTERM every wait throws at once and the loop spins until the shutdown timeout cuts it; put "
            + $"'catch (OperationCanceledException) when ({token}.IsCancellationRequested) {{ break; }}' before it");

    [Fact]
    public Task HostedService_Reports() => Rule.Csharp(Refs.Web, Hosted(
        "_work = Loop();", "_stop.Cancel(); await _work;",
        "private Task _work = Task.CompletedTask; private async Task Loop() { while (true) { try { await Work(_stop.Token); } [|catch (Exception)|] { } } }"));
}
