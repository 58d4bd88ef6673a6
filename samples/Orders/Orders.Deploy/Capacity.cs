using Amazon.CDK.AWS.ApplicationAutoScaling;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECS;
using Constructs;

namespace Orders.Deploy;

/// <summary>What both kinds of deployment have in common.</summary>
internal static class Capacity
{
    /// <summary>One in each zone.</summary>
    public const int Least = 2;

    public static Cluster Cluster(Construct scope, IVpc vpc) => new(scope, "Cluster", new ClusterProps { Vpc = vpc, ContainerInsights = true });

    public static void Scale(FargateService service) => service
        .AutoScaleTaskCount(new EnableScalingProps { MinCapacity = Least, MaxCapacity = 10 })
        .ScaleOnCpuUtilization("Cpu", new CpuUtilizationScalingProps { TargetUtilizationPercent = 60 });
}
