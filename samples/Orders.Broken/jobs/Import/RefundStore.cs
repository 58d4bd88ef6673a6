using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Polly;
using Polly.Retry;

namespace Orders.Import;

/// <summary>Keeps refunds. A good retry, around a client that retries as well: a throttled table gets dozens of requests for one refund.</summary>
internal sealed class RefundStore(IAmazonDynamoDB dynamo)
{
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

    public async Task SaveAsync(string id, CancellationToken cancellation)
    {
        var request = new PutItemRequest { TableName = "refunds", Item = new() { ["RefundId"] = new(id) } };
        await Retry.ExecuteAsync(async token => await dynamo.PutItemAsync(request, token), cancellation);
    }
}
