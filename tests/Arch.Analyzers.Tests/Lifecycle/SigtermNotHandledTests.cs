using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.SigtermNotHandled>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SigtermNotHandledTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    internal static string Program(string main, string members = "", string signature = "static async Task Main(string[] args)") => Usings + $$"""
        class Program
        {
            {{members}}
            {{signature}}
            {
                await Task.Yield();
                {{main}}
            }

            static void Work() { }
        }
        """;

    private static Task Verified(string main, string members = "", string? message = null, Dictionary<string, string>? options = null) =>
        Rule.Csharp(Refs.Net10, Program(main, members), message, options);

    // ---- Silent

    [Theory]
    [InlineData("Work();")]
    [InlineData("for (var i = 0; i < 10; i++) Work();")]
    [InlineData("while (true) { Work(); if (args.Length > 0) break; }")]
    [InlineData("while (true) { Work(); if (args.Length > 0) return; }")]
    [InlineData("while (args.Length > 0) Work();")]
    [InlineData("await Task.Delay(1000);")]
    [InlineData("await Task.Delay(TimeSpan.MaxValue);")]
    [InlineData("Thread.Sleep(args.Length);")]
    [InlineData("_ = Forever();", "static async Task Forever() { while (true) await Task.Delay(1); }")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { while (true) Work(); });")]
    [InlineData("Action forever = () => { while (true) Work(); };")]
    public Task ProgramThatEnds_IsSilent(string main, string members = "") => Rule.Csharp(
        Refs.Net10, Program(main, members), options: new() { ["arch.ARCH3007.soft"] = "off" });

    [Theory]
    [InlineData("using var done = new ManualResetEvent(false); ThreadPool.QueueUserWorkItem(_ => { Work(); done.Set(); }); done.WaitOne();")]
    [InlineData("var done = new TaskCompletionSource(); new Timer(_ => done.TrySetResult()); await done.Task;")]
    [InlineData("var done = new SemaphoreSlim(0); Run(done); await done.WaitAsync();", "static void Run(SemaphoreSlim done) => done.Release();")]
    [InlineData("var free = new SemaphoreSlim(1); await free.WaitAsync();")]
    [InlineData("var open = new ManualResetEventSlim(true); open.Wait();")]
    [InlineData("Done.Wait();", "public static readonly ManualResetEventSlim Done = new(false);")]
    [InlineData("using var stop = new CancellationTokenSource(60_000); await Task.Delay(-1, stop.Token);")]
    [InlineData("using var stop = new CancellationTokenSource(); stop.CancelAfter(60_000); await Task.Delay(-1, stop.Token);")]
    [InlineData("using var stop = new CancellationTokenSource(); Start(stop); while (true) await Task.Delay(1, stop.Token);", "static void Start(CancellationTokenSource stop) => stop.Cancel();")]
    [InlineData("using var stop = new CancellationTokenSource(); new Timer(_ => stop.Cancel()); while (!stop.IsCancellationRequested) Work();")]
    [InlineData("var running = true; new Timer(_ => running = false); while (running) Work();")]
    public Task WaitThatCodeEnds_IsSilent(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("Given(default);", "static void Given(CancellationToken token) { while (true) token.ThrowIfCancellationRequested(); }")]
    [InlineData("await Task.Delay(-1, Other.Token);", "static class Other { public static CancellationToken Token { get; set; } }")]
    [InlineData("while (true) { await Task.Delay(1, Other.Token); }", "static class Other { public static CancellationToken Token { get; set; } }")]
    [InlineData("Other.Gate.WaitOne();", "static class Other { public static WaitHandle Gate { get; set; } = new ManualResetEvent(false); }")]
    [InlineData("await Other.Delay(-1);", "static class Other { public static Task Delay(int time) => Task.CompletedTask; }")]
    [InlineData("var pause = args.Length; await Task.Delay(pause);")]
    public Task WaitFromElsewhere_IsSilent_Unknown(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("while (true) { var line = Console.ReadLine(); Console.WriteLine(line); }")]
    [InlineData("new Timer(_ => Work()); while (true) { Console.ReadKey(); }")]
    [InlineData("while (true) { if (Console.KeyAvailable) Work(); }")]
    public Task InteractiveProgram_IsSilent(string main) => Verified(main);

    [Theory]
    [InlineData("if (args.Length > 0) while (true) Work();")]
    [InlineData("switch (args.Length) { case 1: Thread.Sleep(-1); break; }")]
    [InlineData("foreach (var arg in args) Thread.Sleep(-1);")]
    [InlineData("try { Work(); } catch (Exception) { Thread.Sleep(-1); }")]
    [InlineData("var forever = args.Length > 0 && Wait();", "static bool Wait() { Thread.Sleep(-1); return true; }")]
    public Task OneOfSeveralWays_IsSilent(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("new Timer(_ => Environment.Exit(0)); Thread.Sleep(-1);")]
    [InlineData("Thread.Sleep(-1);", "static void Done() => Environment.Exit(0);")]
    public Task ProgramThatEndsItself_IsSilent(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("using var stop = new CancellationTokenSource(); using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; stop.Cancel(); }); while (!stop.IsCancellationRequested) Work();")]
    [InlineData("using var stop = new CancellationTokenSource(); using var term = PosixSignalRegistration.Create((PosixSignal)15, c => { c.Cancel = true; stop.Cancel(); }); while (!stop.IsCancellationRequested) Work();")]
    [InlineData("Thread.Sleep(-1);", "class UnixSignal { }")]
    [InlineData("Thread.Sleep(-1);", "const int SIGTERM = 15;")]
    [InlineData("Thread.Sleep(-1);", "interface IHostApplicationLifetime { }")]
    public Task SomethingThatHandlesIt_IsSilent(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("Host.CreateDefaultBuilder().Build().Run(); Thread.Sleep(-1);")]
    [InlineData("await Host.CreateDefaultBuilder().Build().RunAsync(); while (true) Work();")]
    [InlineData("await new HostBuilder().RunConsoleAsync(); while (true) Work();")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync(); while (true) Work();")]
    [InlineData("var app = Microsoft.AspNetCore.Builder.WebApplication.Create(); app.Run(); while (true) Work();")]
    public Task Host_IsSilent(string main) => Rule.Csharp(Refs.Web, "using Microsoft.Extensions.Hosting;\n" + Program(main));

    [Theory]
    [InlineData("Own.Signals")]
    [InlineData("Signals.Listen")]
    public Task HandledByOption_IsSilent(string handledBy) => Verified(
        "Signals.Listen(); Thread.Sleep(-1);", "static class Signals { public static void Listen() { } }", options: new() { ["arch.ARCH3001.handled_by"] = handledBy });

    [Theory]
    [InlineData("build_property.TargetFramework", "net5.0")]
    [InlineData("build_property.IsTestProject", "true")]
    public Task OtherProject_IsSilent(string property, string value) =>
        Verified("Thread.Sleep(-1);", options: new() { [property] = value });

    [Fact]
    public Task Library_IsSilent() => Rule.Csharp(Refs.Web, Program("Thread.Sleep(-1);", signature: "static async Task Start(string[] args)"));

    [Fact]
    public Task OtherSignalThatTheImageIsStoppedWith_IsSilent() => Expectation.VerifyAsync(
        new Lint
        {
            Sources = [("Code.cs", Program("using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, c => c.Cancel = true); Thread.Sleep(-1);"))],
            Files = [("Dockerfile", "FROM base\nSTOPSIGNAL SIGQUIT\n")],
        },
        Rule.Id);

    // ---- Firing

    [Theory]
    [InlineData("[|await Task.Delay(-1)|];")]
    [InlineData("[|await Task.Delay(Timeout.Infinite).ConfigureAwait(false)|];")]
    [InlineData("[|await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None)|];")]
    [InlineData("[|await Task.Delay(-1, default)|];")]
    [InlineData("[|Task.Delay(-1).Wait()|];")]
    [InlineData("[|Task.Delay(TimeSpan.FromMilliseconds(-1)).GetAwaiter().GetResult()|];")]
    [InlineData("[|Thread.Sleep(Timeout.Infinite)|];")]
    [InlineData("[|Thread.CurrentThread.Join()|];")]
    [InlineData("[|await new TaskCompletionSource().Task|];")]
    [InlineData("[|new TaskCompletionSource<bool>().Task.Wait()|];")]
    [InlineData("[|new ManualResetEvent(false).WaitOne()|];")]
    [InlineData("[|new AutoResetEvent(false).WaitOne(Timeout.Infinite)|];")]
    [InlineData("using var gate = new ManualResetEventSlim(); [|gate.Wait()|];")]
    [InlineData("[|Gate.Wait()|];", "static readonly SemaphoreSlim Gate = new(0);")]
    [InlineData("[|await Program.Gate.WaitAsync()|];", "static readonly SemaphoreSlim Gate = new(0, 1);")]
    [InlineData("using var stop = new CancellationTokenSource(); [|stop.Token.WaitHandle.WaitOne()|];")]
    [InlineData("using var stop = new CancellationTokenSource(); var token = stop.Token; [|await Task.Delay(-1, token)|];")]
    public Task EndlessWait_Reports(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("[|while (true)|] { Work(); }")]
    [InlineData("[|for (;;)|] await Task.Delay(1000);")]
    [InlineData("[|do|] { Work(); } while (true);")]
    [InlineData("try { [|while (true)|] { Work(); } } finally { Work(); }")]
    [InlineData("if (args.Length == 0) return; [|while (true)|] { Work(); }")]
    [InlineData("if (args.Length == 0) Environment.Exit(2); [|while (true)|] { Work(); }")]
    [InlineData("using var stop = new CancellationTokenSource(); [|while (!stop.IsCancellationRequested)|] Work();")]
    [InlineData("using var stop = new CancellationTokenSource(); var token = stop.Token; [|while (!token.IsCancellationRequested)|] await Task.Delay(1, token);")]
    [InlineData("[|while (true)|] { using var timeout = new CancellationTokenSource(1000); await Task.Delay(500, timeout.Token); }")]
    [InlineData("var running = true; [|while (running)|] { Work(); }")]
    [InlineData("[|while (!_stopped)|] { Work(); }", "static bool _stopped = false;")]
    [InlineData("Console.CancelKeyPress += (_, e) => Console.WriteLine(\"bye\"); [|while (true)|] { Work(); }")]
    public Task InfiniteLoop_Reports(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("[|Run()|];", "static void Run() { while (true) Work(); }")]
    [InlineData("await [|RunAsync()|];", "static async Task RunAsync() { while (true) await Task.Delay(1); }")]
    [InlineData("[|RunAsync()|].Wait();", "static Task RunAsync() => Task.Delay(-1);")]
    [InlineData("[|RunAsync()|].GetAwaiter().GetResult();", "static Task RunAsync() { return Task.Delay(-1); }")]
    [InlineData("[|new Program().Start()|];", "void Start() => First(); void First() => Second(); void Second() { while (true) Work(); }")]
    [InlineData("await [|Task.Run(() => { while (true) Work(); })|];")]
    [InlineData("await [|Task.Run(Forever)|];", "static void Forever() { while (true) Work(); }")]
    [InlineData("[|Forever()|]; static void Forever() { while (true) Work(); }")]
    public Task CallThatLeadsThere_Reports(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("new Program().Start();", "void Start() => First(); void First() => Second(); void Second() => Third(); void Third() { while (true) Work(); }")]
    [InlineData("Even();", "static void Even() => Odd(); static void Odd() => Even();")]
    [InlineData("new Program().Start();", "protected virtual void Start() { while (true) Work(); }")]
    public Task WhatIsNotInReach_IsSilent(string main, string members) => Verified(main, members);

    [Theory]
    [InlineData("static void Main() { [|Thread.Sleep(-1)|]; }")]
    [InlineData("static void Main() => [|Thread.Sleep(-1)|];")]
    [InlineData("static Task Main() => [|Task.Delay(-1)|];")]
    [InlineData("static async Task<int> Main(string[] args) { [|await Task.Delay(-1)|]; return 0; }")]
    [InlineData("static int Main() { [|while (true)|] { } }")]
    [InlineData("static Task Main() { return [|Task.Delay(-1)|]; }")]
    public Task EveryMain_Reports(string main) => Rule.Csharp(Refs.Net10, Usings + $"partial class Program {{ {main} }} partial class Program {{ }}");

    [Theory]
    [InlineData("[|Thread.Sleep(-1)|];")]
    [InlineData("[|await Task.Delay(-1)|];")]
    [InlineData("await [|RunAsync()|]; static async Task RunAsync() { while (true) await Task.Delay(1); }")]
    [InlineData("using var timer = new Timer(_ => { }, null, 0, 1000); [|while (true)|] { }\nclass Other { void Run() { while (true) { } } }")]
    public Task TopLevelStatements_Reports(string code) => Rule.Csharp(Refs.Net10, Usings + code);

    [Theory]
    [InlineData("net6.0")]
    [InlineData("net8.0")]
    [InlineData("net10.0-windows")]
    public Task EveryRuntimeWithSignals_Reports(string framework) => Verified("[|Thread.Sleep(-1)|];", options: new() { ["build_property.TargetFramework"] = framework });

    [Fact]
    public Task OtherSignal_Reports() => Verified("using var quit = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true); [|Thread.Sleep(-1)|];");

    [Fact]
    public Task Message_Reports() => Verified(
        "[|await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false)|];",
        message: "'await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToke…' keeps this process alive, but nothing handles SIGTERM: ECS sends it before every deployment, "
            + "and .NET ends the process at once (exit code 143); run a Generic Host, or register a PosixSignalRegistration that sets context.Cancel = true and ends the wait");
}
