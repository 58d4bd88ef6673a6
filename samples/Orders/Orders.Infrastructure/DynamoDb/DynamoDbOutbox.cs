using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orders.Application.Ports;

namespace Orders.Infrastructure.DynamoDb;

/// <summary>The events that were stored with their orders.</summary>
public sealed class DynamoDbOutbox(IAmazonDynamoDB dynamo, IOptions<OrderTables> tables) : IOutbox
{
    internal const string Partition = "events";

    private const int MostInBatch = 25;

    public async Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken cancellation)
    {
        var entries = new List<OutboxEntry>();
        var request = new QueryRequest
        {
            TableName = tables.Value.Outbox,
            KeyConditionExpression = "Outbox = :outbox",
            ExpressionAttributeValues = new() { [":outbox"] = new(Partition) },
            Limit = most,
            ConsistentRead = true,
        };
        do
        {
            var page = await dynamo.QueryAsync(request, cancellation);
            entries.AddRange((page.Items ?? []).Select(static item => new OutboxEntry(item["Position"].S, Items.Event(item))));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (entries.Count < most && request.ExclusiveStartKey is { Count: > 0 });

        return entries;
    }

    public async Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellation)
    {
        foreach (var batch in entries.Chunk(MostInBatch))
        {
            var left = new Dictionary<string, List<WriteRequest>> { [tables.Value.Outbox] = [.. batch.Select(static entry => new WriteRequest(new DeleteRequest(Key(entry))))] };
            for (var attempt = 0; left is { Count: > 0 }; attempt++)
            {
                if (attempt > 0)
                    await Backoff.BeforeAttempt(attempt, cancellation);
                var response = await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = left }, cancellation);
                left = response.UnprocessedItems;
            }
        }
    }

    private static Dictionary<string, AttributeValue> Key(OutboxEntry entry) => new() { ["Outbox"] = new(Partition), ["Position"] = new(entry.Position) };
}
