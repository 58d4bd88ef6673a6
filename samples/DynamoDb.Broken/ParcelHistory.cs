using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>The scans of a parcel, or as many as fit into the first answer.</summary>
public sealed class ParcelHistory(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task<IReadOnlyList<ParcelScan>> OfAsync(string parcelId, CancellationToken cancellation)
    {
        var response = await dynamo.QueryAsync(new QueryRequest // ARCH2105
        {
            TableName = options.Value.ScanTable,
            KeyConditionExpression = "ParcelId = :parcel",
            ExpressionAttributeValues = new() { [":parcel"] = new(parcelId) },
        }, cancellation);
        return [.. (response.Items ?? []).Select(ParcelScan.FromItem)];
    }

    public async Task<int> CountAsync(QueryRequest request, CancellationToken cancellation)
    {
        var count = 0;
        do
        {
            var page = await dynamo.QueryAsync(request, cancellation);
            count += page.Count ?? 0;
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey.Count > 0); // ARCH2105
        return count;
    }
}
