using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Parcels;

/// <summary>Gives a parcel to its receiver, once.</summary>
public sealed class Handover(IAmazonDynamoDB dynamo, IOptions<ParcelOptions> options)
{
    // The one error that the client does not retry by itself, and only for the reasons that pass.
    private static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TransactionCanceledException>(error => error.CancellationReasons is { } reasons
                && reasons.Any(reason => reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded" or "TransactionConflict")
                && reasons.All(reason => reason.Code is not "ConditionalCheckFailed")),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(5),
            MaxRetryAttempts = 5,
        })
        .Build();

    /// <returns>False when somebody else has handed it over already.</returns>
    public async Task<bool> CompleteAsync(ParcelScan scan, CancellationToken cancellation)
    {
        var request = new TransactWriteItemsRequest
        {
            // One token for all attempts, so that a lost answer cannot make two handovers of one.
            ClientRequestToken = Guid.NewGuid().ToString(),
            TransactItems =
            [
                new() { Put = new() { TableName = options.Value.ScanTable, Item = scan.ToItem() } },
                new()
                {
                    Delete = new()
                    {
                        TableName = options.Value.ParcelTable,
                        Key = new() { ["ParcelId"] = new(scan.ParcelId) },
                        ConditionExpression = "attribute_exists(ParcelId)",
                    },
                },
            ],
        };
        try
        {
            await Retry.ExecuteAsync(async token => await dynamo.TransactWriteItemsAsync(request, token), cancellation);
            return true;
        }
        catch (TransactionCanceledException error) when (error.CancellationReasons?.Any(reason => reason.Code == "ConditionalCheckFailed") == true)
        {
            return false;
        }
    }
}
