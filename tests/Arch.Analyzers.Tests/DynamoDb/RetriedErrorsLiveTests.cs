using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What ARCH2107 and ARCH2108 say is counted: the requests of one call through a pipeline, with the real Polly, the real SDK and DynamoDB Local.</summary>
[Collection(nameof(DynamoDbLocal))]
public class RetriedErrorsLiveTests(DynamoDbLocal dynamo)
{
    private static string Store(string options) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;
        using Polly.Retry;

        class Store(IAmazonDynamoDB db)
        {
            private static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions { BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(1){{options}} })
                .Build();

            public async Task Save(PutItemRequest put, CancellationToken ct) => await Retry.ExecuteAsync(async token => await db.PutItemAsync(put, token), ct);
        }
        """;

    /// <summary>Counts the requests of a write; negative when it failed.</summary>
    private static string Probe(int throttled, int retries, string condition) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;

        public static class Probe
        {
            public static async Task<int> Run(string url)
            {
                var faults = new Faults(throttled: {{throttled}}, itemsPerBatch: 25, retries: {{retries}});
                var db = Faulty.Client(url, faults);
                await Faulty.CreateTable(db);
                try
                {
                    await new Store(db).Save(new PutItemRequest { TableName = Faulty.Table, Item = Faulty.Item(1){{condition}} }, CancellationToken.None);
                    return faults.Requests;
                }
                catch (Amazon.DynamoDBv2.AmazonDynamoDBException)
                {
                    return -faults.Requests;
                }
            }
        }
        """;

    private const string Fails = ", ConditionExpression = \"attribute_exists(Id)\"";

    [Theory]
    [InlineData("", 4)]
    [InlineData(", ShouldHandle = new PredicateBuilder().Handle<ConditionalCheckFailedException>()", 4)]
    [InlineData(", ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>()", 1)]
    public async Task FailedCondition_IsRetriedAsThePredicateSays(string options, int requests) =>
        Assert.Equal(-requests, await dynamo.RunAsync<int>(Refs.Polly8, Store(options), Probe(throttled: 0, retries: 0, Fails)));

    [Theory]
    [InlineData("")]
    [InlineData(", ShouldHandle = new PredicateBuilder().Handle<ConditionalCheckFailedException>()")]
    public async Task Fixed_FailsAtOnceAndSurvivesThrottling(string options)
    {
        var lint = new Lint { References = Refs.Polly8, Sources = [("Code.cs", Store(options))] };
        var repaired = (await FixRunner.FixAllOneByOneAsync(lint, "ARCH2107", [new RetryOfPermanentErrorFix()])).Sources[0].Text;
        Assert.DoesNotContain("ConditionalCheckFailedException", repaired, StringComparison.Ordinal);
        Assert.Equal(-1, await dynamo.RunAsync<int>(Refs.Polly8, repaired, Probe(throttled: 0, retries: 0, Fails)));
        Assert.Equal(3, await dynamo.RunAsync<int>(Refs.Polly8, repaired, Probe(throttled: 2, retries: 0, "")));
    }

    [Theory]
    [InlineData(3, 16)]
    [InlineData(0, 4)]
    public async Task Layers_Multiply(int retries, int requests) =>
        Assert.Equal(-requests, await dynamo.RunAsync<int>(Refs.Polly8, Store(", ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>()"), Probe(throttled: int.MaxValue, retries, "")));
}
