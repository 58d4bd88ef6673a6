using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Lifecycle;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Programs that lose their work when SIGTERM comes, and the same programs after the code fix, which do not: with the real runtime.</summary>
public class EntryPointSignalTests
{
    private const int TerminatedBySignal = 143;

    private const int Killed = 137;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static async Task Verified(RefSet references, string id, CodeFixProvider fix, string source, int exitCode, string afterFix)
    {
        Assert.Equal((exitCode, "ready"), await SignalledProgram.RunAsync(references, source, Grace));
        var changed = await FixRunner.FixAllOneByOneAsync(new Lint { References = references, Sources = [("Code.cs", source)] }, id, [fix]);
        var findings = await changed.RunAsync();
        Assert.Empty(findings);
        Assert.Equal((0, afterFix), await SignalledProgram.RunAsync(references, changed.Sources[0].Text));
    }

    [SignalTheory]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("while (true) { await Task.Delay(50); }")]
    [InlineData("for (;;) { Thread.Sleep(50); }")]
    [InlineData("stop.Wait();", "using var stop = new ManualResetEventSlim();")]
    public Task Arch3001_EndlessWait_LosesTheWork(string wait, string declaration = "") => Verified(Refs.Net10, "ARCH3001", new SigtermNotHandledFix(), $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class Program
        {
            static async Task Main()
            {
                await Task.Yield();
                {{declaration}}
                Console.WriteLine("ready");
                {{wait}}
                await Task.Delay(100);
                Console.WriteLine("drained");
            }
        }
        """, TerminatedBySignal, "ready drained");

    [SignalFact]
    public Task Arch3013_ProcessExit_LosesTheWork() => Verified(Refs.Net10, "ARCH3013", new ProcessExitOnlyFix(), """
        using System;
        using System.Threading;

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drain();
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);

        static void Drain()
        {
            Thread.Sleep(100);
            Console.WriteLine("drained");
        }
        """, TerminatedBySignal, "ready drained");

    [SignalFact]
    public Task Arch3013_CancelKeyPress_LosesTheWork() => Verified(Refs.Net10, "ARCH3013", new ProcessExitOnlyFix(), """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.WriteLine("ready");
        while (!stop.IsCancellationRequested)
            await Task.Delay(10_000, stop.Token);
        Console.WriteLine("drained");
        """, TerminatedBySignal, "ready drained");

    [SignalFact]
    public Task Arch3014_HostThatNobodyWaitsFor_Hangs() => Verified(Refs.Web, "ARCH3014", new HostStartedNotAwaitedFix(), """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService<Worker>();
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);

        class Worker : IHostedService
        {
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public async Task StopAsync(CancellationToken token)
            {
                await Task.Delay(100, token);
                Console.WriteLine("drained");
            }
        }
        """, Killed, "ready drained");

    [SignalFact]
    public async Task Arch3002_SwallowedSignal_Hangs() => Assert.Equal((Killed, "ready"), await SignalledProgram.RunAsync(
        Refs.Net10,
        """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;

        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        Console.WriteLine("ready");
        Thread.Sleep(Timeout.Infinite);
        """,
        Grace));

    private static string Sender(string send) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService<Sender>();
        await builder.Build().RunAsync();

        class Sender : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                await Task.Yield();
                {{send}}
            }

            static async Task SendAsync()
            {
                Console.WriteLine("ready");
                await Task.Delay(500);
                Console.WriteLine("drained");
            }
        }
        """;

    [SignalTheory]
    [InlineData("_ = SendAsync();")]
    [InlineData("_ = Task.Run(SendAsync);")]
    public Task Arch3007_DiscardedTask_IsCut(string send) => Verified(Refs.Web, "ARCH3007", new FireAndForgetTaskFix(), Sender(send), exitCode: 0, "ready drained");

    [SignalTheory]
    [InlineData("new Timer(async _ => await SendAsync(), null, 0, -1);")]
    [InlineData("ThreadPool.QueueUserWorkItem(async _ => await SendAsync());")]
    [InlineData("new Thread(() => SendAsync().Wait()) { IsBackground = true }.Start();")]
    public async Task Arch3007_OtherWorkThatNobodyWaitsFor_IsCut(string send) => Assert.Equal((0, "ready"), await SignalledProgram.RunAsync(Refs.Web, Sender(send)));

    [SignalFact]
    public async Task Arch3007_ForegroundThread_KeepsTheProcessAlive() =>
        Assert.Equal((Killed, "ready"), await SignalledProgram.RunAsync(Refs.Web, Sender("new Thread(() => { Console.WriteLine(\"ready\"); Thread.Sleep(60_000); }).Start();"), Grace));
}
