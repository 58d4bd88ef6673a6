using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Notes that a parcel has arrived. Ten depots that are throttled together come back together, once in each second.</summary>
public sealed class Arrivals(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    public async Task AddAsync(ParcelScan scan, CancellationToken cancellation)
    {
        var item = scan.ToItem();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dynamo.PutItemAsync(options.Value.ScanTable, item, cancellation);
                return;
            }
            catch (ProvisionedThroughputExceededException) when (attempt < 10)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation); // ARCH2104
            }
        }
    }
}
