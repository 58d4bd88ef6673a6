using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Orders.Deploy;

/// <summary>The truth about orders, and what happened to them. The names are those of OrderTables in the service.</summary>
internal sealed class Tables : Construct
{
    public Tables(Construct scope, string id) : base(scope, id)
    {
        // Streams: the search follows the orders, other services what happened to them.
        Orders = Table("orders", "Id", null, StreamViewType.NEW_AND_OLD_IMAGES);
        Outbox = Table("orders-outbox", "Outbox", "Position", StreamViewType.NEW_IMAGE);
    }

    public Table Orders { get; }

    public Table Outbox { get; }

    /// <summary>What DynamoDbOrderStore, DynamoDbOutbox and the checks call, and no more.</summary>
    public void GrantTo(IGrantable service)
    {
        Orders.Grant(service, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DescribeTable");
        Outbox.Grant(service, "dynamodb:PutItem", "dynamodb:Query", "dynamodb:BatchWriteItem", "dynamodb:DescribeTable");
    }

    private Table Table(string name, string partition, string? sort, StreamViewType stream) => new(this, name, new TableProps
    {
        TableName = name,
        PartitionKey = new Amazon.CDK.AWS.DynamoDB.Attribute { Name = partition, Type = AttributeType.STRING },
        SortKey = sort is null ? null : new Amazon.CDK.AWS.DynamoDB.Attribute { Name = sort, Type = AttributeType.STRING },
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Encryption = TableEncryption.AWS_MANAGED,
        PointInTimeRecovery = true,
        DeletionProtection = true,
        Stream = stream,
    });
}
