using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orders.Tests.Deployment;

/// <summary>The stack, the files in deploy and the service say the same.</summary>
[Collection(nameof(Stacks))]
public sealed class TaskTests(Stacks stacks)
{
    [Fact]
    public void Task_IsTheOneInTheFile()
    {
        var file = JsonNode.Parse(File.ReadAllText(Deployed("task-definition.json")))!;
        var task = stacks.BlueGreen.Only("ECS::TaskDefinition");
        foreach (var (inFile, here) in new[] { ("family", "Family"), ("cpu", "Cpu"), ("memory", "Memory"), ("networkMode", "NetworkMode") })
            Assert.Equal((string?)file[inFile], (string?)task[here]);
        Assert.EndsWith(":role/" + RoleName(task["TaskRoleArn"]), (string?)file["taskRoleArn"], StringComparison.Ordinal);
        Assert.EndsWith(":role/" + RoleName(task["ExecutionRoleArn"]), (string?)file["executionRoleArn"], StringComparison.Ordinal);

        var (expected, container) = (Assert.Single(file["containerDefinitions"]!.AsArray())!, stacks.BlueGreen.Container);
        Assert.Equal((string?)expected["name"], (string?)container["Name"]);
        Assert.Equal((int)expected["stopTimeout"]!, (int)container["StopTimeout"]!);
        Assert.Equal((int)expected["portMappings"]![0]!["containerPort"]!, (int)container["PortMappings"]![0]!["ContainerPort"]!);
        Assert.Contains(((string)expected["image"]!)[((string)expected["image"]!).LastIndexOf('/')..], container["Image"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Names(expected["environment"], "name"), Names(container["Environment"], "Name"));
        Assert.Equal(Names(expected["secrets"], "name"), Names(container["Secrets"], "Name"));
        foreach (var (inFile, here) in expected["secrets"]!.AsArray().Zip(container["Secrets"]!.AsArray()))
            Assert.Contains($":secret:{stacks.BlueGreen.Named(here!["ValueFrom"])!["Name"]}-", (string?)inFile!["valueFrom"], StringComparison.Ordinal);

        var (log, logHere) = (expected["logConfiguration"]!["options"]!, container["LogConfiguration"]!["Options"]!);
        Assert.Equal((string?)log["awslogs-group"], (string?)stacks.BlueGreen.Named(logHere["awslogs-group"])!["LogGroupName"]);
        Assert.Equal(((string?)log["mode"], (string?)log["awslogs-stream-prefix"]), ((string?)logHere["mode"], (string?)logHere["awslogs-stream-prefix"]));
    }

    [Fact]
    public void AppSpec_NamesWhatIsThere()
    {
        var spec = File.ReadAllText(Deployed("appspec.yaml"));
        var container = stacks.BlueGreen.Container;
        Assert.Contains($"ContainerName: {container["Name"]}\n", spec, StringComparison.Ordinal);
        Assert.Contains($"ContainerPort: {container["PortMappings"]![0]!["ContainerPort"]}\n", spec, StringComparison.Ordinal);
        Assert.Contains($":function:{stacks.BlueGreen.Only("Lambda::Function")["FunctionName"]}\n", spec, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadBalancer_WaitsAsLongAsTheHost_AndEcsLonger()
    {
        using var service = new WebApplicationFactory<Program>().WithWebHostBuilder(static host => host.UseSetting("Orders:Drain", "00:00:00"));
        var host = service.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.TotalSeconds;
        foreach (var targets in stacks.BlueGreen.Of("ElasticLoadBalancingV2::TargetGroup"))
        {
            var delay = targets.List("TargetGroupAttributes").Single(static attribute => (string?)attribute!["Key"] == "deregistration_delay.timeout_seconds");
            Assert.Equal(host, double.Parse((string)delay!["Value"]!, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal("/health/live", (string?)targets["HealthCheckPath"]);
        }

        Assert.True((double)stacks.BlueGreen.Container["StopTimeout"]! > host);
    }

    private static string Deployed(string file) => Path.Combine(AppContext.BaseDirectory, "deploy", file);

    private static IEnumerable<string?> Names(JsonNode? list, string name) => list!.AsArray().Select(entry => (string?)entry![name]);

    private string? RoleName(JsonNode? role) => (string?)stacks.BlueGreen.Named(role)!["RoleName"];
}
