using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>What the pages of the family say of a process that is sent SIGTERM, with the real runtime: the violation loses its work, the fixed program does not.</summary>
public class SignalTests
{
    private const int TerminatedBySignal = 143;

    private const int Killed = 137;

    private static string Program(string registration, string members = "") => $$"""
        using System;
        using System.Runtime.InteropServices;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;

        static class Program
        {
            static readonly CancellationTokenSource Stop = new();

            static void Main()
            {
                {{registration}}
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Console.WriteLine("ready");
                Stop.Token.WaitHandle.WaitOne();
                Thread.Sleep(200);
                Console.WriteLine("drained");
            }

            {{members}}
        }
        """;

    private static string Listen(string handler) => $"using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {handler});";

    private static string Service(string members, string constructor = "", string options = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        {{options}}
        builder.Services.AddHostedService<Worker>();
        builder.Services.AddHostedService<Neighbour>();
        await builder.Build().RunAsync();

        class Worker{{constructor}} : BackgroundService
        {
            {{members}}
        }

        class Neighbour : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken token) => Task.Delay(-1, token);

            public override async Task StopAsync(CancellationToken token)
            {
                await base.StopAsync(token);
                Console.WriteLine("neighbour stopped");
            }
        }
        """;

    private const string Flushing = """
        protected override async Task ExecuteAsync(CancellationToken token)
            {
                Console.WriteLine("ready");
                try { await Task.Delay(-1, token); } catch (OperationCanceledException) { }
                await Task.Delay(300);
                Console.WriteLine("flushed");
            }
        """;

    [SignalTheory]
    [InlineData("_ => Stop.Cancel()")]
    [InlineData("async context => { await Task.Delay(50); context.Cancel = true; Stop.Cancel(); }")]
    public async Task Arch3002_HandlerWithoutCancel_LosesTheWork(string handler) =>
        Assert.Equal((TerminatedBySignal, "ready"), await SignalledProgram.RunAsync(Refs.Net10, Program(Listen(handler))));

    [SignalTheory]
    [InlineData("context => { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("async context => { context.Cancel = true; await Task.Delay(50); Stop.Cancel(); }")]
    public async Task Arch3002_HandlerThatCancels_Drains(string handler) =>
        Assert.Equal((0, "ready drained"), await SignalledProgram.RunAsync(Refs.Net10, Program(Listen(handler))));

    // Why the rule is silent where somebody else may cancel.
    [SignalFact]
    public async Task Arch3002_OtherHandlerThatCancels_Drains() => Assert.Equal((0, "ready drained"), await SignalledProgram.RunAsync(
        Refs.Net10, Program(Listen("_ => Stop.Cancel()") + "using var other = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);")));

    [SignalTheory]
    [InlineData("Setup();", "[MethodImpl(MethodImplOptions.NoInlining)] static void Setup() { PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; Stop.Cancel(); }); }")]
    [InlineData("Setup();", "static void Setup() { using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; Stop.Cancel(); }); }")]
    public async Task Arch3012_RegistrationNotKept_LosesTheWork(string main, string members) =>
        Assert.Equal((TerminatedBySignal, "ready"), await SignalledProgram.RunAsync(Refs.Net10, Program(main, members)));

    [SignalFact]
    public async Task Arch3012_RegistrationInAField_Drains() => Assert.Equal((0, "ready drained"), await SignalledProgram.RunAsync(
        Refs.Net10,
        Program("Setup();", "static PosixSignalRegistration? _term; static void Setup() => _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; Stop.Cancel(); });")));

    [SignalTheory]
    [InlineData("Task.CompletedTask", "ready neighbour stopped")]
    [InlineData("base.StopAsync(token)", "ready neighbour stopped flushed")]
    public async Task Arch3016_OnlyTheBase_WaitsForTheWork(string stop, string output) =>
        Assert.Equal((0, output), await SignalledProgram.RunAsync(Refs.Web, Service($"{Flushing} public override Task StopAsync(CancellationToken token) => {stop};")));

    [SignalTheory]
    [InlineData(20, Killed, "ready neighbour stopped")]
    [InlineData(1, 0, "ready neighbour stopped saved")]
    public async Task Arch3005_BudgetBelowGrace_LeavesTimeToSave(int budget, int exitCode, string output) => Assert.Equal((exitCode, output), await SignalledProgram.RunAsync(
        Refs.Web,
        Service(
            """
            protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask;

            public override async Task StartAsync(CancellationToken token)
            {
                await base.StartAsync(token);
                Console.WriteLine("ready");
            }

            public override async Task StopAsync(CancellationToken token)
            {
                try { await Task.Delay(-1, token); } catch (OperationCanceledException) { Console.WriteLine("saved"); }
                await base.StopAsync(CancellationToken.None);
            }
            """,
            options: $"builder.Services.Configure<HostOptions>(options => {{ options.ShutdownTimeout = TimeSpan.FromSeconds({budget}); options.ServicesStopConcurrently = false; }});"),
        grace: TimeSpan.FromSeconds(3)));

    [SignalTheory]
    [InlineData("", "NotFound ready stopped")]
    [InlineData("app.MapHealthChecks(\"/health\");", "OK ready stopped")]
    public async Task Arch3009_OnlyAMappedCheck_Answers(string map, string output) => Assert.Equal((0, output), await SignalledProgram.RunAsync(Refs.Web, $$"""
        using System;
        using System.Linq;
        using System.Net.Http;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        {{map}}
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Console.WriteLine((await client.GetAsync("/health")).StatusCode);
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
        Console.WriteLine("stopped");
        """));

    [SignalFact]
    public async Task Arch3006_Exit_StopsNobody() => Assert.Equal((5, ""), await SignalledProgram.RunAsync(
        Refs.Web, Service("protected override async Task ExecuteAsync(CancellationToken token) { await Task.Delay(500); Environment.Exit(5); }")));

    [SignalFact]
    public async Task Arch3006_StopApplication_StopsEverybody() => Assert.Equal((5, "neighbour stopped"), await SignalledProgram.RunAsync(
        Refs.Web,
        Service(
            "protected override async Task ExecuteAsync(CancellationToken token) { await Task.Delay(500); Environment.ExitCode = 5; lifetime.StopApplication(); }",
            "(IHostApplicationLifetime lifetime)")));
}
