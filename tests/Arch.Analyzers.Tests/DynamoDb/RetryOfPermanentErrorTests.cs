using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.RetryOfPermanentError>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class RetryOfPermanentErrorTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.Runtime;
        using Amazon.SQS;
        using Microsoft.Extensions.Logging;
        using Polly;
        using Polly.Retry;

        """;

    // With growing waits and jitter, and a client without retries, nothing but the predicate is to be said.
    private const string Client = """

        class Clients { object Of() => new AmazonDynamoDBConfig { MaxErrorRetry = 0 }; }
        """;

    private const string Put = "await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct);";

    private static string Version8(string predicate, string work = Put, string more = "", string name = "Store") => Usings + $$"""
        class {{name}}(IAmazonDynamoDB db, IAmazonSQS sqs, ILogger logger)
        {
            private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions
                {
                    {{(predicate.Length == 0 ? "" : $"ShouldHandle = {predicate},")}}
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,{{more}}
                })
                .Build();

            public async Task Save(PutItemRequest put, GetItemRequest get, TransactWriteItemsRequest write, CancellationToken ct)
            {
                {{work}}
            }

            private static PutItemRequest Make(PutItemRequest put) => new() { TableName = put.TableName };
            private static PutItemRequest MakeNew() => new() { TableName = Guid.NewGuid().ToString() };
        }
        """ + Client;

    private static string Version7(string policy, string work = "await policy.ExecuteAsync(() => db.PutItemAsync(put));") => Usings + $$"""
        class Store(IAmazonDynamoDB db, ILogger logger)
        {
            private static readonly IAsyncPolicy policy = {{policy}};

            public async Task Save(PutItemRequest put)
            {
                {{work}}
            }
        }
        """ + Client;

    private static string Loop(string body, string name = "Save") => Usings + $$"""
        class Store(IAmazonDynamoDB db, ILogger logger)
        {
            public async Task<bool> {{name}}(PutItemRequest put, GetItemRequest get, int version, CancellationToken ct)
            {
                for (var attempt = 0; ; attempt++)
                {
                    {{body}}
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(50 << attempt)), ct);
                }
            }

            private Task Repair(PutItemRequest put) => Task.CompletedTask;
        }
        """;

    // ---- Silent

    [Theory]
    [InlineData("new PredicateBuilder().Handle<ProvisionedThroughputExceededException>().Handle<ThrottlingException>()")]
    [InlineData("new PredicateBuilder().Handle<AmazonDynamoDBException>(e => e.ErrorCode == \"ThrottlingException\")")]
    [InlineData("new PredicateBuilder().Handle<AmazonServiceException>(e => e.ErrorCode != \"ValidationException\")")]
    [InlineData("new PredicateBuilder().Handle<AmazonServiceException>(e => !(e.ErrorCode == \"ValidationException\"))")]
    [InlineData("new PredicateBuilder().Handle<Exception>(e => e is not ConditionalCheckFailedException)")]
    [InlineData("new PredicateBuilder().Handle<ConditionalCheckFailedException>(e => e.Item.Count > 0)")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is ProvisionedThroughputExceededException)")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is not ConditionalCheckFailedException)")]
    [InlineData("args => new ValueTask<bool>(!(args.Outcome.Exception is ConditionalCheckFailedException))")]
    [InlineData("args => args.Outcome.Exception is ConditionalCheckFailedException ? PredicateResult.False() : PredicateResult.True()")]
    [InlineData("args => args.Outcome switch { { Exception: ConditionalCheckFailedException } => PredicateResult.False(), _ => PredicateResult.True() }")]
    [InlineData("args => { if (args.Outcome.Exception is ConditionalCheckFailedException) return PredicateResult.False(); return PredicateResult.True(); }")]
    public Task PassingErrors_IsSilent(string predicate) => Verify.Csharp(Refs.Polly8, Version8(predicate));

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async t => { await db.GetItemAsync(get, t); await db.PutItemAsync(put, t); }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => await Update(t), ct); async Task Update(CancellationToken t) { var old = await db.QueryAsync(new QueryRequest { Limit = 1 }, t); await db.PutItemAsync(put, t); }")]
    public Task OptimisticLocking_IsSilent(string work) => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ConditionalCheckFailedException>()", work));

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async t => await db.PutItemAsync(MakeNew(), t), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { put.Item[\"Id\"] = new(Guid.NewGuid().ToString()); await db.PutItemAsync(put, t); }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => await db.PutItemAsync(new PutItemRequest { Item = new() { [\"At\"] = new(DateTime.UtcNow.ToString()) } }, t), ct);")]
    [InlineData("Func<PutItemRequest> make = MakeNew; await pipeline.ExecuteAsync(async t => await db.PutItemAsync(make(), t), ct);")]
    [InlineData("var n = 0; await pipeline.ExecuteAsync(async t => { n++; await db.PutItemAsync(\"Orders\", new() { [\"N\"] = new(n.ToString()) }, t); }, ct);")]
    public Task AnotherRequestEachTime_IsSilent(string work) => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ConditionalCheckFailedException>()", work));

    [Fact]
    public Task Lock_IsSilent() => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ConditionalCheckFailedException>()", name: "LeaseStore"));

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async t => await db.DescribeTableAsync(\"Orders\", t), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { await db.DescribeTableAsync(\"Orders\", t); await db.PutItemAsync(put, t); }, ct);")]
    public Task WaitingForATable_IsSilent(string work) => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ResourceNotFoundException>()", work));

    [Fact]
    public Task OtherService_IsSilent() => Verify.Csharp(Refs.Polly8, Version8("", "await pipeline.ExecuteAsync(async t => await sqs.ListQueuesAsync(\"\", t), ct);"));

    [Theory]
    [InlineData(" OnRetry = args => { Repairs.Run(); return default; },")]
    [InlineData(" OnRetry = Repairs.OnRetry,")]
    public Task MoreIsDoneBetween_IsSilent(string more) => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ConditionalCheckFailedException>()", more: more) + """

        static class Repairs
        {
            public static void Run() { }
            public static ValueTask OnRetry(OnRetryArguments<object> args) => default;
        }
        """);

    [Theory]
    [InlineData("given")]
    [InlineData("provider.GetPipeline(\"dynamodb\")")]
    public Task PipelineFromElsewhere_IsSilent(string value) => Verify.Csharp(Refs.Polly8, Usings + $$"""
        class Store(IAmazonDynamoDB db, ResiliencePipeline given, Polly.Registry.ResiliencePipelineProvider<string> provider)
        {
            private readonly ResiliencePipeline pipeline = {{value}};
            private readonly ResiliencePipeline other = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();
            public async Task Save(PutItemRequest put, CancellationToken ct) => await pipeline.ExecuteAsync(async t => await db.PutItemAsync(put, t), ct);
        }
        """);

    [Theory]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ProvisionedThroughputExceededException) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (AmazonServiceException) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { return false; } catch (ThrottlingException) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { throw; } catch (ThrottlingException) { }")]
    [InlineData("try { await db.GetItemAsync(get, ct); await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { }")]
    [InlineData("await db.GetItemAsync(get, ct); try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { }")]
    [InlineData("put.Item[\"Version\"] = new(version.ToString()); try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { version++; }")]
    [InlineData("put.Item = new() { [\"Id\"] = new(Guid.NewGuid().ToString()) }; try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { await Repair(put); }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException e) when (e.Item.Count == 0) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch (ResourceNotFoundException) { await db.CreateTableAsync(new CreateTableRequest(), ct); }")]
    public Task LoopThatMaySucceed_IsSilent(string body) => Verify.Csharp(Refs.Polly8, Loop(body));

    [Theory]
    [InlineData("AcquireLease")]
    [InlineData("WaitForTurn")]
    public Task LoopForALock_IsSilent(string name) =>
        Verify.Csharp(Refs.Polly8, Loop("try { await db.PutItemAsync(put, ct); return true; } catch (ConditionalCheckFailedException) { }", name));

    [Fact]
    public Task LoopOverAList_IsSilent() => Verify.Csharp(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db)
        {
            public async Task Save(List<PutItemRequest> all)
            {
                foreach (var put in all)
                {
                    try { await db.PutItemAsync(put); } catch (ConditionalCheckFailedException) { }
                }
            }
        }
        """);

    [Fact]
    public Task TestProject_IsSilent() =>
        Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<ConditionalCheckFailedException>()"), options: new() { ["build_property.IsTestProject"] = "true" });

    [Theory]
    [InlineData("")]
    [InlineData("new PredicateBuilder().Handle<Exception>()")]
    public Task Everything_IsSilentWhenSoftIsOff(string predicate) => Verify.Csharp(Refs.Polly8, Version8(predicate), options: new() { ["arch.ARCH2107.soft"] = "off" });

    [Fact]
    public Task CancelledTransactionWithoutTransactions_IsSilent() => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().Handle<TransactionCanceledException>()"));

    // ---- Reports

    [Theory]
    [InlineData("new PredicateBuilder().[|Handle|]<ConditionalCheckFailedException>()")]
    [InlineData("new PredicateBuilder().Handle<ThrottlingException>().[|Handle|]<ConditionalCheckFailedException>()")]
    [InlineData("new PredicateBuilder().[|HandleInner|]<ConditionalCheckFailedException>().Handle<ThrottlingException>()")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is [|ConditionalCheckFailedException|])")]
    [InlineData("args => ValueTask.FromResult(args.Outcome.Exception is ThrottlingException or [|ConditionalCheckFailedException|])")]
    [InlineData("args => args.Outcome.Exception is [|ConditionalCheckFailedException|] ? PredicateResult.True() : PredicateResult.False()")]
    [InlineData("args => args.Outcome switch { { Exception: [|ConditionalCheckFailedException|] } => PredicateResult.True(), _ => PredicateResult.False() }")]
    [InlineData("args => args.Outcome.Exception switch { ThrottlingException or [|ConditionalCheckFailedException|] => PredicateResult.True(), _ => PredicateResult.False() }")]
    [InlineData("args => { return new(args.Outcome.Exception is [|ConditionalCheckFailedException|] e); }")]
    public Task FailedCondition_Reports(string predicate) => Verify.Csharp(Refs.Polly8, Version8(predicate),
        message: "Retrying ConditionalCheckFailedException cannot succeed: the same request fails the same way, and every attempt costs capacity. "
        + "Retry only throttling and server errors: ProvisionedThroughputExceededException, ThrottlingException, InternalServerErrorException.");

    [Theory]
    [InlineData("ResourceNotFoundException")]
    [InlineData("ResourceInUseException")]
    [InlineData("ItemCollectionSizeLimitExceededException")]
    [InlineData("IdempotentParameterMismatchException")]
    [InlineData("DuplicateItemException")]
    public Task OtherPermanentError_Reports(string error) => Verify.Csharp(Refs.Polly8, Version8($"new PredicateBuilder().[|Handle|]<{error}>()"));

    [Theory]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonDynamoDBException>(e => e.ErrorCode == \"ValidationException\")")]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonServiceException>(e => e.ErrorCode == \"ThrottlingException\" || \"ValidationException\" == e.ErrorCode)")]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonServiceException>(e => e.ErrorCode is \"ThrottlingException\" or \"ValidationException\")")]
    [InlineData("args => new(args.Outcome.Exception is AmazonServiceException { ErrorCode: [|\"ValidationException\"|] })")]
    public Task Validation_Reports(string predicate) => Verify.Csharp(Refs.Polly8, Version8(predicate));

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async t => await db.PutItemAsync(Make(put), t), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { logger.LogInformation(\"saving\"); await db.PutItemAsync(new PutItemRequest { TableName = put.TableName }, t); }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => await SaveOnce(t), ct); async Task SaveOnce(CancellationToken t) => await db.PutItemAsync(put, t);")]
    [InlineData("pipeline.Execute(() => db.PutItemAsync(put).GetAwaiter().GetResult());")]
    public Task SameRequest_Reports(string work) => Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().[|Handle|]<ConditionalCheckFailedException>()", work));

    [Fact]
    public Task LogBetween_Reports() => Verify.Csharp(Refs.Polly8, Version8(
        "new PredicateBuilder().[|Handle|]<ConditionalCheckFailedException>()", more: " OnRetry = args => { Console.WriteLine(args.AttemptNumber); return default; },"));

    [Fact]
    public Task PipelineInAnotherFile_Reports() => Verify.Csharp(Refs.Polly8, [
        ("Retries.cs", Usings + """
            static class Retries
            {
                public static readonly ResiliencePipeline DynamoDb = new ResiliencePipelineBuilder()
                    .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().[|Handle|]<ResourceNotFoundException>(), BackoffType = DelayBackoffType.Exponential, UseJitter = true })
                    .AddTimeout(TimeSpan.FromSeconds(10))
                    .Build();
            }
            """ + Client),
        ("Store.cs", Usings + "class Store(IAmazonDynamoDB db) { async Task Save(PutItemRequest put) => await Retries.DynamoDb.ExecuteAsync(async t => await db.PutItemAsync(put, t)); }"),
    ]);

    [Theory]
    [InlineData("Policy.[|Handle|]<ConditionalCheckFailedException>()")]
    [InlineData("Policy.Handle<ProvisionedThroughputExceededException>().[|Or|]<ConditionalCheckFailedException>()")]
    [InlineData("Policy.Handle<ProvisionedThroughputExceededException>().[|OrInner|]<ConditionalCheckFailedException>().Or<ThrottlingException>()")]
    [InlineData("Policy.[|Handle|]<AmazonServiceException>(e => e.ErrorCode == \"ValidationException\")")]
    public async Task Version7_Reports(string predicate)
    {
        var code = Version7(predicate + ".WaitAndRetryAsync(3, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)))");
        await Verify.Csharp(Refs.Polly7, code.Replace("using Amazon.SQS;\n", "").Replace("using Microsoft.Extensions.Logging;\n", "").Replace(", ILogger logger", ""));
        await Verify.Csharp(Refs.Polly8, code);
    }

    [Fact]
    public Task WrappedPolicy_Reports() => Verify.Csharp(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db)
        {
            private static readonly IAsyncPolicy retry = Policy.[|Handle|]<ConditionalCheckFailedException>().WaitAndRetryAsync(3, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)));
            private static readonly IAsyncPolicy policy = Policy.WrapAsync(Policy.TimeoutAsync(10), retry);

            public async Task Save(PutItemRequest put) => await policy.ExecuteAsync(() => db.PutItemAsync(put));
        }
        """ + Client);

    [Theory]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch ([|ConditionalCheckFailedException|]) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch ([|ConditionalCheckFailedException|]) when (attempt < 3) { logger.LogWarning(\"again\"); }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch ([|ResourceNotFoundException|] e) { logger.LogWarning(e, \"again\"); continue; } catch (ThrottlingException) { }")]
    [InlineData("try { await db.PutItemAsync(new PutItemRequest { TableName = put.TableName }, ct); return true; } catch ([|ConditionalCheckFailedException|]) { }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch ([|ConditionalCheckFailedException|]) { var delay = Random.Shared.Next(20); await Task.Delay(delay, ct); }")]
    [InlineData("try { await db.PutItemAsync(put, ct); return true; } catch ([|AmazonDynamoDBException|] e) when (e.ErrorCode == \"ValidationException\") { }")]
    public Task Loop_Reports(string body) => Verify.Csharp(Refs.Polly8, Loop(body));

    [Theory]
    [InlineData("new PredicateBuilder().[|Handle|]<Exception>()", "Exception")]
    [InlineData("new PredicateBuilder().Handle<ThrottlingException>().[|Handle|]<AmazonServiceException>()", "AmazonServiceException")]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonClientException>()", "AmazonClientException")]
    [InlineData("new PredicateBuilder().[|Handle|]<AmazonDynamoDBException>()", "AmazonDynamoDBException")]
    public async Task Everything_ReportsSoftly(string predicate, string handled)
    {
        var found = await Verify.Csharp(Refs.Polly8, Version8(predicate),
            $"This retry also repeats failed conditions and invalid requests, because it handles {handled}. "
            + "Handle only throttling and server errors: ProvisionedThroughputExceededException, ThrottlingException, InternalServerErrorException.",
            new() { ["build_property.ArchBreakBuild"] = "true" });
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public async Task NoPredicate_ReportsSoftly()
    {
        var found = await Verify.Csharp(Refs.Polly8, Version8("").Replace(".AddRetry", ".[|AddRetry|]"),
            "This retry also repeats failed conditions and invalid requests, because it handles every exception. "
            + "Handle only throttling and server errors: ProvisionedThroughputExceededException, ThrottlingException, InternalServerErrorException.");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public async Task CancelledTransaction_ReportsSoftly()
    {
        var found = await Verify.Csharp(Refs.Polly8, Version8("new PredicateBuilder().[|Handle|]<TransactionCanceledException>()", "await pipeline.ExecuteAsync(async t => await db.TransactWriteItemsAsync(write, t), ct);"));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public async Task SdkV3_Reports()
    {
        await Verify.Csharp(Refs.DynamoDbV3, """
            using System;
            using System.Threading.Tasks;
            using Amazon.DynamoDBv2;
            using Amazon.DynamoDBv2.Model;

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
    }
}
