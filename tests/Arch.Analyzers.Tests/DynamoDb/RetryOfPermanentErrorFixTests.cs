using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.RetryOfPermanentError, Arch.CodeFixes.DynamoDb.RetryOfPermanentErrorFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class RetryOfPermanentErrorFixTests
{
    private const string Usings = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;
        using Polly.Retry;

        """;

    private static string Store(string options, string call = "PutItemAsync(put", string type = "RetryStrategyOptions", string builder = "ResiliencePipelineBuilder", string pipeline = "ResiliencePipeline") => Usings + $$"""
        class Store(IAmazonDynamoDB db)
        {
            private readonly {{pipeline}} pipeline = new {{builder}}()
                .AddRetry(new {{type}}
                {
        {{options}}
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .Build();

            public async Task Save(PutItemRequest put, TransactWriteItemsRequest write, CancellationToken ct) =>
                await pipeline.ExecuteAsync(async t => await db.{{call}}, t), ct);

            object Config() => new AmazonDynamoDBConfig { MaxErrorRetry = 0 };
        }
        """;

    private const string Typed = """
                    ShouldHandle = new PredicateBuilder()
                        .Handle<ProvisionedThroughputExceededException>()
                        .Handle<ThrottlingException>()
                        .Handle<RequestLimitExceededException>()
                        .Handle<InternalServerErrorException>(),
        """;

    [Theory]
    [InlineData("new PredicateBuilder().[|Handle|]<ConditionalCheckFailedException>()")]
    [InlineData("new PredicateBuilder().[|Handle|]<ConditionalCheckFailedException>().[|Handle|]<ResourceNotFoundException>()")]
    [InlineData("new PredicateBuilder().[|Handle|]<Exception>()")]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonDynamoDBException>(e => e.ErrorCode is \"ThrottlingException\" or \"ValidationException\")")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is ThrottlingException or [|ConditionalCheckFailedException|])")]
    [InlineData("args => args.Outcome switch { { Exception: [|ConditionalCheckFailedException|] } => PredicateResult.True(), _ => PredicateResult.False() }")]
    public Task Predicate_IsReplaced(string predicate) => Verify.Csharp(Refs.Polly8, Store($"            ShouldHandle = {predicate},"), Store(Typed));

    [Fact]
    public Task MissingPredicate_IsAdded() => Verify.Csharp(Refs.Polly8,
        Store("            // five times").Replace(".AddRetry", ".[|AddRetry|]"),
        Store(Typed + "\n            // five times"));

    [Fact]
    public Task OtherErrors_AreKept() => Verify.Csharp(Refs.Polly8, Store("""
                    ShouldHandle = new PredicateBuilder<PutItemResponse>().Handle<TimeoutException>().Handle<ThrottlingException>().[|Handle|]<ConditionalCheckFailedException>().HandleResult(r => r.Attributes == null),
        """, type: "RetryStrategyOptions<PutItemResponse>", builder: "ResiliencePipelineBuilder<PutItemResponse>", pipeline: "ResiliencePipeline<PutItemResponse>"), Store("""
                    ShouldHandle = new PredicateBuilder<PutItemResponse>()
                        .Handle<ProvisionedThroughputExceededException>()
                        .Handle<RequestLimitExceededException>()
                        .Handle<InternalServerErrorException>()
                        .Handle<TimeoutException>()
                        .Handle<ThrottlingException>()
                        .HandleResult(r => r.Attributes == null),
        """, type: "RetryStrategyOptions<PutItemResponse>", builder: "ResiliencePipelineBuilder<PutItemResponse>", pipeline: "ResiliencePipeline<PutItemResponse>"));

    [Fact]
    public Task Transactions_AreHandledByTheirReasons() => Verify.Csharp(Refs.Polly8,
        Store("            ShouldHandle = new PredicateBuilder().[|Handle|]<TransactionCanceledException>(),", "TransactWriteItemsAsync(write"),
        Store("""
                    ShouldHandle = new PredicateBuilder()
                        .Handle<ProvisionedThroughputExceededException>()
                        .Handle<ThrottlingException>()
                        .Handle<RequestLimitExceededException>()
                        .Handle<InternalServerErrorException>()
                        .Handle<TransactionCanceledException>(e => e.CancellationReasons is { } reasons && reasons.Exists(r => r.Code is "ThrottlingError" or "ProvisionedThroughputExceeded" or "TransactionConflict")),
        """, "TransactWriteItemsAsync(write"));

    private static string Version7(string policy) => """
        using System;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        class Store
        {
            private static readonly IAsyncPolicy policy = Policy
                
        """.TrimEnd() + policy + """

                .WaitAndRetryAsync(3, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)));

            public async Task Save(IAmazonDynamoDB db, TransactWriteItemsRequest write) => await policy.ExecuteAsync(() => db.TransactWriteItemsAsync(write));

            object Config() => new AmazonDynamoDBConfig { MaxErrorRetry = 1 };
        }
        """;

    [Fact]
    public Task Version7_IsReplaced() => Verify.Csharp(Refs.Polly7, Version7("""

                .Handle<TimeoutException>()
                .[|Or|]<ResourceNotFoundException>()
        """), Version7("""

                .Handle<ProvisionedThroughputExceededException>()
                .Or<ThrottlingException>()
                .Or<RequestLimitExceededException>()
                .Or<InternalServerErrorException>()
                .Or<TransactionCanceledException>(e => e.CancellationReasons is { } reasons && reasons.Exists(r => r.Code == "ThrottlingError" || r.Code == "ProvisionedThroughputExceeded" || r.Code == "TransactionConflict"))
                .Or<TimeoutException>()
        """), language: LanguageVersion.CSharp8);

    [Fact]
    public Task NotOffered_Loop() => Verify.NotOffered(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db)
        {
            public async Task Save(PutItemRequest put)
            {
                for (var attempt = 0; ; attempt++)
                {
                    try { await db.PutItemAsync(put); return; } catch ([|ConditionalCheckFailedException|]) when (attempt < 3) { }
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(50 << attempt)));
                }
            }
        }
        """);

    [Theory]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is TimeoutException or [|ConditionalCheckFailedException|])")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Result is null || args.Outcome.Exception is [|ConditionalCheckFailedException|])")]
    public Task NotOffered_LambdaOverMore(string predicate) => Verify.NotOffered(Refs.Polly8, Store($"            ShouldHandle = {predicate},"));
}
