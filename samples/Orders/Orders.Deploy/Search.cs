using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.OpenSearchService;
using Amazon.CDK.AwsOsis;
using Constructs;

namespace Orders.Deploy;

/// <summary>OpenSearch, which follows the table of orders by itself: the service neither writes to it nor waits for it.</summary>
internal sealed class Search : Construct
{
    public Search(Construct scope, string id, Network network, SecurityGroups groups, Table orders) : base(scope, id)
    {
        Domain = new Domain(this, "Domain", new DomainProps
        {
            Version = EngineVersion.OpenSearch("2.15"),
            Vpc = network.Vpc,
            VpcSubnets = [Network.Isolated],
            SecurityGroups = [groups.Search],
            Capacity = new CapacityConfig { DataNodes = 2, DataNodeInstanceType = "t3.medium.search", MultiAzWithStandbyEnabled = false },
            ZoneAwareness = new ZoneAwarenessConfig { Enabled = true, AvailabilityZoneCount = 2 },
            Ebs = new EbsOptions { VolumeSize = 20, VolumeType = EbsDeviceVolumeType.GP3 },
            EncryptionAtRest = new EncryptionAtRestOptions { Enabled = true },
            NodeToNodeEncryption = true,
            EnforceHttps = true,
            TlsSecurityPolicy = TLSSecurityPolicy.TLS_1_2,
        });

        var role = new Role(this, "IngestionRole", new RoleProps { AssumedBy = new ServicePrincipal("osis-pipelines.amazonaws.com") });
        orders.GrantStreamRead(role);
        orders.Grant(role, "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups");
        Domain.GrantReadWrite(role);
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["es:DescribeDomain"], Resources = [Domain.DomainArn] }));
        var ingestion = new CfnPipeline(this, "Ingestion", new CfnPipelineProps
        {
            PipelineName = "orders-search",
            MinUnits = 1,
            MaxUnits = 2,
            VpcOptions = new CfnPipeline.VpcOptionsProperty
            {
                SubnetIds = network.Vpc.SelectSubnets(Network.Private).SubnetIds,
                SecurityGroupIds = [groups.Ingestion.SecurityGroupId],
            },
            PipelineConfigurationBody = Configuration(orders, role),
        });
        ingestion.Node.AddDependency(role);
    }

    public Domain Domain { get; }

    /// <summary>The document of an order is the one of its newest version, in whatever order the changes arrive.</summary>
    private string Configuration(Table orders, Role role)
    {
        var aws = $$"""{ region: "{{Stack.Of(this).Region}}", sts_role_arn: "{{role.RoleArn}}" }""";
        return $$"""
            version: "2"
            orders:
              source:
                dynamodb:
                  acknowledgments: true
                  aws: {{aws}}
                  tables:
                    - table_arn: "{{orders.TableArn}}"
                      stream: { start_position: "LATEST" }
              sink:
                - opensearch:
                    hosts: ["https://{{Domain.DomainEndpoint}}"]
                    index: "orders"
                    document_id: "${getMetadata(\"primary_key\")}"
                    action: "${getMetadata(\"opensearch_action\")}"
                    document_version: "${getMetadata(\"document_version\")}"
                    document_version_type: "external"
                    aws: {{aws}}
            """;
    }
}
