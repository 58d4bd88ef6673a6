using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostStartedNotAwaitedTests;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.HostStartedNotAwaited, Arch.CodeFixes.Lifecycle.HostStartedNotAwaitedFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class HostStartedNotAwaitedFixTests
{
    private const string Members = "static readonly Timer? Timer;";

    [Theory]
    [InlineData("await host.[|StartAsync|](); await Task.Delay(-1); // for ever", "await host.StartAsync(); await host.WaitForShutdownAsync(); // for ever")]
    [InlineData("host.[|Start|](); Thread.Sleep(-1);", "host.Start(); await host.WaitForShutdownAsync();")]
    [InlineData("host.[|Start|](); Thread.CurrentThread.Join();", "host.Start(); await host.WaitForShutdownAsync();")]
    public Task Fix_WaitsForTheHost(string before, string after) =>
        Fix.Csharp(Refs.Web, Program("var host = new HostBuilder().Build(); " + before, Members), Program("var host = new HostBuilder().Build(); " + after, Members));

    [Fact]
    public Task Fix_OfBlockingCode() => Fix.Csharp(Refs.Web, """
        using System.Threading;

        static class Program
        {
            static void Main()
            {
                using var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
                app.StartAsync().GetAwaiter().GetResult();
                Thread.Sleep(Timeout.Infinite);
            }
        }
        """.Replace("StartAsync", "[|StartAsync|]"), """
        using Microsoft.Extensions.Hosting;

        static class Program
        {
            static void Main()
            {
                using var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
                app.StartAsync().GetAwaiter().GetResult();
                app.WaitForShutdown();
            }
        }
        """);

    [Theory]
    [InlineData("await host.[|StartAsync|](); while (true) await Task.Delay(1000);")]
    [InlineData("await host.[|StartAsync|](); Forever(); static void Forever() => Thread.Sleep(-1);")]
    public Task Fix_IsNotOfferedForALoop(string main) => Fix.NotOffered(Refs.Web, Program("var host = new HostBuilder().Build(); " + main));
}
