using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Makes a parcel known, once. A failed condition is tried again, five times, and paid for each time.</summary>
public sealed class Registration(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    /// <returns>False when the parcel is known already.</returns>
    public async Task<bool> AddAsync(string parcelId, DateOnly due, CancellationToken cancellation)
    {
        var request = new PutItemRequest
        {
            TableName = options.Value.ParcelTable,
            Item = new() { ["ParcelId"] = new(parcelId), ["DueDay"] = new(due.ToString("O", CultureInfo.InvariantCulture)) },
            ConditionExpression = "attribute_not_exists(ParcelId)",
        };
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                await dynamo.PutItemAsync(request, cancellation);
                return true;
            }
            catch (ConditionalCheckFailedException) // ARCH2107
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * 50 * Math.Pow(2, attempt)), cancellation);
            }
        }

        return false;
    }
}
