using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using static Arch.Analyzers.Tests.Lifecycle.SigtermNotHandledTests;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.ProcessExitOnly>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ProcessExitOnlyTests
{
    private const string Exit = "{|ARCH3013:AppDomain.CurrentDomain.ProcessExit|} += ";

    private const string Key = "{|ARCH3013:Console.CancelKeyPress|} += ";

    private static Task Verified(string main, string members = "", string? message = null) => Rule.Csharp(Refs.Net10, Program(main, members), message);

    private static string Plain(string main) => main.Replace("{|ARCH3013:", "").Replace("|}", "");

    // ---- Silent

    [Theory]
    [InlineData(Exit + "(_, _) => Work(); Work();")]
    [InlineData(Exit + "(_, _) => Work(); await Task.Delay(1000);")]
    [InlineData(Exit + "(_, _) => Work(); while (true) { if (args.Length > 0) break; }")]
    [InlineData(Key + "(_, _) => Work(); while (true) { Console.ReadLine(); }")]
    [InlineData(Exit + "(_, _) => Work(); using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; Environment.Exit(0); }); Thread.Sleep(-1);")]
    public Task ProgramThatEndsOrHandlesIt_IsSilent(string main) => Verified(Plain(main));

    [Fact]
    public Task Host_IsSilent() => Rule.Csharp(Refs.Web, "using Microsoft.Extensions.Hosting;\n"
        + Program(Plain(Exit) + "(_, _) => Work(); await Host.CreateDefaultBuilder().Build().RunAsync(); Thread.Sleep(-1);"));

    [Theory]
    [InlineData(Exit + "(_, _) => Console.WriteLine(\"bye\"); {|ARCH3001:Thread.Sleep(-1)|};")]
    [InlineData(Key + "(_, e) => e.Cancel = true; {|ARCH3001:Thread.Sleep(-1)|};")]
    [InlineData(Key + "Bye; {|ARCH3001:Thread.Sleep(-1)|};", "static void Bye(object? sender, EventArgs e) { Console.WriteLine(1); }")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += (_, _) => Work(); {|ARCH3001:Thread.Sleep(-1)|};")]
    public Task HookThatOnlyTells_IsSilent_AsNothingHandlesTheSignal(string main, string members = "") =>
        Verified(main.Replace("{|ARCH3013:AppDomain.CurrentDomain.ProcessExit|}", "AppDomain.CurrentDomain.ProcessExit").Replace("{|ARCH3013:Console.CancelKeyPress|}", "Console.CancelKeyPress"), members);

    [Fact]
    public Task SoftOff_IsSilent() => Rule.Csharp(
        Refs.Net10, Program(Plain(Exit) + "(_, _) => Work(); Thread.Sleep(-1);"),
        options: new() { ["build_property.TargetFramework"] = "net8.0", ["arch.ARCH3013.soft"] = "off" });

    // ---- Firing

    [Theory]
    [InlineData(Exit + "(_, _) => Work(); Thread.Sleep(-1);")]
    [InlineData(Exit + "OnExit; while (true) Work();", "static void OnExit(object? sender, EventArgs e) => Work();")]
    [InlineData("using var stop = new CancellationTokenSource(); " + Exit + "(_, _) => stop.Cancel(); while (!stop.IsCancellationRequested) await Task.Delay(1000);")]
    [InlineData("using var stop = new ManualResetEventSlim(); " + Exit + "(_, _) => { stop.Set(); }; stop.Wait();")]
    [InlineData("var stop = new TaskCompletionSource(); {|ARCH3013:System.Runtime.Loader.AssemblyLoadContext.Default.Unloading|} += _ => stop.TrySetResult(); await stop.Task;")]
    [InlineData("Console.CancelKeyPress += (_, _) => Work(); " + Exit + "(_, _) => Work(); Thread.Sleep(-1);")]
    public Task ProcessExit_Reports(string main, string members = "") => Verified(main, members);

    [Theory]
    [InlineData("using var stop = new CancellationTokenSource(); " + Key + "(_, e) => { e.Cancel = true; stop.Cancel(); }; while (!stop.IsCancellationRequested) await Task.Delay(1000, stop.Token);")]
    [InlineData("using var stop = new CancellationTokenSource(); " + Key + "(_, e) => { e.Cancel = true; stop.Cancel(); }; stop.Token.WaitHandle.WaitOne();")]
    [InlineData("using var stop = new CancellationTokenSource(); " + Key + "(_, e) => { e.Cancel = true; stop.Cancel(); }; try { await Task.Delay(-1, stop.Token); } catch (OperationCanceledException) { }")]
    [InlineData("var running = true; " + Key + "(_, e) => { e.Cancel = true; running = false; }; while (running) Work();")]
    [InlineData(Key + "delegate { Environment.Exit(0); }; Thread.Sleep(-1);")]
    public Task CancelKeyPress_Reports(string main) => Verified(main);

    [Fact]
    public Task SubscriptionElsewhere_Reports() => Verified("Listen(); [|Thread.Sleep(-1)|];", "static void Listen() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Work();");

    [Theory]
    [InlineData("net8.0", Exit, DiagnosticSeverity.Info, "'AppDomain.ProcessExit' is the only shutdown hook here, and it stops being raised on SIGTERM on .NET 10")]
    [InlineData("net9.0", Exit, DiagnosticSeverity.Info, "'AppDomain.ProcessExit' is the only shutdown hook here, and it stops being raised on SIGTERM on .NET 10")]
    [InlineData("net10.0", Exit, DiagnosticSeverity.Warning, "'AppDomain.ProcessExit' is the only shutdown hook here, and .NET 10 does not raise it on SIGTERM")]
    [InlineData("", Exit, DiagnosticSeverity.Warning, "'AppDomain.ProcessExit' is the only shutdown hook here, and .NET 10 does not raise it on SIGTERM")]
    [InlineData("net8.0", Key, DiagnosticSeverity.Warning, "'Console.CancelKeyPress' is the only shutdown hook here, and it is raised for Ctrl+C, never for SIGTERM")]
    [InlineData("net10.0", Key, DiagnosticSeverity.Warning, "'Console.CancelKeyPress' is the only shutdown hook here, and it is raised for Ctrl+C, never for SIGTERM")]
    public async Task EachRuntime_Reports(string framework, string hook, DiagnosticSeverity severity, string reason)
    {
        var found = await Rule.Csharp(
            Refs.Net10, Program(hook + "(_, _) => Work(); Thread.Sleep(-1);"),
            message: reason + "; register PosixSignalRegistration.Create(PosixSignal.SIGTERM, …) or run a Generic Host",
            options: new() { ["build_property.TargetFramework"] = framework });
        Assert.Equal(severity, found.Single().Severity);
    }
}
