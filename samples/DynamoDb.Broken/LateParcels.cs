using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Parcels that should have arrived by now: all parcels are read, and all but a few are thrown away.</summary>
public sealed class LateParcels(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async IAsyncEnumerable<string> DueOnAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = dynamo.Paginators.Scan(new ScanRequest // ARCH2106
        {
            TableName = options.Value.ParcelTable,
            FilterExpression = "DueDay = :day",
            ExpressionAttributeValues = new() { [":day"] = new(day.ToString("O", CultureInfo.InvariantCulture)) },
        });
        await foreach (var page in pages.Responses.WithCancellation(cancellation))
        {
            foreach (var item in page.Items ?? [])
                yield return item["ParcelId"].S;
        }
    }
}
