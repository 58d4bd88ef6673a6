using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.HostStartedNotAwaited>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class HostStartedNotAwaitedTests
{
    internal static string Program(string main, string members = "") => $$"""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.Hosting;

        class Program
        {
            {{members}}
            static async Task Main(string[] args)
            {
                await Task.Yield();
                {{main}}
            }
        }
        """;

    private static Task Verified(string main, string members = "", string? message = null) => Rule.Csharp(Refs.Web, Program(main, members), message);

    // ---- Silent

    [Theory]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await host.WaitForShutdownAsync();")]
    [InlineData("var host = new HostBuilder().Build(); host.Start(); host.WaitForShutdown();")]
    [InlineData("var host = new HostBuilder().Build(); await host.RunAsync(); Thread.Sleep(-1);")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await host.StopAsync(); Thread.Sleep(-1);")]
    [InlineData("var host = new HostBuilder().Build(); Console.CancelKeyPress += async (_, _) => await host.StopAsync(); await host.StartAsync(); Thread.Sleep(-1);")]
    public Task HostThatIsWaitedFor_IsSilent(string main) => Verified(main);

    [Theory]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync();")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); await Task.Delay(1000);")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); for (var i = 0; i < 3; i++) await Task.Delay(i);")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); Console.ReadLine(); Thread.Sleep(-1);")]
    public Task FiniteProgram_IsSilent(string main) => Verified(main);

    [Theory]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); Keep(host); Thread.Sleep(-1);", "static void Keep(IHost host) { }")]
    [InlineData("var host = new HostBuilder().Build(); _host = host; await host.StartAsync(); Thread.Sleep(-1);", "static IHost? _host;")]
    [InlineData("_host = new HostBuilder().Build(); await _host.StartAsync(); Thread.Sleep(-1);", "static IHost? _host;")]
    [InlineData("var host = new HostBuilder().Build(); await host.StartAsync(); using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; Environment.Exit(0); }); Thread.Sleep(-1);")]
    [InlineData("var app = WebApplication.Create(); await app.StartAsync(); app.Lifetime.ApplicationStopping.WaitHandle.WaitOne();")]
    [InlineData("Thread.Sleep(-1); var host = new HostBuilder().Build(); await host.StartAsync();")]
    public Task HandedOnOrHandled_IsSilent(string main, string members = "") => Verified(main, members);

    [Fact]
    public Task StartOfOurs_IsSilent() => Verified("var host = new Own(); await host.StartAsync(); {|ARCH3001:Thread.Sleep(-1)|};", "class Own { public Task StartAsync() => Task.CompletedTask; }");

    // ---- Firing

    [Theory]
    [InlineData("var host = new HostBuilder().Build(); await host.[|StartAsync|](); await Task.Delay(-1);")]
    [InlineData("using var host = new HostBuilder().Build(); host.[|Start|](); Thread.Sleep(Timeout.Infinite);")]
    [InlineData("using (var host = Host.CreateApplicationBuilder().Build()) { await host.[|StartAsync|](); while (true) await Task.Delay(1000); }")]
    [InlineData("var app = WebApplication.Create(); app.MapGet(\"/\", () => 1); await app.[|StartAsync|](); new ManualResetEvent(false).WaitOne();")]
    [InlineData("var app = WebApplication.Create(); await app.[|StartAsync|](); var stop = new TaskCompletionSource(); Console.CancelKeyPress += (_, _) => stop.TrySetResult(); await stop.Task;")]
    [InlineData("var host = new HostBuilder().Build(); var services = host.Services; await host.[|StartAsync|](); await Forever();", "static async Task Forever() { while (true) await Task.Delay(1); }")]
    [InlineData("IWebHost host = new WebHostBuilder().Build(); await host.[|StartAsync|](); Thread.Sleep(-1);")]
    public Task StartedAndForgotten_Reports(string main, string members = "") => Verified(main, members);

    [Fact]
    public Task Message_Reports() => Verified(
        "var host = new HostBuilder().Build(); await host.[|StartAsync|](); await Task.Delay(-1);",
        message: "'host' is started, but nothing waits for its shutdown: the host swallows SIGTERM, no StopAsync runs, and ECS kills the task with SIGKILL; replace the endless wait by "
            + "'await host.WaitForShutdownAsync()'");
}
