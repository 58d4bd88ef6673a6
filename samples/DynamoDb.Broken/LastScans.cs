using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Reads many parcels at once. A parcel that DynamoDB left out looks like one that is not there.</summary>
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
        var response = await dynamo.BatchGetItemAsync(request, cancellation); // ARCH2102
        foreach (var item in response.Responses?.GetValueOrDefault(options.Value.ParcelTable) ?? [])
        {
            scans.Add(ParcelScan.FromItem(item));
        }

        return scans;
    }
}
