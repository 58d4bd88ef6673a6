using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.StopAsyncWithoutBase>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class StopAsyncWithoutBaseTests
{
    private const string Loop = "while (!stoppingToken.IsCancellationRequested) await Task.Delay(1000, stoppingToken);";

    internal static string Worker(string stop, string execute = Loop, string members = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Worker : BackgroundService
        {
            {{members}}
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                {{execute}}
            }

            {{stop}}

            Task Flush() => Task.CompletedTask;
        }
        """;

    // ---- Silent

    [Theory]
    [InlineData("public override async Task StopAsync(CancellationToken token) { await Flush(); await base.StopAsync(token); }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { try { await Flush(); } finally { await base.StopAsync(token); } }")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { if (token.CanBeCanceled) await base.StopAsync(token); }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => Task.WhenAll(Flush(), base.StopAsync(token));")]
    [InlineData("public override Task StopAsync(CancellationToken token) => Stop(token); Task Stop(CancellationToken token) => base.StopAsync(token);")]
    public Task CallOfTheBase_IsSilent(string stop) => Rule.Csharp(Refs.Web, Worker(stop));

    [Theory]
    [InlineData("public override async Task StopAsync(CancellationToken token) { await Flush(); if (ExecuteTask is { } task) await task; }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => ExecuteTask ?? Task.CompletedTask;")]
    [InlineData("public override Task StopAsync(CancellationToken token) => throw new NotSupportedException();")]
    [InlineData("public override Task StopAsync(CancellationToken token) { throw new NotSupportedException(); }")]
    [InlineData("public new Task StopAsync(CancellationToken token) => Flush();")]
    [InlineData("public Task StopAsync(string reason) => Flush();")]
    public Task OtherWay_IsSilent(string stop) => Rule.Csharp(Refs.Web, Worker(stop));

    [Fact]
    public Task TaskKeptByTheType_IsSilent() => Rule.Csharp(Refs.Web, Worker(
        "public override async Task StopAsync(CancellationToken token) { _stop.Cancel(); await _work; }",
        "_work = Task.Run(() => Task.Delay(-1, _stop.Token)); await _work;",
        "readonly CancellationTokenSource _stop = new(); Task _work = Task.CompletedTask;"));

    [Fact]
    public Task NothingToWaitFor_IsSilent() => Rule.Csharp(Refs.Web, """
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Worker : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task HostedServiceWithoutBase_IsSilent() => Rule.Csharp(Refs.Web, """
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Worker : IHostedService
        {
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public virtual Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }

        class Special : Worker
        {
            public override Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task BackgroundServiceOfOurs_IsSilent() => Rule.Csharp(Refs.Web, """
        using System.Threading;
        using System.Threading.Tasks;

        abstract class BackgroundService
        {
            public virtual Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }

        class Worker : BackgroundService
        {
            public override Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Test_IsSilent() => Rule.Csharp(
        Refs.Web, Worker("public override Task StopAsync(CancellationToken token) => Flush();"), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Theory]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Flush();")]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { await Flush(); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { if (token.IsCancellationRequested) throw new OperationCanceledException(); await Flush(); }")]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) { Console.WriteLine(nameof(base.ToString)); return Task.CompletedTask; }")]
    public Task NoCallOfTheBase_Reports(string stop) => Rule.Csharp(
        Refs.Web, Worker(stop),
        message: "'Worker.StopAsync' does not call base.StopAsync: the stopping token is never cancelled and ExecuteAsync is not awaited, so its work is cut when the process ends; call 'await base.StopAsync(token)'");

    [Fact]
    public Task BaseClassBetween_Reports() => Rule.Csharp(Refs.Web, """
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        abstract class Base : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(-1, stoppingToken);
        }

        class Worker : Base
        {
            public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task PartialClass_Reports() => Rule.Csharp(Refs.Web,
    [
        ("Worker.cs", """
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Hosting;

            partial class Worker : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(-1, stoppingToken);
            }
            """),
        ("Worker.Stop.cs", """
            using System.Threading;
            using System.Threading.Tasks;

            partial class Worker
            {
                public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;
            }
            """),
    ]);
}
