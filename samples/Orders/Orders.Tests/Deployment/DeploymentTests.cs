using Amazon.CDK;
using Orders.Deploy;

namespace Orders.Tests.Deployment;

using Properties = Dictionary<string, object>;

/// <summary>How a new version comes, and goes again when it is bad.</summary>
[Collection(nameof(Stacks))]
public sealed class DeploymentTests(Stacks stacks)
{
    [Fact]
    public void Rolling_NeverHasFewerTasks_AndGoesBack()
    {
        var service = stacks.Rolling.Only("ECS::Service");
        Assert.Equal("ECS", (string?)service["DeploymentController"]!["Type"]);
        var configuration = service["DeploymentConfiguration"]!;
        Assert.Equal((100, 200), ((int)configuration["MinimumHealthyPercent"]!, (int)configuration["MaximumPercent"]!));
        Assert.True((bool)configuration["DeploymentCircuitBreaker"]!["Enable"]! && (bool)configuration["DeploymentCircuitBreaker"]!["Rollback"]!);
        Assert.True((bool)configuration["Alarms"]!["Enable"]! && (bool)configuration["Alarms"]!["Rollback"]!);
        Assert.Equal(4, configuration["Alarms"]!["AlarmNames"]!.AsArray().Count);
        Assert.Empty(stacks.Rolling.Of("CodeDeploy::DeploymentGroup"));
    }

    [Fact]
    public void BlueGreen_AsksTheNewTasksFirst_AndGoesBack()
    {
        var service = stacks.BlueGreen.Only("ECS::Service");
        Assert.Equal("CODE_DEPLOY", (string?)service["DeploymentController"]!["Type"]);
        Assert.Null(service["DeploymentConfiguration"]?["DeploymentCircuitBreaker"]);

        var group = stacks.BlueGreen.Only("CodeDeploy::DeploymentGroup");
        Assert.Equal(
            ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
            group["AutoRollbackConfiguration"]!["Events"]!.AsArray().Select(static name => (string?)name).Order());
        Assert.Equal(4, group["AlarmConfiguration"]!["Alarms"]!.AsArray().Count);
        var routes = Assert.Single(group["LoadBalancerInfo"]!["TargetGroupPairInfoList"]!.AsArray())!;
        Assert.Equal(443, (int)stacks.BlueGreen.Named(routes["ProdTrafficRoute"]!["ListenerArns"]![0])!["Port"]!);
        var test = stacks.BlueGreen.Named(routes["TestTrafficRoute"]!["ListenerArns"]![0])!;
        Assert.Equal(test.Name, Synthesized.Name(stacks.BlueGreen.Only("Lambda::Function")["Environment"]!["Variables"]!["TEST_LISTENER"]));
        Assert.Contains(stacks.BlueGreen.PoliciesOf(group["ServiceRoleArn"]), static policy =>
            policy.Properties.ToJsonString().Contains("lambda:InvokeFunction", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherDeployments_AreRefused()
    {
        var app = new App(new AppProps { Context = new Properties { ["deployment"] = "canary" } });
        Assert.Equal("'canary' is no deployment; use rolling or blue-green", Assert.Throws<ArgumentException>(() => OrdersApp.Add(app)).Message);
    }
}
