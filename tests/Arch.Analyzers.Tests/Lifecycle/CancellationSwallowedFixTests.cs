using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.CancellationSwallowed, Arch.CodeFixes.Lifecycle.CancellationSwallowedFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class CancellationSwallowedFixTests
{
    private const string Cancelled = "catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }";

    [Theory]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch (Exception)|] { } }", $"while (true) {{ try {{ await Work(stoppingToken); }} {Cancelled} catch (Exception) {{ }} }}")]
    [InlineData("while (true) { try { await Work(stoppingToken); } [|catch|] { } }", $"while (true) {{ try {{ await Work(stoppingToken); }} {Cancelled} catch {{ }} }}")]
    [InlineData(
        "while (true) { try { await Work(stoppingToken); } [|catch (OperationCanceledException)|] { } catch (Exception) { } }",
        $"while (true) {{ try {{ await Work(stoppingToken); }} {Cancelled} catch (OperationCanceledException) {{ }} catch (Exception) {{ }} }}")]
    [InlineData(
        "while (true) { try { await Work(stoppingToken); } catch (HttpRequestException) { } [|catch (Exception)|] { } }",
        $"while (true) {{ try {{ await Work(stoppingToken); }} catch (HttpRequestException) {{ }} {Cancelled} catch (Exception) {{ }} }}")]
    [InlineData(
        "while (true) { switch (1) { case 1: try { await Work(stoppingToken); } [|catch (Exception)|] { } break; } }",
        "while (true) { switch (1) { case 1: try { await Work(stoppingToken); } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; } catch (Exception) { } break; } }")]
    public Task Fix_OnOneLine(string before, string after) => Fix.Csharp(Refs.Web, Worker(before), Worker(after));

    [Fact]
    public Task Fix_OnLinesOfItsOwn() => Fix.Csharp(
        Refs.Web,
        Worker("""
            while (true)
                    {
                        try
                        {
                            await Work(stoppingToken);
                        }
                        // it may work next time
                        [|catch (Exception e)|]
                        {
                            _logger.LogError(e, "again");
                        }
                    }
            """),
        Worker("""
            while (true)
                    {
                        try
                        {
                            await Work(stoppingToken);
                        }
                        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
                        {
                            break;
                        }
                        // it may work next time
                        catch (Exception e)
                        {
                            _logger.LogError(e, "again");
                        }
                    }
            """));

    [Fact]
    public Task Fix_BehindABrace() => Fix.Csharp(
        Refs.Web,
        Worker("""
            while (true) {
                        try {
                            await Work(stoppingToken);
                        } [|catch (Exception e)|] {
                            _logger.LogError(e, "again");
                        }
                    }
            """),
        Worker("""
            while (true) {
                        try {
                            await Work(stoppingToken);
                        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) {
                            break;
                        } catch (Exception e) {
                            _logger.LogError(e, "again");
                        }
                    }
            """));

    [Fact]
    public Task Fix_AddsTheUsing() => Fix.Csharp(
        Refs.Web,
        """
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true)
                {
                    try { await Task.Delay(5000, stoppingToken); }
                    [|catch|] { }
                }
            }
        }
        """,
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true)
                {
                    try { await Task.Delay(5000, stoppingToken); }
                    catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
                    catch { }
                }
            }
        }
        """);

    [Fact]
    public Task Fix_IsNotOfferedWhereSomethingMustBeReturned() => Fix.NotOffered(
        Refs.Web, Worker("await Next(); async Task<int> Next() { while (true) { try { await Work(stoppingToken); return 1; } [|catch (Exception)|] { } } }"));
}
