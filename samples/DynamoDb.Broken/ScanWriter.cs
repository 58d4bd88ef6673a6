using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Writes up to 25 scans at once, and forgets those that DynamoDB left out.</summary>
public sealed class ScanWriter(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task WriteAsync(IReadOnlyCollection<ParcelScan> scans, CancellationToken cancellation)
    {
        var request = new BatchWriteItemRequest
        {
            RequestItems = new() { [options.Value.ScanTable] = [.. scans.Select(scan => new WriteRequest(new PutRequest(scan.ToItem())))] },
        };
        await dynamo.BatchWriteItemAsync(request, cancellation); // ARCH2102
    }
}
