using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.RDS;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;

namespace Orders.Deploy;

/// <summary>Aurora PostgreSQL, which lists are read from.</summary>
internal sealed class Database : Construct
{
    public Database(Construct scope, string id, Network network, ISecurityGroup group) : base(scope, id)
    {
        Cluster = new DatabaseCluster(this, "Cluster", new DatabaseClusterProps
        {
            Engine = DatabaseClusterEngine.AuroraPostgres(new AuroraPostgresClusterEngineProps { Version = AuroraPostgresEngineVersion.VER_16_3 }),
            Vpc = network.Vpc,
            VpcSubnets = Network.Isolated,
            SecurityGroups = [group],
            Writer = ClusterInstance.ServerlessV2("Writer"),
            // In the other zone, and as large as the writer: it takes over within a minute.
            Readers = [ClusterInstance.ServerlessV2("Reader", new ServerlessV2ClusterInstanceProps { ScaleWithWriter = true })],
            ServerlessV2MinCapacity = 0.5,
            ServerlessV2MaxCapacity = 8,
            DefaultDatabaseName = "orders",
            Credentials = Credentials.FromGeneratedSecret("orders"),
            StorageEncrypted = true,
            DeletionProtection = true,
            Backup = new BackupProps { Retention = Duration.Days(14) },
            CloudwatchLogsExports = ["postgresql"],
        });

        // The password is not in the template: CloudFormation looks it up while it deploys.
        Connection = new Secret(this, "Connection", new SecretProps
        {
            SecretName = "orders/order-list",
            SecretStringValue = SecretValue.UnsafePlainText(string.Join(';',
                "Host=" + Cluster.ClusterEndpoint.Hostname,
                "Database=orders",
                "Username=orders",
                "Password=" + Cluster.Secret!.SecretValueFromJson("password").UnsafeUnwrap(),
                "SSL Mode=Require")),
        });
    }

    public DatabaseCluster Cluster { get; }

    /// <summary>What ConnectionStrings__OrderList is set to.</summary>
    public Secret Connection { get; }
}
