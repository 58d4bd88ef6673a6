using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Writes up to 25 scans at once. DynamoDB may leave some of them out, which is a success to the SDK: they are sent again until none is left.</summary>
public sealed class ScanWriter(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task WriteAsync(IReadOnlyCollection<ParcelScan> scans, CancellationToken cancellation)
    {
        var request = new BatchWriteItemRequest
        {
            RequestItems = new() { [options.Value.ScanTable] = [.. scans.Select(scan => new WriteRequest(new PutRequest(scan.ToItem())))] },
        };
        for (var attempt = 0; ; attempt++)
        {
            var response = await dynamo.BatchWriteItemAsync(request, cancellation);
            if (response.UnprocessedItems is not { Count: > 0 } unprocessed)
                return;
            if (attempt == Backoff.MostAttempts)
                throw new InvalidOperationException($"DynamoDB left {unprocessed.Sum(table => table.Value.Count)} scans unprocessed.");

            request.RequestItems = unprocessed;
            await Backoff.DelayAsync(attempt, cancellation);
        }
    }
}
