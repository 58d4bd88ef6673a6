using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Infrastructure.DynamoDb;

/// <summary>An order and its events are one transaction, under the condition that the order is still the one that was loaded.</summary>
public sealed class DynamoDbOrderStore(IAmazonDynamoDB dynamo, IOptions<OrderTables> tables) : IOrderStore
{
    public async Task<Order?> FindAsync(OrderId id, CancellationToken cancellation)
    {
        var response = await dynamo.GetItemAsync(
            new GetItemRequest { TableName = tables.Value.Orders, Key = new() { ["Id"] = new(id.ToString()) }, ConsistentRead = true }, cancellation);
        return response.Item is { Count: > 0 } item ? Items.Order(item) : null;
    }

    public async Task SaveAsync(Order order, CancellationToken cancellation)
    {
        if (order.Events.Count == 0)
            return;
        var request = new TransactWriteItemsRequest
        {
            // One token for all attempts: when an answer is lost, the next attempt learns that it was a success.
            ClientRequestToken = Guid.NewGuid().ToString(),
            TransactItems = [new() { Put = Put(order) }, .. order.Events.Select(change => new TransactWriteItem { Put = Put(change) })],
        };
        try
        {
            await Backoff.Transactions.ExecuteAsync(async token => await dynamo.TransactWriteItemsAsync(request, token), cancellation);
        }
        catch (TransactionCanceledException error) when (Backoff.IsConflict(error))
        {
            throw new OrderConflictException(order.Id);
        }

        order.Accept();
    }

    private Put Put(Order order) => order.StoredVersion == 0
        ? new() { TableName = tables.Value.Orders, Item = Items.Of(order), ConditionExpression = "attribute_not_exists(Id)" }
        : new()
        {
            TableName = tables.Value.Orders,
            Item = Items.Of(order),
            ConditionExpression = "Version = :loaded",
            ExpressionAttributeValues = new() { [":loaded"] = Items.Number(order.StoredVersion) },
        };

    private Put Put(OrderEvent change)
    {
        var item = Items.Of(change);
        item["Outbox"] = new(DynamoDbOutbox.Partition);
        // Sorts by time, and is another one for each event.
        item["Position"] = new(Guid.CreateVersion7().ToString("N"));
        return new() { TableName = tables.Value.Outbox, Item = item };
    }
}
