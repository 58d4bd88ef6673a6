using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Reads many parcels at once. What DynamoDB left out is asked for again, and what came back already is kept.</summary>
public sealed class LastScans(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task<IReadOnlyList<ParcelScan>> OfAsync(IEnumerable<string> parcelIds, CancellationToken cancellation)
    {
        var scans = new List<ParcelScan>();
        var request = new BatchGetItemRequest
        {
            RequestItems = new()
            {
                [options.Value.ParcelTable] = new() { Keys = [.. parcelIds.Select(id => new Dictionary<string, AttributeValue> { ["ParcelId"] = new(id) })] },
            },
        };
        for (var attempt = 0; ; attempt++)
        {
            var response = await dynamo.BatchGetItemAsync(request, cancellation);
            foreach (var item in response.Responses?.GetValueOrDefault(options.Value.ParcelTable) ?? [])
                scans.Add(ParcelScan.FromItem(item));
            if (response.UnprocessedKeys is not { Count: > 0 } unprocessed)
                return scans;
            if (attempt == Backoff.MostAttempts)
                throw new InvalidOperationException("DynamoDB left parcels unread.");

            request.RequestItems = unprocessed;
            await Backoff.DelayAsync(attempt, cancellation);
        }
    }
}
