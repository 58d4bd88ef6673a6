using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Constructs;

namespace Orders.Deploy;

/// <summary>New tasks beside the old ones, until the load balancer finds them well; back to the old ones when it does not, or when customers get errors.</summary>
internal sealed class RollingService : Construct
{
    public RollingService(Construct scope, string id, Network network, ISecurityGroup group, TaskDefinition task, LoadBalancer balancer, IEnumerable<Alarm> stops)
        : base(scope, id)
    {
        Service = new FargateService(this, "Service", new FargateServiceProps
        {
            Cluster = Capacity.Cluster(this, network.Vpc),
            TaskDefinition = task,
            VpcSubnets = Network.Private,
            SecurityGroups = [group],
            DesiredCount = Capacity.Least,
            MinHealthyPercent = 100,
            MaxHealthyPercent = 200,
            HealthCheckGracePeriod = Duration.Seconds(60),
            CircuitBreaker = new DeploymentCircuitBreaker { Enable = true, Rollback = true },
            DeploymentAlarms = new DeploymentAlarmConfig { AlarmNames = [.. stops.Select(static alarm => alarm.AlarmName)], Behavior = AlarmBehavior.ROLLBACK_ON_ALARM },
        });
        Service.AttachToApplicationTargetGroup(balancer.Targets);
        Capacity.Scale(Service);
    }

    public FargateService Service { get; }
}
