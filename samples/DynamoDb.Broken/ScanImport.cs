using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Brings scans over from the old system. Whatever DynamoDB refuses is thrown at it again at once.</summary>
public sealed class ScanImport(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task WriteAsync(IReadOnlyCollection<ParcelScan> scans, CancellationToken cancellation)
    {
        var request = new BatchWriteItemRequest
        {
            RequestItems = new() { [options.Value.ScanTable] = [.. scans.Select(scan => new WriteRequest(new PutRequest(scan.ToItem())))] },
        };
        do
        {
            var response = await dynamo.BatchWriteItemAsync(request, cancellation); // ARCH2109
            request.RequestItems = response.UnprocessedItems;
        }
        while (request.RequestItems is { Count: > 0 });
    }
}
