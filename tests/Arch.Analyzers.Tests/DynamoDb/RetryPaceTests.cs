using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What the fix of ARCH2104 writes is run: against DynamoDB Local, with an endpoint that throttles.</summary>
[Collection(nameof(DynamoDbLocal))]
public class RetryPaceTests(DynamoDbLocal dynamo)
{
    private const string Store = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;
        using Polly.Retry;

        class Store(IAmazonDynamoDB dynamo)
        {
            public static readonly List<TimeSpan> Waits = new();

            private static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>(),
                    Delay = TimeSpan.FromMilliseconds(10),
                    MaxRetryAttempts = 6,
                    OnRetry = static args =>
                    {
                        Waits.Add(args.RetryDelay);
                        return default;
                    },
                })
                .Build();

            public async Task Save(PutItemRequest request, CancellationToken ct)
            {
                await Retry.ExecuteAsync(async token => await dynamo.PutItemAsync(request, token), ct);
            }
        }
        """;

    private const string Probe = """
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;

        public static class Probe
        {
            public static async Task<int[]> Run(string url)
            {
                var faults = new Faults(throttled: 4, itemsPerBatch: 25, retries: 0);
                var db = Faulty.Client(url, faults);
                await Faulty.CreateTable(db);
                await new Store(db).Save(new PutItemRequest(Faulty.Table, Faulty.Item(1)), CancellationToken.None);
                return [faults.Requests, Store.Waits.Count, Store.Waits.Distinct().Count()];
            }
        }
        """;

    [Fact]
    public async Task Unfixed_ComesBackAtTheSamePace() => Assert.Equal(new[] { 5, 4, 1 }, await dynamo.RunAsync<int[]>(Refs.Polly8, Store, Probe));

    [Fact]
    public async Task Fixed_ComesBackAtRandom()
    {
        var lint = new Lint { References = Refs.Polly8, Sources = [("Code.cs", Store)] };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2104", [new RetryWithoutExponentialBackoffFix()]);
        Assert.Contains("UseJitter = true,", repaired.Sources[0].Text);
        Assert.Equal(new[] { 5, 4, 4 }, await dynamo.RunAsync<int[]>(Refs.Polly8, repaired.Sources[0].Text, Probe));
    }
}
