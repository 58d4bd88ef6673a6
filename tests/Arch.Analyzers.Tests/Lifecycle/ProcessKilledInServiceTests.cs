using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.ProcessKilledInService>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ProcessKilledInServiceTests
{
    private const string Usings = """
        using System;
        using System.Diagnostics;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using Microsoft.Extensions.Hosting;

        """;

    private static Task Verified(string code, string? message = null, Dictionary<string, string>? options = null) => Rule.Csharp(Refs.Web, Usings + code, message, options);

    internal static string Worker(string execute, string members = "") => $$"""
        class Worker(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                await Task.Yield();
                {{execute}}
                lifetime.StopApplication();
            }
            {{members}}
        }
        """;

    // ---- Silent

    [Fact]
    public Task EntryPoint_IsSilent() => Verified("""
        if (args.Length == 0)
            Environment.Exit(2);
        try
        {
            WebApplication.Create(args).Run();
        }
        catch (Exception)
        {
            Environment.Exit(1);
        }
        """);

    [Fact]
    public Task OrdinaryClasses_AreSilent_IsSilent() => Verified("""
        static class Arguments
        {
            public static void Check(string[] args) { if (args.Length == 0) Environment.Exit(2); }
        }

        class Migration
        {
            public void Run() => Environment.Exit(0);
        }
        """);

    [Theory]
    [InlineData("foreach (var other in Process.GetProcessesByName(\"soffice\")) other.Kill();")]
    [InlineData("using var child = Process.Start(\"sh\"); child!.Kill(true);")]
    [InlineData("Exit(1);", "void Exit(int code) { }")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += (_, _) => Environment.Exit(1);")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += OnCrash;", "static void OnCrash(object sender, UnhandledExceptionEventArgs e) => Environment.FailFast(null);")]
    [InlineData("Console.CancelKeyPress += (_, _) => Environment.Exit(1);")]
    [InlineData("lifetime.ApplicationStopped.Register(() => Environment.Exit(3));")]
    [InlineData("using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => Environment.Exit(0)); await Task.Delay(-1, token);")]
    public Task OtherProcessOrEnd_IsSilent(string execute, string members = "") => Verified(Worker(execute, members));

    [Theory]
    [InlineData("Worker")]
    [InlineData("Worker.ExecuteAsync")]
    [InlineData("Other, Worker")]
    public Task Allowed_IsSilent(string allowed) => Verified(Worker("Environment.Exit(1);"), options: new() { ["arch.ARCH3006.allow"] = allowed });

    [Fact]
    public Task Test_IsSilent() => Verified(Worker("Environment.Exit(1);"), options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task HostedServiceOfOurs_IsSilent() => Verified("""
        class Worker : Own.IHostedService
        {
            public void Run() => Environment.Exit(1);
        }

        namespace Own
        {
            interface IHostedService { void Run(); }
        }
        """);

    // ---- Firing

    [Theory]
    [InlineData("[|Environment.Exit|](5);", "Environment.Exit")]
    [InlineData("[|System.Environment.FailFast|](\"no database\");", "Environment.FailFast")]
    [InlineData("[|Process.GetCurrentProcess().Kill|]();", "Process.Kill")]
    [InlineData("var self = Process.GetCurrentProcess(); [|self.Kill|]();", "Process.Kill")]
    [InlineData("try { await Task.Delay(1, token); } catch (Exception) { [|Environment.Exit|](1); }", "Environment.Exit")]
    [InlineData("await Task.Run(() => [|Environment.Exit|](1), token);", "Environment.Exit")]
    [InlineData("lifetime.ApplicationStopping.Register(() => [|Environment.Exit|](1));", "Environment.Exit")]
    public Task HostedService_Reports(string execute, string killer) => Verified(
        Worker(execute),
        message: $"'{killer}' ends the process at once: no StopAsync runs, requests and messages in flight are lost, ECS sees a crash; call IHostApplicationLifetime.StopApplication() (and set Environment.ExitCode) and return");

    [Theory]
    [InlineData("class Orders : ControllerBase { [HttpGet] public IActionResult Get() { [|Environment.Exit|](1); return Ok(); } }")]
    [InlineData("class Chat : Hub { public void Say() => [|Environment.Exit|](1); }")]
    [InlineData("class Guard : IMiddleware { public Task InvokeAsync(HttpContext context, RequestDelegate next) { [|Environment.FailFast|](null); return next(context); } }")]
    [InlineData("class Check : IHealthCheck { public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken token) { [|Environment.Exit|](1); return Task.FromResult(HealthCheckResult.Healthy()); } }")]
    [InlineData("class Worker : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => Inner.Run(); static class Inner { public static Task Run() { [|Environment.Exit|](1); return Task.CompletedTask; } } }")]
    public Task ServiceType_Reports(string code) => Verified(code);

    [Fact]
    public Task Endpoint_Reports() => Verified("""
        var app = WebApplication.Create(args);
        app.MapGet("/restart", () => [|Environment.Exit|](0));
        app.Use((HttpContext context, RequestDelegate next) => { [|Environment.Exit|](0); return next(context); });
        app.Lifetime.ApplicationStarted.Register(() => [|Environment.Exit|](0));
        app.Run();
        """);
}
