using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Makes a parcel known, once. A failed condition is an answer; what DynamoDB throttles is retried by the client.</summary>
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
        try
        {
            await dynamo.PutItemAsync(request, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
