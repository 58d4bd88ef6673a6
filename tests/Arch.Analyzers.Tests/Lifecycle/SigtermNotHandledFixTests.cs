using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.SigtermNotHandled, Arch.CodeFixes.Lifecycle.SigtermNotHandledFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SigtermNotHandledFixTests
{
    [Fact]
    public Task Fix_OfAWait() => Fix.Csharp(Refs.Net10, """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        // Starts the timer.
        using var timer = new Timer(_ => Console.WriteLine("tick"), null, 0, 1000);
        [|await Task.Delay(-1)|]; // for ever
        """, """
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        using var shutdown = new CancellationTokenSource();
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            shutdown.Cancel();
        });

        // Starts the timer.
        using var timer = new Timer(_ => Console.WriteLine("tick"), null, 0, 1000);
        try
        {
            await Task.Delay(Timeout.Infinite, shutdown.Token);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
        } // for ever
        """);

    [Fact]
    public Task Fix_OfALoop() => Fix.Csharp(Refs.Net10, """
        using System.Threading.Tasks;

        class Program
        {
            static async Task<int> Main(string[] args)
            {
                var shutdown = args.Length;
                [|while (true)|]
                {
                    // one round
                    System.Console.WriteLine(shutdown);
                    await Task.Delay(1000);
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
            static async Task<int> Main(string[] args)
            {
                using var shutdown1 = new CancellationTokenSource();
                using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
                {
                    context.Cancel = true;
                    shutdown1.Cancel();
                });

                var shutdown = args.Length;
                try
                {
                    while (!shutdown1.IsCancellationRequested)
                    {
                        // one round
                        System.Console.WriteLine(shutdown);
                        await Task.Delay(1000, shutdown1.Token);
                    }
                }
                catch (OperationCanceledException) when (shutdown1.IsCancellationRequested)
                {
                }
                return 0;
            }
        }
        """);

    private static string InMain(string statements, string usings = "") => $$"""
        {{usings}}using System.Threading;

        static class Program
        {
            static void Main()
            {
                {{statements}}
            }

            static void Work() { }
        }
        """;

    private const string Register = """
        using var shutdown = new CancellationTokenSource();
                using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
                {
                    context.Cancel = true;
                    shutdown.Cancel();
                });


        """;

    private const string Interop = "using System.Runtime.InteropServices;\n";

    [Theory]
    [InlineData("[|Thread.Sleep(-1)|];", "shutdown.Token.WaitHandle.WaitOne();")]
    [InlineData("[|Thread.CurrentThread.Join()|];", "shutdown.Token.WaitHandle.WaitOne();")]
    [InlineData("[|new ManualResetEvent(false).WaitOne()|];", "shutdown.Token.WaitHandle.WaitOne();")]
    [InlineData("[|for (;;)|] Work();", "for (; !shutdown.IsCancellationRequested; ) Work();")]
    [InlineData("[|do|] { Work(); } while (true);", "do { Work(); } while (!shutdown.IsCancellationRequested);")]
    [InlineData("[|while (true)|] { Work(); Thread.Sleep(1000); }", "while (!shutdown.IsCancellationRequested) { Work(); shutdown.Token.WaitHandle.WaitOne(1000); }")]
    public Task Fix_OfBlockingCode(string before, string after) => Fix.Csharp(Refs.Net10, InMain(before), InMain(Register + "        " + after, Interop));

    [Theory]
    [InlineData("using var stop = new CancellationTokenSource();\n        [|stop.Token.WaitHandle.WaitOne()|];", "stop.Cancel()")]
    [InlineData("using var stop = new ManualResetEventSlim();\n        [|stop.Wait()|];", "stop.Set()")]
    [InlineData("using var stop = new SemaphoreSlim(0);\n        [|stop.Wait()|];", "stop.Release()")]
    [InlineData("var stop = false;\n        [|while (!stop)|] { Work(); }", "stop = true")]
    [InlineData("var going = true;\n        [|while (going)|] { Work(); Thread.Sleep(1000); }", "going = false")]
    public Task Fix_UsesWhatTheProgramWaitsFor(string before, string end)
    {
        var lines = before.Replace("[|", "").Replace("|]", "").Split('\n');
        return Fix.Csharp(Refs.Net10, InMain(before), InMain($$"""
            {{lines[0]}}
                    using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
                    {
                        context.Cancel = true;
                        {{end}};
                    });
            {{lines[1]}}
            """, Interop));
    }

    [Fact]
    public Task Fix_GuardsAWaitThatThrows() => Fix.Csharp(Refs.Net10, """
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Threading;

        using var stop = new CancellationTokenSource();
        var listener = new TcpListener(IPAddress.Any, 5000);
        [|while (true)|]
        {
            using var client = await listener.AcceptTcpClientAsync();
        }
        """, """
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Threading;

        using var shutdown = new CancellationTokenSource();
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            shutdown.Cancel();
        });

        using var stop = new CancellationTokenSource();
        var listener = new TcpListener(IPAddress.Any, 5000);
        try
        {
            while (!shutdown.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(shutdown.Token);
            }
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
        }
        """);

    [Theory]
    [InlineData("[|Forever()|]; static void Forever() { while (true) Work(); }")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 5000); [|while (true)|] listener.AcceptTcpClient();")]
    [InlineData("[|while (true)|]\n        {\n#if DEBUG\n            Work();\n#endif\n        }")]
    [InlineData("[|while (true)|] { System.Console.WriteLine(@\"a\nb\"); }")]
    public Task Fix_IsNotOffered(string main) => Fix.NotOffered(Refs.Net10, InMain(main));

    [Theory]
    [InlineData("static void Main() => [|Thread.Sleep(-1)|];")]
    public Task Fix_IsNotOfferedForABodyWithoutStatements(string main) => Fix.NotOffered(Refs.Net10, $"using System.Threading; class Program {{ {main} }}");
}
