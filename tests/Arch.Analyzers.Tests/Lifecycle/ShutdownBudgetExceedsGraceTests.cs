using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.ShutdownBudgetExceedsGrace>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ShutdownBudgetExceedsGraceTests
{
    private const string Usings = """
        using System;
        using System.Threading;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;


        """;

    internal static string Budget(string budget, string members = "") => Usings + $$"""
        class Startup
        {
            private const int Minute = 60;
            private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
            {{members}}
            public void Configure(IServiceCollection services, TimeSpan given) => services.Configure<HostOptions>(options => options.ShutdownTimeout = {{budget}});
        }
        """;

    private static string Definition(string? stopTimeout, string name = "api") =>
        $$"""{ "containerDefinitions": [ { "name": "{{name}}", "image": "x/{{name}}:1"{{(stopTimeout is null ? "" : ", \"stopTimeout\": " + stopTimeout)}} } ] }""";

    private static (string Path, string Text)[] Files(string path, string text) => [(path, text)];

    // ---- Silent

    [Theory]
    [InlineData("TimeSpan.FromSeconds(25)")]
    [InlineData("TimeSpan.FromSeconds(29.9)")]
    [InlineData("TimeSpan.Zero")]
    [InlineData("given")]
    [InlineData("given + TimeSpan.FromMinutes(2)")]
    [InlineData("TimeSpan.FromSeconds(given.TotalSeconds)")]
    [InlineData("TimeSpan.Parse(given.ToString())")]
    [InlineData("new TimeSpan(0, 0, 20)")]
    [InlineData("TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(40)")]
    public Task FitsOrUnknown_IsSilent(string budget) => Rule.Csharp(Refs.Web, Budget(budget));

    [Fact]
    public Task OwnType_IsSilent() => Rule.Csharp(Refs.Web, """
        using System;
        class HostOptions { public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromMinutes(5); }
        class Use { HostOptions options = new() { ShutdownTimeout = TimeSpan.FromMinutes(5) }; }
        """);

    [Theory]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "api", "stopTimeout": 120 } ] }""")]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "api", "stopTimeout": "${STOP}" } ] }""")]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "front", "stopTimeout": 10 }, { "name": "back", "stopTimeout": 120 } ] }""")]
    [InlineData("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: 1m40s\n")]
    [InlineData("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: ${GRACE}\n")]
    [InlineData("ledger.cfn.yaml", "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - { Name: api, StopTimeout: !Ref Stop }\n")]
    public Task LongGraceInFile_IsSilent(string path, string text) => Rule.Project(Refs.Web, Budget("TimeSpan.FromSeconds(60)"), Files(path, text));

    [Theory]
    [InlineData("arch.ARCH3005.grace_seconds", "120")]
    [InlineData("build_property.IsTestProject", "true")]
    public Task Option_IsSilent(string name, string value) => Rule.Csharp(Refs.Web, Budget("TimeSpan.FromSeconds(60)"), options: new() { [name] = value });

    [Fact]
    public Task WithoutTheHost_IsSilent() => Rule.Csharp(Refs.Net10, """
        using System;
        namespace Microsoft.Extensions.Hosting
        {
            class HostOptions { public TimeSpan ShutdownTimeout { get; set; } }
            class Use { HostOptions options = new() { ShutdownTimeout = TimeSpan.FromMinutes(5) }; }
        }
        """);

    // ---- Firing: what code says

    [Theory]
    [InlineData("TimeSpan.FromSeconds(60)", "60 s")]
    [InlineData("TimeSpan.FromMinutes(1)", "60 s")]
    [InlineData("TimeSpan.FromMilliseconds(60000)", "60 s")]
    [InlineData("TimeSpan.FromMinutes(0, 60)", "60 s")]
    [InlineData("TimeSpan.FromHours(0, seconds: 60)", "60 s")]
    [InlineData("TimeSpan.FromSeconds(Minute)", "60 s")]
    [InlineData("TimeSpan.FromSeconds(2 * 30)", "60 s")]
    [InlineData("new TimeSpan(0, 1, 0)", "60 s")]
    [InlineData("new(0, 0, seconds: 60)", "60 s")]
    [InlineData("new TimeSpan(600000000)", "60 s")]
    [InlineData("TimeSpan.Parse(\"00:01:00\")", "60 s")]
    [InlineData("TimeSpan.FromSeconds(20) + TimeSpan.FromSeconds(40)", "60 s")]
    [InlineData("TimeSpan.FromSeconds(20) * 3", "60 s")]
    [InlineData("Long", "120 s")]
    [InlineData("Timeout.InfiniteTimeSpan", "infinite")]
    [InlineData("TimeSpan.MaxValue", "infinite")]
    [InlineData("TimeSpan.FromMilliseconds(-1)", "infinite")]
    [InlineData("TimeSpan.FromSeconds(30)", "30 s")]
    public Task Known_Reports(string budget, string shown) => Rule.Csharp(
        Refs.Web,
        Budget($"[|{budget}|]"),
        message: $"ShutdownTimeout is {shown}, but ECS (default) ends the task after 30 s: SIGKILL arrives while the host is still draining; set it below that (25 s), or raise stopTimeout above it (Fargate allows at most 120 s)");

    [Theory]
    [InlineData("new HostBuilder().ConfigureHostOptions(options => options.ShutdownTimeout = [|TimeSpan.FromMinutes(1)|]);")]
    [InlineData("var options = new HostOptions { ShutdownTimeout = [|TimeSpan.FromMinutes(1)|] };")]
    [InlineData("builder.WebHost.UseShutdownTimeout([|TimeSpan.FromMinutes(1)|]);")]
    [InlineData("HostingAbstractionsWebHostBuilderExtensions.UseShutdownTimeout(timeout: [|TimeSpan.FromMinutes(1)|], hostBuilder: builder.WebHost);")]
    public Task EveryForm_Reports(string statement) => Rule.Csharp(Refs.Web, Usings + "var builder = WebApplication.CreateBuilder(args);\n" + statement);

    [Fact]
    public Task Margin_Reports() => Rule.Csharp(Refs.Web, Budget("[|TimeSpan.FromSeconds(25)|]"), options: new() { ["arch.ARCH3005.margin_seconds"] = "5" });

    // ---- Firing: what files grant

    [Theory]
    [InlineData("deploy/taskdef.json", """{ "containerDefinitions": [ { "name": "api", "stopTimeout": 45 } ] }""", "stopTimeout of container 'api' in deploy/taskdef.json", 45)]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "api" } ] }""", "ECS (default of container 'api' in taskdef.json)", 30)]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "front", "stopTimeout": 10 }, { "name": "back", "stopTimeout": 20 } ] }""", "stopTimeout of container 'back' in taskdef.json", 20)]
    [InlineData("taskdef.json", """{ "containerDefinitions": [ { "name": "Sample", "stopTimeout": 10 }, { "name": "back", "stopTimeout": 120 } ] }""", "stopTimeout of container 'Sample' in taskdef.json", 10)]
    [InlineData("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: 1m\n", "stop_grace_period of service 'api' in compose.yml", 60)]
    [InlineData("ledger.cfn.yaml", "Parameters:\n  Stop: { Type: Number, Default: 50 }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - { Name: api, StopTimeout: !Ref Stop }\n", "stopTimeout of container 'api' in ledger.cfn.yaml", 50)]
    public Task ShortGraceInFile_Reports(string path, string text, string giver, int seconds) => Rule.Project(
        Refs.Web,
        Budget("[|TimeSpan.FromSeconds(60)|]"),
        Files(path, text),
        $"ShutdownTimeout is 60 s, but {giver} ends the task after {seconds} s: SIGKILL arrives while the host is still draining; set it below that ({seconds - 5} s), or raise stopTimeout above it (Fargate allows at most 120 s)");

    [Fact]
    public async Task StrictestEnvironment_CountsAndIsShown()
    {
        var found = await Rule.Project(
            Refs.Web,
            Budget("[|TimeSpan.FromSeconds(60)|]"),
            [("taskdef.prod.json", Definition("90")), ("taskdef.dev.json", Definition("40")), ("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: 5s\n")],
            "ShutdownTimeout is 60 s, but stopTimeout of container 'api' in taskdef.dev.json ends the task after 40 s: SIGKILL arrives while the host is still draining; set it below that (35 s), or raise stopTimeout above it (Fargate allows at most 120 s)");
        Assert.Equal("/project/taskdef.dev.json", Assert.Single(Assert.Single(found).AdditionalLocations).GetLineSpan().Path);
    }

    [Fact]
    public Task ChosenContainer_Reports() => Rule.Project(
        Refs.Web,
        Budget("[|TimeSpan.FromSeconds(60)|]"),
        [("taskdef.json", """{ "containerDefinitions": [ { "name": "front", "stopTimeout": 10 }, { "name": "back", "stopTimeout": 120 } ] }""")],
        options: new() { ["arch.ARCH3005.container"] = "front" });

    // ---- The default

    private const string App = Usings + """
        var app = WebApplication.Create(args);
        app.Run();
        """;

    [Fact]
    public Task Default_WithoutEcs_IsSilent() => Rule.Project(Refs.Web, App, Files("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: 20s\n"));

    [Theory]
    [InlineData("60")]
    [InlineData("\"${STOP}\"")]
    public Task Default_WithLongerGrace_IsSilent(string stopTimeout) => Rule.Project(Refs.Web, App, Files("taskdef.json", Definition(stopTimeout)));

    [Theory]
    [InlineData("services.Configure<HostOptions>(configuration.GetSection(\"Host\"));")]
    [InlineData("services.Configure<HostOptions>(options => options.ShutdownTimeout = given);")]
    [InlineData("configuration[\"ShutdownTimeoutSeconds\"] = \"20\";")]
    public Task Default_SetSomehow_IsSilent(string statement) => Rule.Project(
        Refs.Web,
        App + $$"""

            class Startup { void Configure(IServiceCollection services, IConfiguration configuration, TimeSpan given) { {{statement}} } }
            """,
        Files("taskdef.json", Definition(null)));

    [Fact]
    public Task Default_InHelper_IsSilent() => Rule.Project(
        Refs.Web, Usings + "Server.Start(args); static class Server { public static void Start(string[] args) => WebApplication.Create(args).Run(); }", Files("taskdef.json", Definition(null)));

    [Theory]
    [InlineData("""{ "shutdownTimeoutSeconds": 20 }""")]
    [InlineData("""{ "ShutdownTimeoutSeconds": "20" }""")]
    public Task Default_Configured_IsSilent(string settings) => Rule.Project(Refs.Web, App, [("taskdef.json", Definition(null)), ("appsettings.json", settings)]);

    [Fact]
    public async Task Default_Reports()
    {
        var found = await Rule.Project(
            Refs.Web,
            App.Replace("Run", "[|Run|]"),
            Files("taskdef.json", Definition(null)),
            "ShutdownTimeout is 30 s by default, but ECS (default of container 'api' in taskdef.json) ends the task after 30 s: SIGKILL arrives while the host is still draining; set it below that (25 s), or raise stopTimeout above it (Fargate allows at most 120 s)");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("app.[|Run|]();")]
    [InlineData("await app.[|RunAsync|]();")]
    [InlineData("((IHost)app).[|Run|]();")]
    public Task Default_EveryRun_Reports(string run) =>
        Rule.Csharp(Refs.Web, Usings + "var app = WebApplication.Create(args);\n" + run, options: new() { ["arch.ARCH3005.grace_seconds"] = "30" });

    [Fact]
    public Task Default_Middleware_IsSilent() =>
        Rule.Csharp(Refs.Web, Usings + "var app = WebApplication.Create(args);\napp.Run(context => System.Threading.Tasks.Task.CompletedTask);", options: new() { ["arch.ARCH3005.grace_seconds"] = "30" });
}
