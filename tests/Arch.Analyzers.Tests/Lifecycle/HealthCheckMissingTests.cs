using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.HealthCheckMissing>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class HealthCheckMissingTests
{
    private const string Usings = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;


        """;

    // A longer grace than the host's default, so that ARCH3005 has nothing to say.
    private const string Definition = """{ "containerDefinitions": [ { "name": "api", "stopTimeout": 60, "portMappings": [ { "containerPort": 8080 } ] } ] }""";

    private static readonly (string Path, string Text) s_task = ("deploy/taskdef.json", Definition);

    private static string App(string statements, string types = "", string run = "app.Run();") => Usings + $$"""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {{statements}}
        {{run}}
        {{types}}
        """;

    private static string Reported(string statements, string types = "") => App(statements, types, "app.[|Run|]();");

    private static Task Verified(string source, params (string Path, string Text)[] files) => Rule.Project(Refs.Web, source, files);

    private static string Template(string service, string rest = "") => $$"""
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: api
                  StopTimeout: 60
                  PortMappings: [{ ContainerPort: 8080 }]
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              {{service}}
          {{rest}}
        """;

    // ---- Silent: not rolled out, as far as one can see

    [Fact]
    public Task NoFiles_IsSilent() => Verified(App(""));

    [Fact]
    public Task ComposeAndDockerfile_AreSilent() => Verified(
        App(""), ("Dockerfile", "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT [\"dotnet\", \"Sample.dll\"]\n"), ("compose.yml", "services:\n  api:\n    build: .\n    ports: ['8080:8080']\n"));

    [Theory]
    [InlineData("""{ "containerDefinitions": [ { "name": "api", "stopTimeout": 60 } ] }""")]
    [InlineData("""{ "containerDefinitions": [ { "name": "api", "stopTimeout": 60, "portMappings": [] } ] }""")]
    [InlineData("""{ "containerDefinitions": [ { "name": "front", "stopTimeout": 60, "portMappings": [ {} ] }, { "name": "back", "stopTimeout": 60, "portMappings": [ {} ] } ] }""")]
    public Task TaskWithoutPort_IsSilent(string definition) => Verified(App(""), ("taskdef.json", definition));

    [Fact]
    public Task BlueGreen_IsSilent() => Verified(App(""), s_task, ("appspec.yaml", "version: 0.0\nResources:\n  - Web:\n      Type: AWS::ECS::Service\n      Properties: { TaskDefinition: x }\n"));

    [Theory]
    [InlineData("DeploymentController: { Type: CODE_DEPLOY }")]
    [InlineData("DeploymentController: { Type: EXTERNAL }")]
    [InlineData("DeploymentController: { Type: !Ref Controller }")]
    [InlineData("DeploymentController: !Ref Controller")]
    [InlineData("DeploymentConfiguration: { Strategy: BLUE_GREEN }")]
    [InlineData("DeploymentConfiguration: { Strategy: CANARY }")]
    [InlineData("DeploymentConfiguration: { Strategy: !If [Prod, LINEAR, ROLLING] }")]
    public Task OtherDeployment_IsSilent(string service) => Verified(App(""), ("stack.cfn.yaml", Template(service)));

    // ---- Silent: answers

    [Theory]
    [InlineData("""app.MapHealthChecks("/anything");""")]
    [InlineData("""app.UseHealthChecks("/anything");""")]
    [InlineData("""app.MapGet("/healthz", () => "ok");""")]
    [InlineData("""app.MapGet("/api/v1/ping", () => "ok");""")]
    [InlineData("""app.MapGet("health", () => "ok");""")]
    [InlineData("""app.MapGroup("/internal").MapGet("/live", () => "ok");""")]
    [InlineData("""var prefix = "x"; app.MapGet($"{prefix}/ready", () => "ok");""")]
    [InlineData("""app.MapDefaultEndpoints();""", "static class Defaults { public static void MapDefaultEndpoints(this WebApplication app) { } }")]
    [InlineData("""app.UseReadinessProbe();""", "static class Probes { public static void UseReadinessProbe(this WebApplication app) { } }")]
    [InlineData("""app.UseMiddleware<HealthMiddleware>();""", "class HealthMiddleware(RequestDelegate next) { public Task Invoke(HttpContext context) => next(context); }")]
    [InlineData("""app.MapControllers();""", "[Route(\"[controller]\")] public class HealthController : ControllerBase { [HttpGet] public string Get() => \"ok\"; }")]
    [InlineData("""app.MapControllers();""", "[Route(\"status\")] public class Probe : ControllerBase { [HttpGet] public string Get() => \"ok\"; }")]
    public Task HealthEndpoint_IsSilent(string statements, string types = "") => Verified(App(statements, types), s_task);

    [Fact]
    public Task PathOfTheTargetGroup_IsSilent() => Verified(
        App("""app.MapGet("/version", () => "1.0");"""),
        ("stack.cfn.yaml", Template("", "Group:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties: { HealthCheckPath: /version }")));

    [Theory]
    [InlineData("""[ "CMD-SHELL", "curl -f http://localhost:8080/version || exit 1" ]""")]
    [InlineData("""[ "CMD", "wget", "-q", "http://localhost/version?full=1" ]""")]
    [InlineData("""[ "CMD", "/app/probe" ]""")]
    [InlineData("""[ "CMD-SHELL", "${HEALTH_COMMAND}" ]""")]
    [InlineData("\"${HEALTH}\"")]
    public Task ContainerAsks_IsSilent(string command) => Verified(
        App("""app.MapGet("/version", () => "1.0");"""),
        ("taskdef.json", Definition.Replace("\"stopTimeout\"", $$""" "healthCheck": { "command": {{command}} }, "stopTimeout" """)));

    [Fact]
    public Task UnknownPath_IsSilent() => Verified(
        App(""), ("stack.cfn.yaml", Template("", "Group:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties: { HealthCheckPath: !Ref HealthPath }")));

    // ---- Silent: other programs

    [Fact]
    public Task Worker_IsSilent() => Verified(Usings + "Host.CreateApplicationBuilder(args).Build().Run();", s_task);

    [Fact]
    public Task Function_IsSilent() => Verified(
        App("builder.Services.AddAWSLambdaHosting();", "static class Lambda { public static void AddAWSLambdaHosting(this IServiceCollection services) { } }"), s_task);

    [Fact]
    public Task Switched_Off_IsSilent() => Rule.Project(Refs.Web, App(""), [s_task], options: new() { ["arch.ARCH3009.deployment"] = "none" });

    [Fact]
    public Task TestProject_IsSilent() => Rule.Project(Refs.Web, App(""), [s_task], options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task TaskDefinition_Reports() => Rule.Project(
        Refs.Web,
        Reported("""app.MapGet("/", () => "hello");"""),
        [s_task],
        "'Sample' has no health endpoint, but ECS (container 'api' in deploy/taskdef.json) rolls it out: a task counts as healthy as soon as its process runs, so a version that cannot serve "
        + "replaces all that can; call AddHealthChecks() and app.MapHealthChecks(\"/health\"), and have that path checked");

    [Theory]
    [InlineData("builder.Services.AddHealthChecks();")]
    [InlineData("""Console.WriteLine("status");""")]
    [InlineData("""Console.WriteLine("it is ready/live or not");""")]
    public Task NoEndpoint_Reports(string statements) => Verified(Reported(statements), s_task);

    [Fact]
    public Task CheckThatNobodyMaps_Reports() => Verified(
        Reported("", "class StoreHealthCheck : Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck { public Task<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult> CheckHealthAsync(Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckContext context, CancellationToken token) => throw new NotSupportedException(); }"),
        s_task);

    [Theory]
    [InlineData("")]
    [InlineData("DeploymentController: { Type: ECS }")]
    [InlineData("DeploymentConfiguration: { Strategy: ROLLING, MaximumPercent: 200 }")]
    [InlineData("DeploymentConfiguration: { MinimumHealthyPercent: 100 }")]
    public Task RollingService_Reports(string service) => Rule.Project(
        Refs.Web,
        Reported(""),
        [("stack.cfn.yaml", Template(service))],
        "'Sample' has no health endpoint, but service 'Service' in stack.cfn.yaml rolls it out: a task counts as healthy as soon as its process runs, so a version that cannot serve "
        + "replaces all that can; call AddHealthChecks() and app.MapHealthChecks(\"/health\"), and have that path checked");

    [Fact]
    public async Task PathOfTheFiles_IsProposed()
    {
        var found = await Rule.Project(
            Refs.Web, Reported(""), [("stack.cfn.yaml", Template("", "Group:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties: { HealthCheckPath: /api/up }"))]);
        Assert.Contains("app.MapHealthChecks(\"/api/up\")", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PathOption_IsProposed()
    {
        var found = await Rule.Project(Refs.Web, Reported(""), [s_task], options: new() { ["arch.ARCH3009.path"] = "/up" });
        Assert.Contains("app.MapHealthChecks(\"/up\")", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task Option_Reports() => Rule.Project(Refs.Web, Reported(""), [], options: new() { ["arch.ARCH3009.deployment"] = "rolling" });

    [Theory]
    [InlineData("await WebApplication.Create(args).[|RunAsync|]();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => { }).Build().[|Run|]();")]
    [InlineData("var app = WebApplication.Create(args); await app.StartAsync(); await app.[|WaitForShutdownAsync|]();")]
    [InlineData("var app = WebApplication.Create(args); if (args.Length > 0) { app.[|Run|](); } else { await app.RunAsync(); }")]
    public Task EveryRun_ReportsOnce(string statements) => Verified(Usings + statements, s_task);
}
