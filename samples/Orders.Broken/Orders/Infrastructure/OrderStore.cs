using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orders.Domain;

namespace Orders.Infrastructure;

/// <summary>Keeps orders in DynamoDB, as long as nothing is throttled.</summary>
public sealed class OrderStore(IAmazonDynamoDB dynamo)
{
    private const string Table = "orders";

    public async Task SaveAsync(IReadOnlyCollection<Order> orders, CancellationToken cancellation)
    {
        var request = new BatchWriteItemRequest { RequestItems = new() { [Table] = [.. orders.Select(static order => new WriteRequest(new PutRequest(Item(order))))] } };
        await dynamo.BatchWriteItemAsync(request, cancellation); // ARCH2102
    }

    public async Task ImportAsync(BatchWriteItemRequest request, CancellationToken cancellation)
    {
        do
        {
            var response = await dynamo.BatchWriteItemAsync(request, cancellation); // ARCH2109
            request.RequestItems = response.UnprocessedItems;
        }
        while (request.RequestItems is { Count: > 0 });
    }

    /// <summary>The orders of a customer, or as many as fit into the first answer.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Guid customer, CancellationToken cancellation)
    {
        var response = await dynamo.QueryAsync(new QueryRequest // ARCH2105
        {
            TableName = Table,
            IndexName = "ByCustomer",
            KeyConditionExpression = "CustomerId = :customer",
            ExpressionAttributeValues = new() { [":customer"] = new(customer.ToString()) },
        }, cancellation);
        return [.. (response.Items ?? []).Select(static item => item["Id"].S)];
    }

    /// <summary>All orders are read, and all but a few are thrown away.</summary>
    public async Task<int> CountCancelledAsync(CancellationToken cancellation)
    {
        var count = 0;
        var pages = dynamo.Paginators.Scan(new ScanRequest { TableName = Table, FilterExpression = "IsCancelled = :yes", ExpressionAttributeValues = new() { [":yes"] = new() { BOOL = true } } }); // ARCH2106
        await foreach (var page in pages.Responses.WithCancellation(cancellation))
            count += page.Count ?? 0;
        return count;
    }

    /// <summary>Tasks that are throttled together come back together, once in each second.</summary>
    public async Task AddAsync(Order order, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dynamo.PutItemAsync(Table, Item(order), cancellation);
                return;
            }
            catch (ProvisionedThroughputExceededException) when (attempt < 10)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation); // ARCH2104
            }
        }
    }

    /// <summary>A condition that does not hold is tried again, five times, and paid for each time.</summary>
    public async Task<bool> RegisterAsync(Order order, CancellationToken cancellation)
    {
        var request = new PutItemRequest { TableName = Table, Item = Item(order), ConditionExpression = "attribute_not_exists(Id)" };
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                await dynamo.PutItemAsync(request, cancellation);
                return true;
            }
            catch (ConditionalCheckFailedException) // ARCH2107
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * 50 * Math.Pow(2, attempt)), cancellation);
            }
        }

        return false;
    }

    private static Dictionary<string, AttributeValue> Item(Order order) => new() { ["Id"] = new(order.Id.ToString()), ["CustomerId"] = new(order.Customer.Id.ToString()) };
}
