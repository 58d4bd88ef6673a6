using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.UnprocessedResubmittedWithoutBackoff>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class UnprocessedResubmittedWithoutBackoffTests
{
    internal const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        """;

    internal static string Class(string statements) => Usings + $$"""
        class Store(IAmazonDynamoDB db, ResiliencePipeline pipeline, ResiliencePipeline<BatchWriteItemResponse> typed)
        {
            private readonly TimeSpan pause = TimeSpan.FromSeconds(1);

            private TimeSpan Pause { get; set; }

            async Task Write(BatchWriteItemRequest request, Dictionary<string, List<WriteRequest>> items, CancellationToken ct)
            {
                {{statements}}
            }

            TimeSpan Next(int attempt) => pause * attempt;
            Task Backoff() => Task.CompletedTask;
            void Queue(object left) { }
        }
        """;

    private static Task InMethod(string statements, string? message = null, Dictionary<string, string>? options = null) =>
        Verify.Csharp(Refs.Polly8, Class(statements), message: message, options: options);

    private static string Loop(string wait, string call = "[|BatchWriteItemAsync|]") => $$"""
        var attempt = 0;
        do
        {
            var response = await db.{{call}}(request, ct);
            request.RequestItems = response.UnprocessedItems;
            {{wait}}
        }
        while (request.RequestItems is { Count: > 0 });
        """;

    // ---- Silent

    [Theory]
    [InlineData("await Task.Delay(100 * ++attempt, ct);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Pow(2, attempt++)), ct);")]
    [InlineData("await Task.Delay(Random.Shared.Next(100), ct);")]
    [InlineData("await Task.Delay(Next(attempt++), ct);")]
    [InlineData("await Task.Delay(Next(1), ct);")]
    [InlineData("Thread.Sleep(1 << attempt++);")]
    [InlineData("await Backoff();")]
    [InlineData("var wait = 100 * attempt++; await Task.Delay(wait, ct);")]
    public Task WaitThatChanges_IsSilent(string wait) => InMethod(Loop(wait, "BatchWriteItemAsync"));

    [Theory]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); Queue(r.UnprocessedItems);")]
    [InlineData("foreach (var part in new[] { request }) { var r = await db.BatchWriteItemAsync(part, ct); Queue(r.UnprocessedItems); }")]
    [InlineData("while (!ct.IsCancellationRequested) { var r = await db.BatchWriteItemAsync(request, ct); Queue(r.UnprocessedItems); }")]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); request.RequestItems = r.UnprocessedItems; var again = await db.BatchWriteItemAsync(request, ct); Queue(again.UnprocessedItems);")]
    public Task NoResubmissionLoop_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("Pace", "static Task Next(int turn, CancellationToken ct) => turn < 8 ? Task.Delay(turn * turn, ct) : throw new System.Exception();")]
    [InlineData("Pace", "static void Next(int turn, CancellationToken ct) { System.Threading.Thread.Sleep(1 << turn); }")]
    [InlineData("Backoff", "static Task Next(int turn, CancellationToken ct) => Policy.Next(turn); static class Policy { public static Task Next(int turn) => Task.CompletedTask; }")]
    public Task OwnMethodThatWaits_IsSilent(string type, string next) => Verify.Csharp(Refs.AwsV4, $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        static class {{type}} { public {{next}} }
        class Store(IAmazonDynamoDB db)
        {
            async Task Run(BatchWriteItemRequest request, CancellationToken ct)
            {
                for (var turn = 0; request.RequestItems is { Count: > 0 }; turn++)
                {
                    {{(next.Contains("void", System.StringComparison.Ordinal) ? "" : "await ")}}{{type}}.Next(turn, ct);
                    var response = await db.BatchWriteItemAsync(request, ct);
                    request.RequestItems = response.UnprocessedItems;
                }
            }
        }
        """);

    [Fact]
    public Task OwnMethodThatDoesNotWait_Reports() => Verify.Csharp(Refs.AwsV4, """
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        static class Counter { public static Task Next(int turn) => Task.CompletedTask; }
        class Store(IAmazonDynamoDB db)
        {
            async Task Run(BatchWriteItemRequest request, CancellationToken ct)
            {
                for (var turn = 0; request.RequestItems is { Count: > 0 }; turn++)
                {
                    await Counter.Next(turn);
                    var response = await db.{|ARCH2109:BatchWriteItemAsync|}(request, ct);
                    request.RequestItems = response.UnprocessedItems;
                }
            }
        }
        """);

    [Fact]
    public Task TypedPipeline_IsSilent() => InMethod("""
        do
        {
            var response = await typed.ExecuteAsync(async token => await db.BatchWriteItemAsync(request, token), ct);
            request.RequestItems = response.UnprocessedItems;
        }
        while (request.RequestItems is { Count: > 0 });
        """);

    [Fact]
    public Task HighLevelByDefault_IsSilent() => InMethod("var context = new DynamoDBContextBuilder().Build(); await context.CreateBatchWrite<object>().ExecuteAsync(ct);");

    [Fact]
    public Task SameNameElsewhere_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        class Other { public Other BatchWriteItem(object x) => this; public object UnprocessedItems => this; }
        class Store(Other other) { void Run(object x) { while (x != null) { var r = other.BatchWriteItem(x); x = r.UnprocessedItems; } } }
        """);

    [Fact]
    public Task TestProject_IsSilent() => InMethod(Loop("", "BatchWriteItemAsync"), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Reports

    [Fact]
    public Task Tight_Reports() => InMethod(Loop(""),
        "Unprocessed items are sent again at once. DynamoDB left them because it is throttled; wait exponentially longer, with jitter, before each turn.");

    [Theory]
    [InlineData("await Task.Delay(100, ct);")]
    [InlineData("await Task.Delay(pause, ct);")]
    [InlineData("await Task.Delay(Pause, ct);")]
    [InlineData("var wait = TimeSpan.FromSeconds(1); await Task.Delay(wait, ct);")]
    [InlineData("Thread.Sleep(1000);")]
    public Task Constant_Reports(string wait) => InMethod(Loop(wait),
        "Unprocessed items are sent again after a constant delay. DynamoDB left them because it is throttled; wait exponentially longer, with jitter, before each turn.");

    [Theory]
    [InlineData("var r = await db.BatchWriteItemAsync(items, ct); while (r.UnprocessedItems.Count > 0) { r = await db.[|BatchWriteItemAsync|](r.UnprocessedItems, ct); }")]
    [InlineData("var r = await db.BatchWriteItemAsync(items, ct); while (r.UnprocessedItems.Count > 0) { var next = new BatchWriteItemRequest(r.UnprocessedItems); r = await db.[|BatchWriteItemAsync|](next, ct); }")]
    [InlineData("var left = items; while (left.Count > 0) { var r = await db.[|BatchWriteItemAsync|](left, ct); var rest = r.UnprocessedItems; left = rest; }")]
    [InlineData("while (items.Count > 0) { var r = await db.[|BatchWriteItemAsync|](new BatchWriteItemRequest { RequestItems = items }, ct); items = r.UnprocessedItems; }")]
    [InlineData("while (true) { var r = await db.[|BatchWriteItemAsync|](items, ct); if (r.UnprocessedItems is not { Count: > 0 } left) break; items = left; }")]
    [InlineData("var r = new BatchWriteItemResponse(); do { var next = new BatchWriteItemRequest(items); r = await db.[|BatchWriteItemAsync|](next, ct); items = r.UnprocessedItems; } while (r.UnprocessedItems.Count > 0);")]
    [InlineData("for (var r = await db.BatchWriteItemAsync(request, ct); r.UnprocessedItems is { Count: > 0 }; r = await db.[|BatchWriteItemAsync|](request, ct)) { request.RequestItems = r.UnprocessedItems; }")]
    [InlineData("while (true) { var r = await pipeline.ExecuteAsync(async t => await db.[|BatchWriteItemAsync|](request, t), ct); if (r.UnprocessedItems.Count == 0) return; request = new BatchWriteItemRequest(r.UnprocessedItems); }")]
    public Task OtherForms_Reports(string statements) => InMethod(statements);

    [Fact]
    public Task Reads_Reports() => Verify.Csharp(Refs.AwsV4, Usings.Replace("using Polly;\n", "") + """
        class Store(IAmazonDynamoDB db)
        {
            async Task Read(BatchGetItemRequest keys, List<object> all)
            {
                BatchGetItemResponse response;
                do
                {
                    response = await db.[|BatchGetItemAsync|](keys);
                    all.Add(response.Responses);
                    keys.RequestItems = response.UnprocessedKeys;
                }
                while (response.UnprocessedKeys.Count > 0);
            }
        }
        """);

    [Fact]
    public Task Recursion_Reports() => Verify.Csharp(Refs.AwsV4, Usings.Replace("using Polly;\n", "") + """
        class Store(IAmazonDynamoDB db)
        {
            async Task Write(Dictionary<string, List<WriteRequest>> items)
            {
                var response = await db.BatchWriteItemAsync(items);
                if (response.UnprocessedItems.Count > 0)
                    await [|Write|](response.UnprocessedItems);
            }
        }
        """);

    [Fact]
    public Task RecursionWithTheSameRequest_Reports() => Verify.Csharp(Refs.AwsV4, Usings.Replace("using Polly;\n", "") + """
        class Store(IAmazonDynamoDB db)
        {
            async Task Write(BatchWriteItemRequest request)
            {
                var response = await db.BatchWriteItemAsync(request);
                if (response.UnprocessedItems.Count == 0)
                    return;
                request.RequestItems = response.UnprocessedItems;
                await Task.Delay(1000);
                await this.[|Write|](request);
            }
        }
        """);

    [Fact]
    public Task HighLevel_ReportsSoftlyOnRequest() => InMethod(
        "var context = new DynamoDBContextBuilder().Build(); await context.CreateBatchWrite<object>().[|ExecuteAsync|](ct); db.Paginators.[|BatchGetItem|](new BatchGetItemRequest());",
        "This API resends unprocessed items in a loop without delay or limit; for large batches use BatchWriteItem with your own backoff",
        new() { ["arch.ARCH2109.high_level"] = "true" });
}
