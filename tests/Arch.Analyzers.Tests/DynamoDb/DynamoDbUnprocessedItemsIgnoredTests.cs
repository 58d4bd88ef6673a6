using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.DynamoDbUnprocessedItemsIgnored>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbUnprocessedItemsIgnoredTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Microsoft.Extensions.Logging;
        using Polly;

        """;

    private static Task Code(string code, string? message = null, RefSet? references = null, Dictionary<string, string>? options = null) =>
        Verify.Csharp(references ?? Refs.Polly8, Usings + code, message: message, options: options);

    private static Task InMethod(string statements, string? message = null, Dictionary<string, string>? options = null) => Code($$"""
        class Store(IAmazonDynamoDB db, ResiliencePipeline pipeline, ResiliencePipeline<BatchWriteItemResponse> typed, ILogger logger)
        {
            private BatchWriteItemResponse? last;

            async Task Write(BatchWriteItemRequest request, BatchGetItemRequest keys, BatchExecuteStatementRequest script, List<BatchWriteItemRequest> all, CancellationToken ct)
            {
                await Task.Yield();
                {{statements}}
            }

            void Handle(object response) { }
            void Watch(Task task) { }
        }
        """, message, null, options);

    // ---- Silent

    [Theory]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); if (r.UnprocessedItems.Count > 0) throw new Exception();")]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); if (r is { UnprocessedItems.Count: > 0 }) throw new Exception();")]
    [InlineData("if (await db.BatchWriteItemAsync(request, ct) is { UnprocessedItems: { Count: > 0 } left }) Handle(left);")]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); var left = r?.UnprocessedItems;")]
    [InlineData("request.RequestItems = (await db.BatchWriteItemAsync(request, ct)).UnprocessedItems;")]
    [InlineData("BatchWriteItemResponse r; do { r = await db.BatchWriteItemAsync(request, ct); request.RequestItems = r.UnprocessedItems; await Task.Delay(Random.Shared.Next(), ct); } while (r.UnprocessedItems is { Count: > 0 });")]
    [InlineData("var task = db.BatchWriteItemAsync(request, ct); var r = await task.ConfigureAwait(false); Handle(r.UnprocessedItems);")]
    [InlineData("var r = db.BatchWriteItemAsync(request, ct).Result; Action later = () => Handle(r.UnprocessedItems);")]
    [InlineData("var r = await db.BatchGetItemAsync(keys, ct); foreach (var key in r.UnprocessedKeys ?? []) Handle(key);")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); foreach (var one in r.Responses) if (one.Error is { } error) throw new Exception(error.Message);")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); Handle(r.Responses.Where(one => one.Item != null));")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); Handle(r.Responses.Select(one => one));")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); r.Responses.ForEach(one => Handle(one));")]
    [InlineData("FormattableString text = $\"{await db.BatchWriteItemAsync(request, ct)}\";")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); if (r.Responses.Any(one => one.Error != null)) throw new Exception();")]
    public Task LeftoverIsRead_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); Handle(r);")]
    [InlineData("var r = await db.BatchWriteItemAsync(request, ct); logger.LogInformation(\"{Response}\", r);")]
    [InlineData("last = await db.BatchWriteItemAsync(request, ct);")]
    [InlineData("var list = new List<BatchWriteItemResponse> { await db.BatchWriteItemAsync(request, ct) };")]
    [InlineData("var pair = (request, await db.BatchWriteItemAsync(request, ct));")]
    [InlineData("object r = await db.BatchWriteItemAsync(request, ct); Handle(r);")]
    [InlineData("dynamic r = await db.BatchWriteItemAsync(request, ct); Handle(r.UnprocessedItems);")]
    [InlineData("await db.BatchWriteItemAsync(request, ct).ContinueWith(t => Handle(t.Result));")]
    [InlineData("Func<Task<BatchWriteItemResponse>> work = () => db.BatchWriteItemAsync(request, ct); Handle(work);")]
    [InlineData("var all2 = await Task.WhenAll(all.Select(b => db.BatchWriteItemAsync(b, ct))); Handle(all2);")]
    [InlineData("var tasks = all.Select(b => db.BatchWriteItemAsync(b, ct)).ToList(); await Task.WhenAll(tasks); foreach (var t in tasks) Handle(t.Result.UnprocessedItems);")]
    [InlineData("Watch(db.BatchWriteItemAsync(request, ct));")]
    [InlineData("var r = await db.BatchExecuteStatementAsync(script, ct); Handle(r.Responses);")]
    public Task ResponseEscapes_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await typed.ExecuteAsync(async t => await db.BatchWriteItemAsync(request, t), ct);")]
    [InlineData("var r = await pipeline.ExecuteAsync(async t => await db.BatchWriteItemAsync(request, t), ct); Handle(r.UnprocessedItems);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { var r = await db.BatchWriteItemAsync(request, t); Handle(r.UnprocessedItems); return r; }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { var r = await db.BatchWriteItemAsync(request, t); if (r.UnprocessedItems.Count > 0) throw new Exception(); }, ct);")]
    public Task LeftoverIsReadAroundAPipeline_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task ReturnedResponse_IsSilent() => Code("""
        class Store(IAmazonDynamoDB db)
        {
            public Task<BatchWriteItemResponse> A(BatchWriteItemRequest r) => db.BatchWriteItemAsync(r);
            public async Task<BatchWriteItemResponse> B(BatchWriteItemRequest r) => await db.BatchWriteItemAsync(r);
            public async Task<BatchWriteItemResponse> C(BatchWriteItemRequest r) { var x = await db.BatchWriteItemAsync(r); return x; }
            public async IAsyncEnumerable<BatchWriteItemResponse> D(BatchWriteItemRequest r) { yield return await db.BatchWriteItemAsync(r); }
        }
        """);

    [Fact]
    public Task ExpressionTree_IsSilent() => Code("""
        using System.Linq.Expressions;
        class Mock
        {
            void Setup<T>(Expression<Func<IAmazonDynamoDB, T>> call) { }
            void Arrange() => Setup(db => db.BatchWriteItemAsync(null!, default(CancellationToken)));
        }
        """.Replace("using System.Linq.Expressions;\n", "").Replace("Expression<Func", "System.Linq.Expressions.Expression<Func").Replace("null!, default", "(BatchWriteItemRequest)null!, default"));

    [Fact]
    public Task SameNameElsewhere_IsSilent() => Code("""
        class Other { public Task<BatchWriteItemResponse> BatchWriteItemAsync(BatchWriteItemRequest r) => null!; }
        class Store(Other other) { async Task Write(BatchWriteItemRequest r) => await other.BatchWriteItemAsync(r); }
        """);

    [Fact]
    public Task Decorator_IsSilent() => Code("""
        class Logged : AmazonDynamoDBClient
        {
            async Task Flush(BatchWriteItemRequest r) => await BatchWriteItemAsync(r);
        }
        """);

    [Fact]
    public Task TestProject_IsSilent() => InMethod("await db.BatchWriteItemAsync(request, ct);", options: new() { ["build_property.IsTestProject"] = "true" });

    [Theory]
    [InlineData("await Amazon.DynamoDBv2.DocumentModel.Table.LoadTable(db, \"Orders\").CreateBatchWrite().ExecuteAsync(ct);")]
    [InlineData("await foreach (var page in db.Paginators.BatchGetItem(keys).Responses) Handle(page.Responses);")]
    public Task HighLevelBatchOfTheDocumentModel_IsSilent(string statements) => InMethod("#pragma warning disable CS0618\n" + statements);

    [Fact]
    public Task HighLevelBatch_IsSilent() => InMethod("var context = new Amazon.DynamoDBv2.DataModel.DynamoDBContextBuilder().Build(); await context.CreateBatchWrite<object>().ExecuteAsync(ct);");

    [Fact]
    public Task OnlyLogged_IsSilentWhenSoftIsOff() => InMethod(
        "var r = await db.BatchWriteItemAsync(request, ct); logger.LogWarning(\"{Count}\", r.UnprocessedItems.Count);", options: new() { ["arch.ARCH2102.soft"] = "off" });

    // ---- Reports

    [Theory]
    [InlineData("await db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("await db.[|BatchWriteItemAsync|](request, ct).ConfigureAwait(false);")]
    [InlineData("db.[|BatchWriteItemAsync|](request, ct).Wait();")]
    [InlineData("db.[|BatchWriteItemAsync|](request, ct).GetAwaiter().GetResult();")]
    [InlineData("db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("{|ARCH3007:_|} = db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("_ = await db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("await db.[|BatchWriteItemAsync|](new Dictionary<string, List<WriteRequest>>(), ct);")]
    [InlineData("await new AmazonDynamoDBClient().[|BatchWriteItemAsync|](request, ct);")]
    public Task Dropped_Reports(string statements) => InMethod(
        statements,
        "'BatchWriteItemAsync' answers HTTP 200 even when DynamoDB did not process every item; the rest is in UnprocessedItems and is lost here. "
        + "Resubmit it in a loop with exponential backoff and jitter, and give up loudly.");

    [Theory]
    [InlineData("Task task = db.[|BatchWriteItemAsync|](request, ct); await task;")]
    [InlineData("var tasks = new List<Task>(); tasks.Add(db.[|BatchWriteItemAsync|](request, ct)); await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new List<Task> { db.[|BatchWriteItemAsync|](request, ct) };")]
    [InlineData("var task = db.[|BatchWriteItemAsync|](request, ct); await task;")]
    [InlineData("Func<Task> work = () => db.[|BatchWriteItemAsync|](request, ct); await work();")]
    [InlineData("Func<Task> work = async () => await db.[|BatchWriteItemAsync|](request, ct); await work();")]
    public Task PlainTask_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct); logger.LogInformation(\"{Status}\", r.HttpStatusCode);")]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct); if (r.HttpStatusCode != System.Net.HttpStatusCode.OK) throw new Exception();")]
    [InlineData("var r = db.[|BatchWriteItemAsync|](request, ct).Result; Handle(r.ConsumedCapacity);")]
    [InlineData("var rows = (await db.[|BatchGetItemAsync|](keys, ct)).Responses; Handle(rows);")]
    [InlineData("var r = await db.[|BatchGetItemAsync|](keys, ct); Handle(r.Responses[\"Orders\"]);")]
    [InlineData("BatchWriteItemResponse r; r = await db.[|BatchWriteItemAsync|](request, ct);")]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct); if (r.HttpStatusCode != System.Net.HttpStatusCode.OK) throw new Exception($\"Non 200: {r}\");")]
    public Task OtherMemberIsRead_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await Task.[|WhenAll|](all.Select(b => db.BatchWriteItemAsync(b, ct)));")]
    [InlineData("await Task.[|WhenAll|](all.Select(async b => await db.BatchWriteItemAsync(b, ct)).ToList()).ConfigureAwait(false);")]
    [InlineData("await Task.[|WhenAll|](db.BatchWriteItemAsync(request, ct));")]
    [InlineData("var tasks = all.Select(b => db.BatchWriteItemAsync(b, ct)); await Task.[|WhenAll|](tasks);")]
    [InlineData("var tasks = new List<Task<BatchWriteItemResponse>>(); foreach (var b in all) tasks.Add(db.BatchWriteItemAsync(b, ct)); await Task.[|WhenAll|](tasks);")]
    public Task WhenAll_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async t => await db.[|BatchWriteItemAsync|](request, t), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async t => { await db.[|BatchWriteItemAsync|](request, t); }, ct);")]
    [InlineData("var r = await pipeline.ExecuteAsync(async t => { var x = await db.[|BatchGetItemAsync|](keys, t); return x; }, ct); Handle(r.Responses);")]
    [InlineData("await Task.Run(() => db.[|BatchWriteItemAsync|](request, ct));")]
    [InlineData("await Parallel.ForEachAsync(all, ct, async (batch, t) => await db.[|BatchWriteItemAsync|](batch, t));")]
    public Task InAPipeline_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await db.[|BatchExecuteStatementAsync|](script, ct);")]
    [InlineData("var r = await db.[|BatchExecuteStatementAsync|](script, ct); Handle(r.Responses.Count);")]
    [InlineData("var r = await db.[|BatchExecuteStatementAsync|](script, ct); foreach (var one in r.Responses) Handle(one.Item);")]
    [InlineData("var r = await db.[|BatchExecuteStatementAsync|](script, ct); if (r.Responses.Count > 0) r.Responses.ForEach(one => { if (one.Item.Any()) Handle(one.Item); });")]
    [InlineData("var r = await db.[|BatchExecuteStatementAsync|](script, ct); Handle(r.Responses.Select(one => one.Item));")]
    public Task Statements_Reports(string statements) => InMethod(
        statements,
        "'BatchExecuteStatementAsync' answers HTTP 200 even when single statements failed; read Error of each element of Responses, or those writes are lost");

    [Theory]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct); logger.LogWarning(\"{Count} left\", r.UnprocessedItems.Count);")]
    [InlineData("var r = await db.[|BatchWriteItemAsync|](request, ct); Console.WriteLine($\"{r.UnprocessedItems.Count} left\");")]
    public async Task OnlyLogged_ReportsSoftly(string statements)
    {
        var code = $$"""
            class Store(IAmazonDynamoDB db, ILogger logger)
            {
                async Task Write(BatchWriteItemRequest request, CancellationToken ct)
                {
                    {{statements}}
                }
            }
            """;
        var found = await Verify.Csharp(Refs.Polly8, Usings + code, "UnprocessedItems of 'BatchWriteItemAsync' is only logged; the items are still lost. "
            + "Resubmit it in a loop with exponential backoff and jitter, and give up loudly.", new() { ["build_property.ArchBreakBuild"] = "true" });
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public Task ReturnedAsPlainTask_Reports() => Code("""
        class Store(IAmazonDynamoDB db)
        {
            public Task A(BatchWriteItemRequest r) => db.[|BatchWriteItemAsync|](r);
            public Task B(BatchWriteItemRequest r) { return db.[|BatchWriteItemAsync|](r); }
            public async Task C(BatchWriteItemRequest r) => await db.[|BatchWriteItemAsync|](r);
        }
        """);

    [Fact]
    public Task TopLevelStatements_Reports() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        var db = new AmazonDynamoDBClient();
        await db.[|BatchWriteItemAsync|](new BatchWriteItemRequest());
        """);

    [Fact]
    public Task PollyVersion7_Reports() => Verify.Csharp(Refs.Polly7, """
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        class Store(IAmazonDynamoDB db, IAsyncPolicy policy)
        {
            public Task A(BatchWriteItemRequest r) => policy.ExecuteAsync(() => db.[|BatchWriteItemAsync|](r));
            public async Task B(BatchWriteItemRequest r) => await policy.ExecuteAsync(async () => { await db.[|BatchWriteItemAsync|](r); });
        }
        """);

    [Fact]
    public Task NetFramework_Reports() => Verify.Csharp(Refs.DynamoDbFramework, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store
        {
            public void Write(IAmazonDynamoDB db, BatchWriteItemRequest r) => db.[|BatchWriteItem|](r);
            public int Read(AmazonDynamoDBClient db, BatchGetItemRequest r) { var answer = db.[|BatchGetItem|](r); return answer.Responses.Count; }
        }
        """);

    [Fact]
    public Task SdkV3_Reports() => Verify.Csharp(Refs.DynamoDbV3, """
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store(IAmazonDynamoDB db)
        {
            public async Task A(BatchWriteItemRequest r) => await db.[|BatchWriteItemAsync|](r);
            public void B(BatchWriteItemRequest r) => db.[|BatchWriteItem|](r);
            public void C(BatchWriteItemRequest r) { db.[|BatchWriteItem|](r); }
        }
        """);

    [Fact]
    public Task BrokenCode_IsSilent() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.DynamoDBv2;
        class Store(IAmazonDynamoDB db)
        {
            async Task Write() { await db.BatchWriteItemAsync( }
            void Other() => db?.BatchWriteItemAsync;
        }
        """, compiles: false);
}
