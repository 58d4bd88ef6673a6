using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.ShutdownBudgetInFile>;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>ARCH3005 in the files that configure the host.</summary>
public class ShutdownBudgetInFileTests
{
    private const string App = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        WebApplication.Create(args).Run();
        """;

    private static Task Verified(string app, params (string Path, string Text)[] files) => Rule.Project(Refs.Web, app, files);

    // ---- Silent

    [Theory]
    [InlineData("""{ "shutdownTimeoutSeconds": 25 }""")]
    [InlineData("""{ "shutdownTimeoutSeconds": "a minute" }""")]
    [InlineData("""{ "shutdownTimeoutSeconds": { "a": 60 } }""")]
    [InlineData("""{ "Host": { "shutdownTimeoutSeconds": 60 } }""")]
    [InlineData("""{ "HostOptions": { "ShutdownTimeout": "00:01:00" } }""")]
    public Task Settings_IsSilent(string settings) => Verified(App, ("appsettings.json", settings));

    [Fact]
    public Task CodeWins_IsSilent() => Verified(
        App + "class Startup { void Configure(IServiceCollection services) => services.Configure<HostOptions>(options => options.ShutdownTimeout = System.TimeSpan.FromSeconds(20)); }",
        ("appsettings.json", """{ "shutdownTimeoutSeconds": 60 }"""));

    [Fact]
    public Task Development_IsSilent() => Verified(App, ("appsettings.Development.json", """{ "shutdownTimeoutSeconds": 60 }"""));

    [Fact]
    public Task Library_IsSilent() => Verified("class Library;", ("appsettings.json", """{ "shutdownTimeoutSeconds": 60 }"""));

    [Fact]
    public Task WithoutTheHost_IsSilent() => Rule.Files(("appsettings.json", """{ "shutdownTimeoutSeconds": 60 }"""));

    [Theory]
    [InlineData("shutdownTimeoutSecondsX", "60")]
    [InlineData("DOTNET_shutdownTimeoutSeconds", "${SECONDS}")]
    [InlineData("HostOptions__ShutdownTimeout", "60")]
    public Task Environment_IsSilent(string name, string value) => Verified(
        App, ("taskdef.json", $$"""{ "containerDefinitions": [ { "name": "api", "stopTimeout": 50, "environment": [ { "name": "{{name}}", "value": "{{value}}" } ] } ] }"""));

    // ---- Firing

    [Theory]
    [InlineData("appsettings.json", """{ "shutdownTimeoutSeconds": [|60|] }""")]
    [InlineData("appsettings.json", """{ "ShutdownTimeoutSeconds": [|"60"|] }""")]
    [InlineData("appsettings.Production.json", """{ "shutdowntimeoutseconds": [|30|] }""")]
    public Task Settings_Reports(string path, string settings) => Verified(App, (path, settings));

    [Fact]
    public Task BothPlaces_AreNamed() => Rule.Project(
        Refs.Web,
        App,
        [("appsettings.json", """{ "shutdownTimeoutSeconds": [|60|] }"""), ("taskdef.json", """{ "containerDefinitions": [ { "name": "api", "stopTimeout": 45 } ] }""")],
        "ShutdownTimeout is 60 s, but stopTimeout of container 'api' in taskdef.json ends the task after 45 s: SIGKILL arrives while the host is still draining; set it below that (40 s), or raise stopTimeout above it (Fargate allows at most 120 s)");

    [Theory]
    [InlineData("DOTNET_shutdownTimeoutSeconds")]
    [InlineData("shutdownTimeoutSeconds")]
    [InlineData("ASPNETCORE_shutdownTimeoutSeconds")]
    public Task Environment_Reports(string name) => Verified(
        App, ("taskdef.json", $$"""{ "containerDefinitions": [ { "name": "api", "stopTimeout": 50, "environment": [ { "name": "{{name}}", "value": [|"60"|] } ] } ] }"""));
}
