using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.ShutdownBudgetExceedsGrace, Arch.CodeFixes.Lifecycle.ShutdownBudgetExceedsGraceFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ShutdownBudgetExceedsGraceFixTests
{
    private static Task Fixed(string before, string after, string members = "", string membersAfter = "") =>
        Fix.Csharp(Refs.Web, ShutdownBudgetExceedsGraceTests.Budget(before, members), ShutdownBudgetExceedsGraceTests.Budget(after, membersAfter));

    [Theory]
    [InlineData("[|TimeSpan.FromMinutes(1)|]")]
    [InlineData("[|TimeSpan.FromSeconds(20) + TimeSpan.FromSeconds(20)|]")]
    public Task Value_BecomesWhatFits(string budget) => Fixed(budget, "TimeSpan.FromSeconds(25)");

    [Fact]
    public Task Trivia_IsKept() => Fixed("/* a minute */ [|TimeSpan.FromMinutes(1)|] /* long enough */", "/* a minute */ TimeSpan.FromSeconds(25) /* long enough */");

    [Fact]
    public Task WithoutUsing_IsQualified() => Fix.Csharp(Refs.Web, """
        using Microsoft.Extensions.Hosting;

        class Startup
        {
            HostOptions first = new() { ShutdownTimeout = [|System.TimeSpan.FromMinutes(1)|] };
            HostOptions second = new() { ShutdownTimeout = [|System.TimeSpan.FromMinutes(2)|] };
        }
        """, """
        using Microsoft.Extensions.Hosting;

        class Startup
        {
            HostOptions first = new() { ShutdownTimeout = System.TimeSpan.FromSeconds(25) };
            HostOptions second = new() { ShutdownTimeout = System.TimeSpan.FromSeconds(25) };
        }
        """);

    [Fact]
    public Task Argument_BecomesWhatFits() => Fix.Csharp(
        Refs.Web,
        "using System;\nusing Microsoft.AspNetCore.Hosting;\nclass Startup { void Run(IWebHostBuilder builder) => builder.UseShutdownTimeout([|TimeSpan.FromMinutes(1)|]); }",
        "using System;\nusing Microsoft.AspNetCore.Hosting;\nclass Startup { void Run(IWebHostBuilder builder) => builder.UseShutdownTimeout(TimeSpan.FromSeconds(25)); }");
}
