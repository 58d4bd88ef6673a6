using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>All scans of a parcel. An answer ends after 1 MB, so the pages are read until the key for the next one is missing.</summary>
public sealed class ParcelHistory(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task<IReadOnlyList<ParcelScan>> OfAsync(string parcelId, CancellationToken cancellation)
    {
        var scans = new List<ParcelScan>();
        var request = new QueryRequest
        {
            TableName = options.Value.ScanTable,
            KeyConditionExpression = "ParcelId = :parcel",
            ExpressionAttributeValues = new() { [":parcel"] = new(parcelId) },
        };
        do
        {
            var page = await dynamo.QueryAsync(request, cancellation);
            scans.AddRange((page.Items ?? []).Select(ParcelScan.FromItem));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return scans;
    }
}
