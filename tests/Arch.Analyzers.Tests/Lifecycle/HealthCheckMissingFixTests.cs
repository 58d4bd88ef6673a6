using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.HealthCheckMissing, Arch.CodeFixes.Lifecycle.HealthCheckMissingFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class HealthCheckMissingFixTests
{
    private static Task Fixed(string before, string after) => Fix.Csharp(Refs.Web, before, after, config: "arch.ARCH3009.deployment = rolling");

    [Fact]
    public Task TopLevel_KeepsTrivia() => Fixed("""
        // The service.
        using Microsoft.AspNetCore.Builder;

        var builder = WebApplication.CreateBuilder(args);

        // Now it is one.
        var app = builder.Build();
        app.MapGet("/", () => "hello"); // says hello

        // Until SIGTERM.
        app.[|Run|]();
        """, """
        // The service.
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();

        // Now it is one.
        var app = builder.Build();
        app.MapGet("/", () => "hello"); // says hello
        app.MapHealthChecks("/health");

        // Until SIGTERM.
        app.Run();
        """);

    [Fact]
    public Task Main_WithChecksAndPolicy() => Fixed("""
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;

        static class Program
        {
            static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddHealthChecks();
                builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                var web = builder.Build();
                await web.[|RunAsync|]();
            }
        }
        """, """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;

        static class Program
        {
            static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddHealthChecks();
                builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                var web = builder.Build();
                web.MapHealthChecks("/health").AllowAnonymous();
                await web.RunAsync();
            }
        }
        """);
}
