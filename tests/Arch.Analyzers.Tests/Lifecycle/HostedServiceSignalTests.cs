using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Lifecycle;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Background services that do not hear of the stop, and the same services after the code fix, which drain: with the real host, runtime and signal.</summary>
public class HostedServiceSignalTests
{
    private const int Killed = 137;

    private static string Program(string execute) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddHostedService<Worker>();
        await builder.Build().RunAsync();

        class Worker : BackgroundService
        {
            {{execute}}

            private static async Task Step(CancellationToken token)
            {
                await Task.Delay(20, token);
            }
        }
        """;

    private static async Task Verified(RefSet references, string id, CodeFixProvider fix, string execute, TimeSpan grace, (int ExitCode, string Output) before)
    {
        var source = Program(execute);
        Assert.Equal(before, await SignalledProgram.RunAsync(references, source, grace));
        var changed = await FixRunner.FixAllOneByOneAsync(new Lint { References = references, Sources = [("Code.cs", source)] }, id, [fix]);
        Assert.Empty(await changed.RunAsync());
        Assert.Equal((0, "ready drained"), await SignalledProgram.RunAsync(references, changed.Sources[0].Text, TimeSpan.FromMilliseconds(900)));
    }

    // The host gives up after its timeout of one second, and the process ends as if all were well.
    [SignalTheory]
    [InlineData("ARCH3003", "while (true) { await Task.Delay(50); }")]
    [InlineData("ARCH3003", "await Task.Run(() => { while (true) Thread.Sleep(50); });")]
    [InlineData("ARCH3004", "while (!stoppingToken.IsCancellationRequested) { await Task.Delay(20000); }")]
    [InlineData("ARCH3004", "await Task.Delay(Timeout.Infinite);")]
    [InlineData("ARCH3015", "while (true) { try { await Step(stoppingToken); } catch (Exception) { } }")]
    public Task Stop_CutsWhatDoesNotListen(string id, string loop) => Verified(
        Refs.Web, id, id == "ARCH3003" ? new BackgroundLoopIgnoresStopFix() : id == "ARCH3004" ? new WaitIgnoresStopFix() : new CancellationSwallowedFix(),
        $$"""
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                Console.WriteLine("ready");
                try
                {
                    {{loop}}
                }
                finally
                {
                    Console.WriteLine("drained");
                }
            }
        """, TimeSpan.FromSeconds(5), (0, "ready"));

    // The host of version 8 hears the signal, but has not started yet, so it never stops.
    [SignalFact]
    public async Task Arch3017_HostThatNeverStarts_IsKilled()
    {
        var source = Program("""
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    Console.WriteLine("ready");
                    while (true)
                        Thread.Sleep(50);
                }
            """);
        Assert.Equal((Killed, "ready"), await SignalledProgram.RunAsync(Refs.Hosting8, source, TimeSpan.FromSeconds(2)));
        Assert.Equal((0, "ready"), await SignalledProgram.RunAsync(Refs.Web, source, TimeSpan.FromSeconds(2)));
    }

    // The token ends the loop all right, but until then nothing else has started.
    [SignalFact]
    public async Task Arch3017_ServiceBehind_NeverStarts()
    {
        var source = Program("""
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    Console.WriteLine("first");
                    while (!stoppingToken.WaitHandle.WaitOne(50))
                    {
                        if (Environment.TickCount64 - Start > 300)
                            Ready();
                    }

                    return Task.CompletedTask;
                }

                private static readonly long Start = Environment.TickCount64;
                private static int _ready;

                private static void Ready()
                {
                    if (Interlocked.Exchange(ref _ready, 1) == 0)
                        Console.WriteLine("ready");
                }
            """).Replace("await builder", "builder.Services.AddHostedService<Second>();\nawait builder") + """

            class Second : BackgroundService
            {
                protected override Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    if (!stoppingToken.IsCancellationRequested)
                        Console.WriteLine("second");
                    return Task.CompletedTask;
                }
            }
            """;
        Assert.Equal((0, "first ready"), await SignalledProgram.RunAsync(Refs.Hosting8, source));
        var changed = await FixRunner.FixAllOneByOneAsync(new Lint { References = Refs.Hosting8, Sources = [("Code.cs", source)] }, "ARCH3017", [new SynchronousExecuteAsyncFix()]);
        Assert.Empty(await changed.RunAsync());
        var (exitCode, output) = await SignalledProgram.RunAsync(Refs.Hosting8, changed.Sources[0].Text);
        Assert.Equal((0, "first ready second"), (exitCode, string.Join(' ', output.Split(' ').Order())));
    }
}
