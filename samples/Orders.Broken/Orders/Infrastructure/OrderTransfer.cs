using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Orders.Infrastructure;

/// <summary>Moves an order to the archive, unless DynamoDB is busy: a transaction that throttling cancels is tried again by nobody.</summary>
public sealed class OrderTransfer(IAmazonDynamoDB dynamo)
{
    public async Task MoveAsync(Dictionary<string, AttributeValue> order, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = "orders-archive", Item = order } },
                new() { Delete = new() { TableName = "orders", Key = new() { ["Id"] = order["Id"] } } },
            ],
        };
        await dynamo.TransactWriteItemsAsync(request, cancellation); // ARCH2101
    }
}
