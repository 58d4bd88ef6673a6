using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CodeDeploy;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.ElasticLoadBalancingV2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Orders.Deploy;

/// <summary>A second set of tasks that customers reach only after the hook of deploy/appspec.yaml has found them ready: first a tenth of them, then all.</summary>
internal sealed class BlueGreenService : Construct
{
    public BlueGreenService(Construct scope, string id, Network network, SecurityGroups groups, TaskDefinition task, LoadBalancer balancer, IEnumerable<Alarm> stops)
        : base(scope, id)
    {
        Service = new FargateService(this, "Service", new FargateServiceProps
        {
            Cluster = Capacity.Cluster(this, network.Vpc),
            TaskDefinition = task,
            VpcSubnets = Network.Private,
            SecurityGroups = [groups.Service],
            DesiredCount = Capacity.Least,
            MinHealthyPercent = 100,
            HealthCheckGracePeriod = Duration.Seconds(60),
            DeploymentController = new DeploymentController { Type = DeploymentControllerType.CODE_DEPLOY },
        });
        Service.AttachToApplicationTargetGroup(balancer.Targets);
        Capacity.Scale(Service);

        // CodeDeploy points it at the new tasks first, which tells the hook who they are. No security group lets anybody in.
        Green = balancer.NewTargets("Green");
        var test = balancer.Balancer.AddListener("Test", new BaseApplicationListenerProps
        {
            Port = 8443,
            Protocol = ApplicationProtocol.HTTPS,
            Certificates = [balancer.Certificate],
            SslPolicy = SslPolicy.RECOMMENDED_TLS,
            DefaultTargetGroups = [Green],
            Open = false,
        });
        var group = new EcsDeploymentGroup(this, "Deployments", new EcsDeploymentGroupProps
        {
            Service = Service,
            DeploymentConfig = EcsDeploymentConfig.CANARY_10PERCENT_5MINUTES,
            BlueGreenDeploymentConfig = new EcsBlueGreenDeploymentConfig
            {
                BlueTargetGroup = balancer.Targets,
                GreenTargetGroup = Green,
                Listener = balancer.Listener,
                TestListener = test,
                // The way back is short as long as the old tasks are there.
                TerminationWaitTime = Duration.Minutes(15),
            },
            Alarms = [.. stops],
            AutoRollback = new AutoRollbackConfig { FailedDeployment = true, StoppedDeployment = true, DeploymentInAlarm = true },
        });
        AddHook(network, groups.AddCheck(), test, group);
    }

    public FargateService Service { get; }

    public ApplicationTargetGroup Green { get; }

    private void AddHook(Network network, ISecurityGroup security, ApplicationListener test, EcsDeploymentGroup group)
    {
        var hook = new Function(this, "Ready", new FunctionProps
        {
            FunctionName = "orders-ready",
            // Newer than this version of the CDK knows.
            Runtime = new Runtime("nodejs22.x", RuntimeFamily.NODEJS),
            Handler = "ready.handler",
            Code = Code.FromAsset(Path.Combine(AppContext.BaseDirectory, "Hooks")),
            Timeout = Duration.Minutes(2),
            Vpc = network.Vpc,
            VpcSubnets = Network.Private,
            SecurityGroups = [security],
            Environment = new Dictionary<string, string> { ["TEST_LISTENER"] = test.ListenerArn },
        });
        // IAM knows no resources for these two.
        hook.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeTargetHealth"],
            Resources = ["*"],
        }));
        hook.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["codedeploy:PutLifecycleEventHookExecutionStatus"],
            Resources = [group.DeploymentGroupArn],
        }));
        // The managed policy of CodeDeploy lets it call only functions whose names begin with CodeDeployHook_.
        hook.GrantInvoke(group.Role!);
    }
}
