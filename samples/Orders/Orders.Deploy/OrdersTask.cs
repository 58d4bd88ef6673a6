using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.ECS;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using EcsSecret = Amazon.CDK.AWS.ECS.Secret;
using Secret = Amazon.CDK.AWS.SecretsManager.Secret;

namespace Orders.Deploy;

/// <summary>The task of deploy/task-definition.json, which blue/green deployments register; a test compares the two.</summary>
internal sealed class OrdersTask : Construct
{
    public const int Port = 8080;
    public const string Container = "orders";

    public OrdersTask(Construct scope, string id, string image, Tables tables, Secret database, Secret cache) : base(scope, id)
    {
        // Two roles: what ECS needs to start the task, and what the service may do.
        var execution = Role("Execution", "orders-execution");
        var service = Role("Service", "orders-task");
        tables.GrantTo(service);

        Definition = new FargateTaskDefinition(this, "Definition", new FargateTaskDefinitionProps
        {
            Family = "orders",
            Cpu = 512,
            MemoryLimitMiB = 1024,
            ExecutionRole = execution,
            TaskRole = service,
        });
        Definition.AddContainer(Container, new ContainerDefinitionOptions
        {
            Image = ContainerImage.FromEcrRepository(Repository.FromRepositoryName(this, "Repository", "orders"), image),
            PortMappings = [new PortMapping { ContainerPort = Port }],
            // Longer than the host takes to stop, and no longer than Fargate allows.
            StopTimeout = Duration.Seconds(30),
            Environment = new Dictionary<string, string> { ["AWS_REGION"] = Stack.Of(this).Region, ["Orders__Store"] = "DynamoDb" },
            Secrets = new Dictionary<string, EcsSecret>
            {
                ["ConnectionStrings__OrderList"] = EcsSecret.FromSecretsManager(database),
                ["ConnectionStrings__Redis"] = EcsSecret.FromSecretsManager(cache),
            },
            // A log that cannot keep up loses lines; it does not stop the service.
            Logging = LogDriver.AwsLogs(new AwsLogDriverProps
            {
                LogGroup = new LogGroup(this, "Log", new LogGroupProps { LogGroupName = "/ecs/orders", Retention = RetentionDays.THREE_MONTHS }),
                StreamPrefix = "orders",
                Mode = AwsLogDriverMode.NON_BLOCKING,
                MaxBufferSize = Size.Mebibytes(25),
            }),
        });
    }

    public FargateTaskDefinition Definition { get; }

    private Role Role(string id, string name) => new(this, id, new RoleProps { RoleName = name, AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com") });
}
