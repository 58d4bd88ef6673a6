using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ElastiCache;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace Orders.Deploy;

/// <summary>Redis for pages of lists: two nodes in two zones.</summary>
internal sealed class Cache : Construct
{
    public const int Port = 6379;

    public Cache(Construct scope, string id, Network network, ISecurityGroup group) : base(scope, id)
    {
        var token = new Secret(this, "Token", new SecretProps
        {
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 64, ExcludePunctuation = true },
        }).SecretValue.UnsafeUnwrap();
        var subnets = new CfnSubnetGroup(this, "Subnets", new CfnSubnetGroupProps { Description = "Isolated", SubnetIds = network.IsolatedSubnets });
        Group = new CfnReplicationGroup(this, "Group", new CfnReplicationGroupProps
        {
            ReplicationGroupDescription = "Pages of lists of orders",
            Engine = "redis",
            EngineVersion = "7.1",
            CacheNodeType = "cache.t4g.small",
            NumCacheClusters = 2,
            AutomaticFailoverEnabled = true,
            MultiAzEnabled = true,
            AtRestEncryptionEnabled = true,
            TransitEncryptionEnabled = true,
            AuthToken = token,
            Port = Port,
            CacheSubnetGroupName = subnets.Ref,
            SecurityGroupIds = [group.SecurityGroupId],
        });
        Connection = new Secret(this, "Connection", new SecretProps
        {
            SecretName = "orders/redis",
            SecretStringValue = SecretValue.UnsafePlainText($"{Group.AttrPrimaryEndPointAddress}:{Port},ssl=true,password={token}"),
        });
    }

    public CfnReplicationGroup Group { get; }

    /// <summary>What ConnectionStrings__Redis is set to.</summary>
    public Secret Connection { get; }
}
