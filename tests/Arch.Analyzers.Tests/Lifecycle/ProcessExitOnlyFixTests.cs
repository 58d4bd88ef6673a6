using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.ProcessExitOnly, Arch.CodeFixes.Lifecycle.ProcessExitOnlyFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ProcessExitOnlyFixTests
{
    [Fact]
    public Task Fix_ExitsOnSigterm() => Fix.Csharp(Refs.Net10, """
        using System;
        using System.Threading;

        var orders = new Timer(_ => { });
        // keeps what is in memory
        [|AppDomain.CurrentDomain.ProcessExit|] += (_, _) => orders.Dispose();
        Thread.Sleep(Timeout.Infinite);
        """, """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;

        var orders = new Timer(_ => { });
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Environment.Exit(0);
        });
        // keeps what is in memory
        AppDomain.CurrentDomain.ProcessExit += (_, _) => orders.Dispose();
        Thread.Sleep(Timeout.Infinite);
        """);

    [Fact]
    public Task Fix_EndsWhatCtrlCEnds() => Fix.Csharp(Refs.Net10, """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        class Program
        {
            static async Task Main()
            {
                using var stop = new CancellationTokenSource();
                [|Console.CancelKeyPress|] += (_, e) =>
                {
                    e.Cancel = true;
                    stop.Cancel();
                };
                while (!stop.IsCancellationRequested)
                {
                    await Task.Delay(1000, stop.Token);
                }
            }
        }
        """, """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        class Program
        {
            static async Task Main()
            {
                using var stop = new CancellationTokenSource();
                using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
                {
                    context.Cancel = true;
                    stop.Cancel();
                });
                Console.CancelKeyPress += (_, e) =>
                {
                    e.Cancel = true;
                    stop.Cancel();
                };
                try
                {
                    while (!stop.IsCancellationRequested)
                    {
                        await Task.Delay(1000, stop.Token);
                    }
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                }
            }
        }
        """);

    [Fact]
    public Task Fix_IsNotOfferedForASubscriptionElsewhere() => Fix.NotOffered(Refs.Net10, """
        using System;
        using System.Threading;

        Listen();
        [|Thread.Sleep(-1)|];

        static void Listen() => AppDomain.CurrentDomain.ProcessExit += (_, _) => GC.Collect();
        """);
}
