using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Gives a parcel to its receiver, unless DynamoDB is busy: a transaction that is cancelled by throttling is not tried again by anybody.</summary>
public sealed class Handover(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task CompleteAsync(ParcelScan scan, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = options.Value.ScanTable, Item = scan.ToItem() } },
                new() { Delete = new() { TableName = options.Value.ParcelTable, Key = new() { ["ParcelId"] = new(scan.ParcelId) } } },
            ],
        };
        await dynamo.TransactWriteItemsAsync(request, cancellation); // ARCH2101
    }
}
