using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Parcels that should have arrived by now: asked for by the key of an index, which costs what is found and not what the table holds.</summary>
public sealed class LateParcels(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async IAsyncEnumerable<string> DueOnAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = dynamo.Paginators.Query(new QueryRequest
        {
            TableName = options.Value.ParcelTable,
            IndexName = "ByDueDay",
            KeyConditionExpression = "DueDay = :day",
            ExpressionAttributeValues = new() { [":day"] = new(day.ToString("O", CultureInfo.InvariantCulture)) },
        });
        await foreach (var page in pages.Responses.WithCancellation(cancellation))
        {
            foreach (var item in page.Items ?? [])
                yield return item["ParcelId"].S;
        }
    }
}
