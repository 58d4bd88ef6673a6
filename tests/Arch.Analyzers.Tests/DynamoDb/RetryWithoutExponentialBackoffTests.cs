using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.RetryWithoutExponentialBackoff>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class RetryWithoutExponentialBackoffTests
{
    internal const string Growing = "TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, n)))";

    private const string Work = "await retry.ExecuteAsync(async token => await db.PutItemAsync(put, token), ct);";

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.SQS;
        using Polly;
        using Polly.Contrib.WaitAndRetry;
        using Polly.Registry;
        using Polly.Retry;

        """;

    private static string Store(string field, string work = Work) => Usings + $$"""
        class Store(IAmazonDynamoDB db, IAmazonSQS sqs, ResiliencePipeline injected, ResiliencePipelineProvider<string> provider, DelayBackoffType configured)
        {
            {{field}}

            public async Task Save(PutItemRequest put, CancellationToken ct)
            {
                {{work}}
            }

            private Task Put(CancellationToken ct) => db.PutItemAsync(new PutItemRequest(), ct);
            private TimeSpan Next(int attempt) => TimeSpan.FromSeconds(attempt);
            private static void Hand(object policy) { }
        }

        class Setup { public object Client = new AmazonDynamoDBConfig { MaxErrorRetry = 1 }; }
        """;

    internal static string Version8(string options, string name = "AddRetry", string work = Work) => Store(
        $"private static readonly ResiliencePipeline retry = new ResiliencePipelineBuilder().{name}(new RetryStrategyOptions {{ ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>(){options} }}).Build();", work);

    internal static string Version7(string strategy, string work = "await retry.ExecuteAsync(token => db.PutItemAsync(put, token), ct);") =>
        Store($"private readonly IAsyncPolicy retry = Policy.Handle<ProvisionedThroughputExceededException>().{strategy};", work);

    internal static string Loop(string catches, string loop = "for (var attempt = 0; attempt < 5; attempt++)", string attempt = "await db.PutItemAsync(put, ct); return;") => Store("", $$"""
        {{loop}}
                {
                    try { {{attempt}} }
                    {{catches}}
                }
        """);

    private static Task Silent(string code) => Verify.Csharp(Refs.Polly8, code);

    // ---- Silent

    // A loop that is told that it cannot succeed need not hear of jitter.
    [Fact]
    public Task LoopOfAPermanentError_IsSilent() => Silent(Loop(
        "catch (ProvisionedThroughputExceededException) { await Task.Delay(50 << attempt, ct); } catch ({|ARCH2107:ConditionalCheckFailedException|}) { }"));

    [Theory]
    [InlineData(", BackoffType = DelayBackoffType.Exponential, UseJitter = true")]
    [InlineData(", DelayGenerator = static args => new ValueTask<TimeSpan?>(TimeSpan.FromSeconds(args.AttemptNumber))")]
    public Task ExponentialPipeline_IsSilent(string options) => Silent(Version8(options));

    [Theory]
    [InlineData("", "await injected.ExecuteAsync(async token => await db.PutItemAsync(put, token), ct);")]
    [InlineData("", "await provider.GetPipeline(\"dynamo\").ExecuteAsync(async token => await db.PutItemAsync(put, token), ct);")]
    [InlineData("private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();", "await retry.ExecuteAsync(async token => await sqs.SendMessageAsync(\"queue\", \"text\", token), ct);")]
    [InlineData("private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();", "await db.PutItemAsync(put, ct);")]
    [InlineData("private readonly IAsyncPolicy retry = Policy.Handle<Exception>().RetryAsync(3);", "await retry.ExecuteAsync(token => sqs.SendMessageAsync(\"queue\", \"text\", token), ct); await db.PutItemAsync(put, ct);")]
    [InlineData("", "Hand(Policy.Handle<Exception>().RetryAsync(3)); await db.PutItemAsync(put, ct);")]
    public Task NotLinked_IsSilent(string field, string work) => Silent(Store(field, work));

    [Theory]
    [InlineData("WaitAndRetryAsync(5, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * 50 * Math.Pow(2, n)))")]
    [InlineData("WaitAndRetryAsync(Backoff.DecorrelatedJitterBackoffV2(TimeSpan.FromSeconds(1), 5))")]
    [InlineData("WaitAndRetryAsync(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4) })")]
    [InlineData("WaitAndRetryAsync(5, n => TimeSpan.FromMilliseconds(Random.Shared.Next(1000)))")]
    [InlineData("WaitAndRetryAsync(5, n => TimeSpan.FromMilliseconds(n * n))")]
    public Task ExponentialPolicy_IsSilent(string strategy) => Silent(Version7(strategy));

    [Theory]
    [InlineData("catch (ProvisionedThroughputExceededException) { await Task.Delay(Random.Shared.Next(50) << attempt, ct); }")]
    [InlineData("catch (ProvisionedThroughputExceededException) { await Task.Delay(Next(attempt), ct); }")]
    [InlineData("catch (ProvisionedThroughputExceededException) { await Put(ct); }")]
    [InlineData("catch (ProvisionedThroughputExceededException) { return; }")]
    [InlineData("catch (InvalidOperationException) { await Task.Delay(100, ct); }")]
    public Task LoopThatBacksOffOrIsNone_IsSilent(string catches) => Silent(Loop(catches));

    [Theory]
    [InlineData("while (!ct.IsCancellationRequested)", "await db.PutItemAsync(put, ct);")]
    [InlineData("while (true)", "var r = await db.GetItemAsync(\"Orders\", put.Item, ct); if (r.IsItemSet) return;")]
    [InlineData("foreach (var item in new[] { put })", "await db.PutItemAsync(item, ct);")]
    [InlineData("foreach (var table in new[] { \"a\", \"b\" })", "var r = await db.GetItemAsync(table, put.Item, ct); return;")]
    [InlineData("GetItemResponse? found = null; while (found?.Item == null)", "found = await db.GetItemAsync(\"Orders\", put.Item, ct);")]
    public Task PollOrList_IsSilent(string loop, string attempt) => Silent(Loop("catch (AmazonDynamoDBException) { Thread.Sleep(1000); }", loop, attempt));

    [Fact]
    public Task OptimisticLocking_IsSilent() => Silent(Loop(
        "catch (AmazonDynamoDBException e) when (e.ErrorCode == \"ConditionalCheckFailedException\") { }", "while (true)", "put.Item = (await db.GetItemAsync(\"Orders\", put.Item, ct)).Item; await db.PutItemAsync(put, ct); return;"));

    [Fact]
    public Task GivenDelays_AreSilent() => Silent(Loop("catch (AmazonDynamoDBException) { await Task.Delay(delay, ct); }", "foreach (var delay in new[] { 50, 200, 800 })"));

    [Fact]
    public Task BatchLoop_BelongsToItsOwnRule() => Silent(Store("", """
        var batch = new BatchWriteItemRequest();
                var done = false;
                while (!done)
                {
                    try { var r = await db.BatchWriteItemAsync(batch, ct); batch.RequestItems = r.UnprocessedItems; done = r.UnprocessedItems is not { Count: > 0 }; }
                    catch (ProvisionedThroughputExceededException) { }
                    await Backoff();
                }
                async Task Backoff() => await Task.Yield();
        """));

    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.Polly8, Version8(""), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Reports

    [Theory]
    [InlineData("", "a constant time")]
    [InlineData(", BackoffType = DelayBackoffType.Constant, UseJitter = true", "a constant time")]
    [InlineData(", BackoffType = DelayBackoffType.Linear", "a linearly growing time")]
    public Task Pipeline_Reports(string options, string time) => Verify.Csharp(Refs.Polly8, Version8(options, "[|AddRetry|]"),
        message: $"This retry waits {time} between attempts, so all clients hit a throttled table again at the same pace. Use exponential backoff with jitter: BackoffType = DelayBackoffType.Exponential, UseJitter = true.");

    [Theory]
    [InlineData("[|RetryAsync|](3)", "no time at all")]
    [InlineData("[|RetryForeverAsync|]()", "no time at all")]
    [InlineData("[|WaitAndRetryAsync|](3, _ => TimeSpan.FromSeconds(1))", "a constant time")]
    [InlineData("[|WaitAndRetryAsync|](3, n => TimeSpan.FromSeconds(n))", "a linearly growing time")]
    [InlineData("[|WaitAndRetryAsync|](new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) })", "a constant time")]
    [InlineData("[|WaitAndRetryAsync|](Backoff.ConstantBackoff(TimeSpan.FromSeconds(1), 5))", "a constant time")]
    [InlineData("[|WaitAndRetryAsync|](Backoff.LinearBackoff(TimeSpan.FromSeconds(1), 5))", "a linearly growing time")]
    public Task Policy_Reports(string strategy, string time) => Verify.Csharp(Refs.Polly8, Version7(strategy),
        $"This retry waits {time} between attempts, so all clients hit a throttled table again at the same pace. Use exponential backoff with jitter: WaitAndRetryAsync with a time that doubles and a random share of it.");

    [Theory]
    [InlineData("await Policy.Handle<ThrottlingException>().[|RetryAsync|](3).ExecuteAsync(token => db.PutItemAsync(put, token), ct);")]
    [InlineData("var retry = Policy.Handle<ThrottlingException>().[|RetryAsync|](3); await retry.ExecuteAsync(Put, ct);")]
    [InlineData("var wrap = Policy.WrapAsync(Policy.TimeoutAsync(1), Policy.Handle<ThrottlingException>().[|RetryAsync|](3)); await wrap.ExecuteAsync(Put, ct);")]
    [InlineData("var retry = Policy.Handle<ThrottlingException>().[|RetryAsync|](3); var wrap = Policy.WrapAsync(Policy.TimeoutAsync(1), retry); await wrap.ExecuteAsync(Put, ct);")]
    [InlineData("var retry = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(9)).[|AddRetry|](new() { ShouldHandle = new PredicateBuilder().Handle<ThrottlingException>() }).Build(); await retry.ExecuteAsync(async token => await Put(token), ct);")]
    public Task LinkedInManyWays_Reports(string work) => Verify.Csharp(Refs.Polly8, Store("", work));

    [Fact]
    public async Task StrategyOfAnotherType_ReportsWhereItStands()
    {
        var found = await Verify.Csharp(Refs.Polly8, [
            ("Pipelines.cs", "using Polly; using Polly.Retry; using Amazon.DynamoDBv2.Model; static class Pipelines { public static readonly ResiliencePipeline Dynamo = new ResiliencePipelineBuilder().[|AddRetry|](new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<ThrottlingException>() }).Build(); }"),
            ("Store.cs", Store("", "await Pipelines.Dynamo.ExecuteAsync(async token => await db.PutItemAsync(put, token), ct);"))]);
        Assert.EndsWith("Store.cs", found.Single().AdditionalLocations.Single().GetLineSpan().Path);
    }

    [Fact]
    public async Task WithoutJitter_ReportsSoftly()
    {
        var found = await Verify.Csharp(Refs.Polly8, Version8(", BackoffType = DelayBackoffType.Exponential", "[|AddRetry|]"), "This retry has no jitter; clients throttled together retry together. Add UseJitter = true.");
        Assert.Equal(DiagnosticSeverity.Info, found.Single().Severity);
    }

    [Theory]
    [InlineData("[|WaitAndRetryAsync|](3, n => TimeSpan.FromSeconds(Math.Pow(2, n)))")]
    [InlineData("[|WaitAndRetryAsync|](Backoff.ExponentialBackoff(TimeSpan.FromSeconds(1), 5))")]
    public Task PolicyWithoutJitter_Reports(string strategy) => Verify.Csharp(Refs.Polly8, Version7(strategy), "This retry has no jitter; clients throttled together retry together. Add a random share of the time.");

    [Theory]
    [InlineData("catch (ProvisionedThroughputExceededException) { await Task.[|Delay|](1000, ct); }", "a constant time")]
    [InlineData("catch (AmazonDynamoDBException) when (attempt < 4) { await Task.[|Delay|](100 * attempt, ct); }", "a linearly growing time")]
    [InlineData("[|catch|] (Exception) { if (attempt == 4) throw; }", "no time at all")]
    [InlineData("[|catch|] { }", "no time at all")]
    public Task Loop_Reports(string catches, string time) => Verify.Csharp(Refs.Polly8, Loop(catches),
        $"This retry waits {time} between attempts, so all clients hit a throttled table again at the same pace. Use exponential backoff with jitter: Task.Delay with a time that doubles and a random share of it.");

    [Theory]
    [InlineData("while (true)", "await db.PutItemAsync(put, ct); break;")]
    [InlineData("var done = false; while (!done)", "await db.PutItemAsync(put, ct); done = true;")]
    [InlineData("PutItemResponse? response = null; while (response == null)", "response = await db.PutItemAsync(put, ct);")]
    [InlineData("foreach (var _ in Enumerable.Range(0, 5))", "await db.PutItemAsync(put, ct); return;")]
    public Task OtherLoops_Reports(string loop, string attempt) => Verify.Csharp(Refs.Polly8, Loop("catch (ProvisionedThroughputExceededException) { Thread.[|Sleep|](1000); }", loop, attempt));

    /// <summary>Each loop is judged once, whatever else catches in it or is only called so.</summary>
    [Theory]
    [InlineData("foreach (var table in new[] { 1, 2 }) while (true)", "await db.PutItemAsync(put, ct); break;", "catch (TimeoutException) { throw; } catch (ProvisionedThroughputExceededException) { Thread.[|Sleep|](1000); }")]
    [InlineData("while (true)", "try { await db.PutItemAsync(put, ct); } catch (TimeoutException) { throw; } break;", "catch (ProvisionedThroughputExceededException) { Thread.[|Sleep|](1000); }")]
    [InlineData("while (true)", "Action @catch = () => { while (true) try { break; } catch { } }; await db.PutItemAsync(put, ct); break;", "/* catch */ catch (ProvisionedThroughputExceededException) { Thread.[|Sleep|](1000); }")]
    public Task LoopWithMoreCatches_ReportsOnce(string loop, string attempt, string catches) => Verify.Csharp(Refs.Polly8, Loop(catches, loop, attempt));

    [Fact]
    public Task LoopWithoutJitter_ReportsSoftly() => Verify.Csharp(Refs.Polly8, Loop("catch (ProvisionedThroughputExceededException) { await Task.[|Delay|](50 << attempt, ct); }"),
        "This retry has no jitter; clients throttled together retry together. Add a random share of the time.");
}
