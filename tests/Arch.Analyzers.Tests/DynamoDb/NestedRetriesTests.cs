using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.NestedRetries>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class NestedRetriesTests
{
    private const string Usings = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.Extensions.NETCore.Setup;
        using Amazon.SQS;
        using Microsoft.Extensions.DependencyInjection;
        using Polly;
        using Polly.Retry;

        """;

    private const string Throttling = "new PredicateBuilder().Handle<ProvisionedThroughputExceededException>()";

    private static string Pipeline(string more = "", string predicate = Throttling, string config = "", string work = "await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct);") => Usings + $$"""
        class Store(IAmazonDynamoDB db, IAmazonSQS sqs)
        {
            private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
                .[|AddRetry|](new RetryStrategyOptions
                {
                    ShouldHandle = {{predicate}},
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,{{more}}
                })
                .Build();

            public async Task Save(PutItemRequest put, TransactWriteItemsRequest write, CancellationToken ct)
            {
                {{work}}
            }
        }

        class Setup
        {
            void Run(IServiceCollection services, int configured)
            {
                {{config}}
            }
        }
        """;

    private static string Silent(string code) => code.Replace("[|", "").Replace("|]", "");

    // ---- Silent

    [Theory]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 0 };")]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 1 };")]
    [InlineData("services.AddAWSService<IAmazonDynamoDB>((config, _) => config.MaxErrorRetry = 0);")]
    [InlineData("services.AddDefaultAWSOptions(new AWSOptions { DefaultClientConfig = { MaxErrorRetry = 1 } });")]
    public Task ClientWithoutRetries_IsSilent(string config) => Verify.Csharp(Refs.Polly8, Silent(Pipeline(config: config)));

    [Fact]
    public Task OtherService_IsSilent() => Verify.Csharp(Refs.Polly8, Silent(Pipeline(work: "await pipeline.ExecuteAsync(async t => await sqs.ListQueuesAsync(\"\", t), ct);")));

    [Fact]
    public Task TablesOnly_IsSilent() => Verify.Csharp(Refs.Polly8, Silent(Pipeline(work: "await pipeline.ExecuteAsync(async t => await db.DescribeTableAsync(\"Orders\", t), ct);")));

    [Theory]
    [InlineData("new PredicateBuilder().Handle<TransactionCanceledException>(e => e.CancellationReasons.Exists(r => r.Code == \"ThrottlingError\"))")]
    [InlineData("new PredicateBuilder().Handle<TransactionCanceledException>(e => e.Message.Length > 0).Handle<TransactionConflictException>()")]
    public Task ErrorsThatTheClientDoesNotRetry_IsSilent(string predicate) =>
        Verify.Csharp(Refs.Polly8, Silent(Pipeline(predicate: predicate, work: "await pipeline.ExecuteAsync(async t => await db.TransactWriteItemsAsync(write, t), ct);")));

    [Fact]
    public Task PipelineFromElsewhere_IsSilent() => Verify.Csharp(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db, ResiliencePipeline pipeline)
        {
            public async Task Save(PutItemRequest put, CancellationToken ct) => await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct);
        }
        """);

    [Fact]
    public Task NoRetry_IsSilent() => Verify.Csharp(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db)
        {
            private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build();
            public async Task Save(PutItemRequest put, CancellationToken ct) => await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct);
        }
        """);

    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.Polly8, Silent(Pipeline()), options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task PermanentErrorComesFirst_IsSilent() => Verify.Csharp(Refs.Polly8, Silent(Pipeline(predicate: "new PredicateBuilder().{|ARCH2107:Handle|}<ConditionalCheckFailedException>()")));

    // ---- Reports

    [Theory]
    [InlineData("", 4, 44)]
    [InlineData(" MaxRetryAttempts = 2,", 3, 33)]
    public Task DefaultClient_Reports(string more, int attempts, int requests) => Verify.Csharp(Refs.Polly8, Pipeline(more),
        message: $"This retry runs up to {attempts} times around a client that makes up to 11 attempts itself: up to {requests} requests per call. Set MaxErrorRetry = 0 on this client, or drop one layer.");

    [Theory]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 3 };")]
    [InlineData("services.AddAWSService<IAmazonDynamoDB>((config, _) => config.MaxErrorRetry = 3);")]
    public Task ConfiguredClient_Reports(string config) => Verify.Csharp(Refs.Polly8, Pipeline(config: config),
        "This retry runs up to 4 times around a client that makes up to 4 attempts itself: up to 16 requests per call. Set MaxErrorRetry = 0 on this client, or drop one layer.");

    [Theory]
    [InlineData("", "_ = new AmazonDynamoDBConfig { MaxErrorRetry = configured };", "several")]
    [InlineData(" MaxRetryAttempts = int.MaxValue,", "", "up to 11")]
    [InlineData(" MaxRetryAttempts = Environment.ProcessorCount,", "", "up to 11")]
    public Task UnknownNumber_Reports(string more, string config, string attempts) => Verify.Csharp(Refs.Polly8, Pipeline(more, config: config),
        $"This retry runs around a client that makes {attempts} attempts itself, and the two multiply. Set MaxErrorRetry = 0 on this client, or drop one layer.");

    [Theory]
    [InlineData("[|WaitAndRetryAsync|](2, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)))", "up to 3 times")]
    [InlineData("[|WaitAndRetryAsync|](Polly.Contrib.WaitAndRetry.Backoff.DecorrelatedJitterBackoffV2(TimeSpan.FromMilliseconds(50), 5))", "up to 6 times")]
    [InlineData("[|WaitAndRetryAsync|](new[] { TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200) })", "up to 3 times")]
    [InlineData("[|WaitAndRetryForeverAsync|](n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)))", "runs around a client that makes up to 11")]
    public async Task Version7_Reports(string retry, string words)
    {
        var found = await Verify.Csharp(Refs.Polly8, Usings + $$"""
            class Store(IAmazonDynamoDB db)
            {
                private static readonly IAsyncPolicy policy = Policy.Handle<ProvisionedThroughputExceededException>().{{retry}};
                public async Task Save(PutItemRequest put) => await policy.ExecuteAsync(() => db.PutItemAsync(put));
            }
            """);
        Assert.Contains(words, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralCalls_AreOneFinding_Reports()
    {
        var found = await Verify.Csharp(Refs.Polly8, Pipeline(work: "await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct); await pipeline.ExecuteAsync(async t => await db.TransactWriteItemsAsync(write, t), ct);"));
        Assert.Single(Assert.Single(found).AdditionalLocations);
    }
}
