using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Polly;
using Polly.Retry;

namespace Refunds;

/// <summary>Keeps refunds. A good retry, around a client that retries as well: a throttled table gets up to 44 requests for one refund.</summary>
public sealed class RefundStore(IAmazonDynamoDB dynamo)
{
    // A service of its own beside DynamoDb.Broken, where this retry would make the switched-off retries right.
    private static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions // ARCH2108
        {
            ShouldHandle = new PredicateBuilder()
                .Handle<ProvisionedThroughputExceededException>()
                .Handle<ThrottlingException>()
                .Handle<RequestLimitExceededException>()
                .Handle<InternalServerErrorException>(),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public async Task SaveAsync(string id, string amount, CancellationToken cancellation)
    {
        var request = new PutItemRequest { TableName = "refunds", Item = new() { ["RefundId"] = new(id), ["Amount"] = new(amount) } };
        await Retry.ExecuteAsync(async token => await dynamo.PutItemAsync(request, token), cancellation);
    }
}
