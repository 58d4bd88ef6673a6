using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Orders.Deploy;

/// <summary>Three rings: what the internet reaches, what reaches the internet through NAT, and what does neither.</summary>
internal sealed class Network : Construct
{
    public static readonly SubnetSelection Public = new() { SubnetType = SubnetType.PUBLIC };
    public static readonly SubnetSelection Private = new() { SubnetType = SubnetType.PRIVATE_WITH_EGRESS };
    public static readonly SubnetSelection Isolated = new() { SubnetType = SubnetType.PRIVATE_ISOLATED };

    public Network(Construct scope, string id) : base(scope, id)
    {
        Vpc = new Vpc(this, "Vpc", new VpcProps
        {
            IpAddresses = IpAddresses.Cidr("10.20.0.0/16"),
            MaxAzs = 2,
            // One for each zone: a zone that is lost takes only its own way out with it.
            NatGateways = 2,
            SubnetConfiguration =
            [
                new SubnetConfiguration { Name = "public", SubnetType = SubnetType.PUBLIC, CidrMask = 24 },
                new SubnetConfiguration { Name = "service", SubnetType = SubnetType.PRIVATE_WITH_EGRESS, CidrMask = 22 },
                new SubnetConfiguration { Name = "data", SubnetType = SubnetType.PRIVATE_ISOLATED, CidrMask = 24 },
            ],
        });
        Vpc.AddFlowLog("Flow", new FlowLogOptions
        {
            Destination = FlowLogDestination.ToCloudWatchLogs(new LogGroup(this, "FlowLog", new LogGroupProps { Retention = RetentionDays.ONE_MONTH })),
            TrafficType = FlowLogTrafficType.REJECT,
        });

        // What the service says to DynamoDB, and the layers of its image, do not go through NAT.
        Vpc.AddGatewayEndpoint("DynamoDb", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.DYNAMODB });
        Vpc.AddGatewayEndpoint("S3", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 });
    }

    public Vpc Vpc { get; }

    public string[] IsolatedSubnets => Vpc.SelectSubnets(Isolated).SubnetIds;
}
