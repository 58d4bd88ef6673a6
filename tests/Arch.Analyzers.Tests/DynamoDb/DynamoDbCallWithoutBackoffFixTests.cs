using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbCallWithoutBackoffFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;
        using Polly;
        using Polly.Registry;

        """;

    private static Lint NewLint(RefSet references, string source, LanguageVersion language, Dictionary<string, string>? options)
    {
        var lint = new Lint { References = references, Sources = [("Code.cs", source)], LanguageVersion = language, Options = { ["arch.dynamodb.backoff"] = "explicit" } };
        foreach (var (key, value) in options ?? [])
            lint.Options[key] = value;
        return lint;
    }

    /// <summary>One by one and all at once lead to the same code, which compiles and is free of the finding.</summary>
    private static async Task Fix(
        RefSet references, string before, string after, string? variant = null, LanguageVersion language = LanguageVersion.Latest, Dictionary<string, string>? options = null)
    {
        var lint = NewLint(references, before, language, options);
        Assert.Empty(lint.Compile().GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var found = (await lint.RunAsync((CSharpCompilation)(await project.GetCompilationAsync())!)).Where(static finding => finding.Id == "ARCH2101").ToList();
        Assert.NotEmpty(found);
        var first = (await FixRunner.OffersAsync(project, new DynamoDbCallWithoutBackoffFix(), found[0])).FirstOrDefault(action => variant is null || action.EquivalenceKey == "ARCH2101/" + variant);
        Assert.True(first is not null, "No fix is offered");
        var fixedLint = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2101", [new DynamoDbCallWithoutBackoffFix()], variant);
        Assert.Equal(after, fixedLint.Sources[0].Text);
        Assert.Empty(fixedLint.Compile().GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(await fixedLint.RunAsync(), static finding => finding.Id == "ARCH2101");

        var all = await FixRunner.FixAllAsync(
            project.Solution, new DynamoDbCallWithoutBackoffFix(), first.EquivalenceKey!, Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution,
            new Dictionary<ProjectId, System.Collections.Immutable.ImmutableArray<Diagnostic>> { [project.Id] = [.. found] });
        Assert.Equal(after, (await all.Projects.Single().Documents.Single().GetTextAsync()).ToString());
    }

    private static string Store(string members, string usings = Usings) => usings + $$"""
        class Store(IAmazonDynamoDB db, IDynamoDBContext context, ITable table, ResiliencePipeline retry, CancellationTokenSource stop)
        {
            private object[] Parts => [db, context, table, retry, stop.Token, CancellationToken.None];

            {{members}}
        }

        class Order { public int Id { get; set; } public Dictionary<string, AttributeValue> Key() => []; }
        """;

    private static Task Fix(string before, string after, string? variant = null) => Fix(Refs.Polly8, Store(before), Store(after), variant);

    private static async Task<List<string>> TitlesAsync(RefSet references, string source, Dictionary<string, string>? options = null)
    {
        var lint = NewLint(references, source, LanguageVersion.Latest, options);
        Assert.Empty(lint.Compile().GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var titles = new List<string>();
        var found = (await lint.RunAsync()).Where(static finding => finding.Id == "ARCH2101").ToList();
        Assert.NotEmpty(found);
        foreach (var finding in found)
            titles.AddRange((await FixRunner.OffersAsync(project, new DynamoDbCallWithoutBackoffFix(), finding)).Select(static action => action.Title));
        return titles;
    }

    // ---- Shapes

    [Theory]
    [InlineData("public async Task Run(GetItemRequest r, CancellationToken ct) => await db.GetItemAsync(r, ct);",
        "public async Task Run(GetItemRequest r, CancellationToken ct) => await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token), ct);")]
    [InlineData("public async Task Run(GetItemRequest r, CancellationToken ct) => await db.GetItemAsync(r, ct).ConfigureAwait(false);",
        "public async Task Run(GetItemRequest r, CancellationToken ct) => await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token).ConfigureAwait(false), ct).ConfigureAwait(false);")]
    [InlineData("public Task<DeleteItemResponse> Run(DeleteItemRequest r, CancellationToken ct) { return db.DeleteItemAsync(r, ct); }",
        "public Task<DeleteItemResponse> Run(DeleteItemRequest r, CancellationToken ct) { return retry.ExecuteAsync(async token => await db.DeleteItemAsync(r, token), ct).AsTask(); }")]
    [InlineData("public Task Run(Order order) => context.SaveAsync(order);",
        "public Task Run(Order order) => retry.ExecuteAsync(async token => await context.SaveAsync(order, token)).AsTask();")]
    [InlineData("public async Task<bool> Run(GetItemRequest r, CancellationToken ct) { return (await db.GetItemAsync(r, ct)).IsItemSet; }",
        "public async Task<bool> Run(GetItemRequest r, CancellationToken ct) { return (await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token), ct)).IsItemSet; }")]
    [InlineData("public Task Run(GetItemRequest[] all) => Task.WhenAll(all.Select(r => db.GetItemAsync(r)));",
        "public Task Run(GetItemRequest[] all) => Task.WhenAll(all.Select(r => retry.ExecuteAsync(async token => await db.GetItemAsync(r, token)).AsTask()));")]
    [InlineData("public async Task Run(string id) { await table.PutItemAsync(new Document { [\"Id\"] = id }); }",
        "public async Task Run(string id) { await retry.ExecuteAsync(async token => await table.PutItemAsync(new Document { [\"Id\"] = id }, token)); }")]
    public Task Shape_IsKept(string before, string after) => Fix(before, after);

    [Fact]
    public Task TwoCallsInOneMethod_GetTheSameNames() => Fix("""
        public async Task Run(GetItemRequest r, CancellationToken ct)
            {
                // first
                var response = await db.GetItemAsync(r, ct); // and then
                await db.PutItemAsync(new PutItemRequest
                {
                    Item = response.Item,
                }, ct);
            }
        """, """
        public async Task Run(GetItemRequest r, CancellationToken ct)
            {
                // first
                var response = await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token), ct); // and then
                await retry.ExecuteAsync(async token => await db.PutItemAsync(new PutItemRequest
                {
                    Item = response.Item,
                }, token), ct);
            }
        """);

    // ---- Tokens

    [Theory]
    [InlineData("public async Task Run(GetItemRequest r, CancellationToken token) { await db.GetItemAsync(r, token); }",
        "public async Task Run(GetItemRequest r, CancellationToken token) { await retry.ExecuteAsync(async token1 => await db.GetItemAsync(r, token1), token); }")]
    [InlineData("public async Task Run(GetItemRequest r, CancellationToken ct) { await db.GetItemAsync(r); }",
        "public async Task Run(GetItemRequest r, CancellationToken ct) { await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token), ct); }")]
    [InlineData("public async Task Run(GetItemRequest r, CancellationToken a, CancellationToken b) { await db.GetItemAsync(r); }",
        "public async Task Run(GetItemRequest r, CancellationToken a, CancellationToken b) { await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token)); }")]
    [InlineData("public async Task Run(GetItemRequest r) { await db.GetItemAsync(r, CancellationToken.None); }",
        "public async Task Run(GetItemRequest r) { await retry.ExecuteAsync(async token => await db.GetItemAsync(r, token)); }")]
    [InlineData("public async Task Run(GetItemRequest r, CancellationTokenSource source) { await db.GetItemAsync(cancellationToken: source.Token, request: r); }",
        "public async Task Run(GetItemRequest r, CancellationTokenSource source) { await retry.ExecuteAsync(async token => await db.GetItemAsync(cancellationToken: token, request: r), source.Token); }")]
    [InlineData("public async Task Run(GetItemRequest r) { await db.GetItemAsync(request: r); }",
        "public async Task Run(GetItemRequest r) { await retry.ExecuteAsync(async token => await db.GetItemAsync(request: r, cancellationToken: token)); }")]
    public Task Token_MovesOutwards(string before, string after) => Fix(before, after);

    // ---- Once, not per attempt

    [Fact]
    public Task WhatHappensOnce_StandsBefore() => Fix("""
        public async Task Run(Order order, CancellationToken ct)
            {
                var response = await db.GetItemAsync("Orders", order.Key(), ct);
                if (response.IsItemSet)
                    await db.PutItemAsync(new PutItemRequest { Item = new() { ["Id"] = new(Guid.NewGuid().ToString()) } }, ct);
                await db.DeleteItemAsync("Orders", new() { ["At"] = new(DateTime.UtcNow.ToString("O")) }, ct);
            }
        """, """
        public async Task Run(Order order, CancellationToken ct)
            {
                var key = order.Key();
                var response = await retry.ExecuteAsync(async token => await db.GetItemAsync("Orders", key, token), ct);
                if (response.IsItemSet)
                {
                    var request = new PutItemRequest { Item = new() { ["Id"] = new(Guid.NewGuid().ToString()) } };
                    await retry.ExecuteAsync(async token => await db.PutItemAsync(request, token), ct);
                }
                Dictionary<string, AttributeValue> key1 = new() { ["At"] = new(DateTime.UtcNow.ToString("O")) };
                await retry.ExecuteAsync(async token => await db.DeleteItemAsync("Orders", key1, token), ct);
            }
        """);

    [Fact]
    public Task Receiver_IsMadeOnce() => Fix("""
        public async Task<object> Run(int id, CancellationToken ct)
            {
                return await context.QueryAsync<Order>(id).GetRemainingAsync(ct);
            }
        """, """
        public async Task<object> Run(int id, CancellationToken ct)
            {
                var asyncSearch = context.QueryAsync<Order>(id);
                return await retry.ExecuteAsync(async token => await asyncSearch.GetRemainingAsync(token), ct);
            }
        """);

    [Fact]
    public Task ExpressionBodies_BecomeBlocks() => Fix("""
        public async Task<GetItemResponse> Get(Order order, CancellationToken ct) => await db.GetItemAsync("Orders", order.Key(), ct);

            public async Task Put(Order order, CancellationToken ct) => await db.PutItemAsync("Orders", order.Key(), ct);

            public Task All(Order[] orders) => Task.WhenAll(orders.Select(order => db.PutItemAsync("Orders", order.Key())));
        """, """
        public async Task<GetItemResponse> Get(Order order, CancellationToken ct)
            {
                var key = order.Key();
                return await retry.ExecuteAsync(async token => await db.GetItemAsync("Orders", key, token), ct);
            }

            public async Task Put(Order order, CancellationToken ct)
            {
                var item = order.Key();
                await retry.ExecuteAsync(async token => await db.PutItemAsync("Orders", item, token), ct);
            }

            public Task All(Order[] orders) => Task.WhenAll(orders.Select(order =>
            {
                var item = order.Key();
                return retry.ExecuteAsync(async token => await db.PutItemAsync("Orders", item, token)).AsTask();
            }));
        """);

    // ---- Transactions

    [Fact]
    public Task Transaction_GetsOneTokenForAllAttempts() => Fix("""
        public async Task Run(List<TransactWriteItem> items, CancellationToken ct)
            {
                await db.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, ct);
            }
        """, """
        public async Task Run(List<TransactWriteItem> items, CancellationToken ct)
            {
                var request = new TransactWriteItemsRequest { TransactItems = items };
                request.ClientRequestToken ??= Guid.NewGuid().ToString();
                await retry.ExecuteAsync(async token => await db.TransactWriteItemsAsync(request, token), ct);
            }
        """);

    [Theory]
    [InlineData("public async Task Run(TransactWriteItemsRequest r) { await db.TransactWriteItemsAsync(r); }", """
        public async Task Run(TransactWriteItemsRequest r) { r.ClientRequestToken ??= Guid.NewGuid().ToString();
            await retry.ExecuteAsync(async token => await db.TransactWriteItemsAsync(r, token)); }
        """)]
    [InlineData("public async Task Run(string id) { await db.TransactWriteItemsAsync(new TransactWriteItemsRequest { ClientRequestToken = id }); }",
        "public async Task Run(string id) { await retry.ExecuteAsync(async token => await db.TransactWriteItemsAsync(new TransactWriteItemsRequest { ClientRequestToken = id }, token)); }")]
    [InlineData("public async Task Run(string id) { var r = new ExecuteTransactionRequest(); r.ClientRequestToken = id; await db.ExecuteTransactionAsync(r); }",
        "public async Task Run(string id) { var r = new ExecuteTransactionRequest(); r.ClientRequestToken = id; await retry.ExecuteAsync(async token => await db.ExecuteTransactionAsync(r, token)); }")]
    [InlineData("public async Task Run(TransactGetItemsRequest r) { await db.TransactGetItemsAsync(r); }",
        "public async Task Run(TransactGetItemsRequest r) { await retry.ExecuteAsync(async token => await db.TransactGetItemsAsync(r, token)); }")]
    public Task NamedTransaction_IsNotNamedAgain(string before, string after) => Fix(before, after.Replace("\n    ", "\n" + new string(' ', 4)));

    // ---- Policies of Polly 7, also in version 8

    private const string Policies = """
        class Store(IAmazonDynamoDB db, IAsyncPolicy policy)
        {
            private object[] All => [db, policy];

            BODY
        }
        """;

    [Theory]
    [InlineData("public async Task Run(DeleteItemRequest r, CancellationToken ct) => await db.DeleteItemAsync(r, ct);",
        "public async Task Run(DeleteItemRequest r, CancellationToken ct) => await policy.ExecuteAsync(token => db.DeleteItemAsync(r, token), ct);")]
    [InlineData("public Task<DeleteItemResponse> Run(DeleteItemRequest r, CancellationToken ct) => db.DeleteItemAsync(r, ct);",
        "public Task<DeleteItemResponse> Run(DeleteItemRequest r, CancellationToken ct) => policy.ExecuteAsync(token => db.DeleteItemAsync(r, token), ct);")]
    [InlineData("public async Task Run(DeleteItemRequest r) => await db.DeleteItemAsync(r).ConfigureAwait(false);",
        "public async Task Run(DeleteItemRequest r) => await policy.ExecuteAsync(() => db.DeleteItemAsync(r)).ConfigureAwait(false);")]
    public async Task Policy_RunsTheTask(string before, string after)
    {
        foreach (var references in new[] { Refs.Polly7, Refs.Polly8 })
            await Fix(references, Usings.Replace("using Polly.Registry;\n", "") + Policies.Replace("BODY", before), Usings.Replace("using Polly.Registry;\n", "") + Policies.Replace("BODY", after));
    }

    [Fact]
    public Task SdkV3_RunsSynchronously() => Fix(Refs.DynamoDbV3, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        class Store
        {
            public GetItemResponse Run(IAmazonDynamoDB db, ISyncPolicy policy, GetItemRequest r) => db.GetItem(r);
        }
        """, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        class Store
        {
            public GetItemResponse Run(IAmazonDynamoDB db, ISyncPolicy policy, GetItemRequest r) => policy.Execute(() => db.GetItem(r));
        }
        """);

    // ---- Candidates

    [Fact]
    public async Task Candidates_AreThoseThatFit()
    {
        Assert.Equal(["Run in 'dynamoRetry'", "Run in 'policy'", "Run in 'retry'"], await TitlesAsync(Refs.Polly8, Usings + """
            class Base { protected ResiliencePipeline<PutItemResponse> other = ResiliencePipeline<PutItemResponse>.Empty; protected IAsyncPolicy<PutItemResponse>? puts; }
            class Store(IAmazonDynamoDB db, ResiliencePipeline retry, IAsyncPolicy<GetItemResponse> policy) : Base
            {
                private readonly ResiliencePipeline _timeout = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build();
                private readonly object _policy = policy;
                private static readonly ISyncPolicy Sync = Policy.Handle<Exception>().Retry();
                public async Task Run(ResiliencePipeline<GetItemResponse> dynamoRetry) => await db.GetItemAsync(new());
                public object[] Others() => [retry, policy, _timeout, _policy, Sync];
            }
            """));
    }

    [Fact]
    public async Task StaticPipelineOfAnotherType_IsACandidate()
    {
        const string source = """
            using Amazon.DynamoDBv2;
            using Polly;
            using System.Threading.Tasks;

            class Store(IAmazonDynamoDB db)
            {
                public async Task Run() => await db.GetItemAsync(new());
            }

            namespace Acme
            {
                static class DynamoPipelines
                {
                    public static ResiliencePipeline Retry { get; set; } = ResiliencePipeline.Empty;
                    private static readonly ResiliencePipeline Hidden = Retry;
                    public static object Of() => Hidden;
                }
            }
            """;
        Assert.Equal(["Run in 'Acme.DynamoPipelines.Retry'"], await TitlesAsync(Refs.Polly8, source));
        await Fix(Refs.Polly8, source, source.Replace("await db.GetItemAsync(new())", "await Acme.DynamoPipelines.Retry.ExecuteAsync(async token => await db.GetItemAsync(new(), token))"));
    }

    [Fact]
    public async Task NamedPipeline_IsTheOnlyCandidate() => Assert.Equal(["Run in 'Shared.Retry'"], await TitlesAsync(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB db, ResiliencePipeline retry)
        {
            public async Task Run() => await db.GetItemAsync(new());
            public object Other() => retry;
        }
        static class Shared { public static readonly ResiliencePipeline Retry = ResiliencePipeline.Empty; }
        """, new() { ["arch.dynamodb.pipeline"] = "Shared.Retry" }));

    [Fact]
    public Task Provider_IsAskedForTheKey()
    {
        const string before = """
            using Amazon.DynamoDBv2;
            using Polly.Registry;
            using System.Threading.Tasks;

            class Store(IAmazonDynamoDB db, ResiliencePipelineProvider<string> provider)
            {
                public async Task Run() => await db.GetItemAsync(new());

                public object Other() => provider;
            }
            """;
        return Fix(Refs.Polly8, before, before.Replace("await db.GetItemAsync(new())", "await provider.GetPipeline(\"dynamo\").ExecuteAsync(async token => await db.GetItemAsync(new(), token))"),
            options: new() { ["arch.dynamodb.pipeline_key"] = "dynamo" });
    }

    // ---- No pipeline yet

    [Fact]
    public Task Pipeline_IsAddedOnce() => Fix(Refs.Polly8, """
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        namespace Orders;

        public class Store(IAmazonDynamoDB db)
        {
            public async Task Put(PutItemRequest r, CancellationToken ct) => await db.PutItemAsync(r, ct);

            public async Task Get(GetItemRequest r, CancellationToken ct) => await db.GetItemAsync(r, ct);
        }
        """, """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;
        using Polly.Retry;

        namespace Orders;

        public class Store(IAmazonDynamoDB db)
        {
            private static readonly ResiliencePipeline DynamoDbRetry = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder()
                        .Handle<ProvisionedThroughputExceededException>()
                        .Handle<ThrottlingException>()
                        .Handle<RequestLimitExceededException>()
                        .Handle<InternalServerErrorException>()
                        .Handle<TransactionCanceledException>(e => e.CancellationReasons is { } reasons
                            && reasons.Exists(r => r.Code is "ThrottlingError" or "ProvisionedThroughputExceeded" or "TransactionConflict")),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(50),
                    MaxDelay = TimeSpan.FromSeconds(5),
                    MaxRetryAttempts = 5,
                })
                .Build();

            public async Task Put(PutItemRequest r, CancellationToken ct) => await DynamoDbRetry.ExecuteAsync(async token => await db.PutItemAsync(r, token), ct);

            public async Task Get(GetItemRequest r, CancellationToken ct) => await DynamoDbRetry.ExecuteAsync(async token => await db.GetItemAsync(r, token), ct);
        }
        """);

    [Fact]
    public Task Policy_IsAddedWithPolly7() => Fix(Refs.Polly7, """
        using System;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store
        {
            private readonly IAmazonDynamoDB _db = new AmazonDynamoDBClient();
            private readonly string DynamoDbRetry = "taken";

            public async Task Put(PutItemRequest r) => await _db.PutItemAsync(r);

            public override string ToString() => DynamoDbRetry + DateTime.Now;
        }
        """, """
        using System;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Polly;

        class Store
        {
            private static readonly IAsyncPolicy DynamoDbRetry1 = Policy
                .Handle<ProvisionedThroughputExceededException>()
                .Or<ThrottlingException>()
                .Or<RequestLimitExceededException>()
                .Or<InternalServerErrorException>()
                .Or<TransactionCanceledException>(e => e.CancellationReasons is { } reasons
                    && reasons.Exists(r => r.Code == "ThrottlingError" || r.Code == "ProvisionedThroughputExceeded" || r.Code == "TransactionConflict"))
                .WaitAndRetryAsync(5, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, n))));

            private readonly IAmazonDynamoDB _db = new AmazonDynamoDBClient();
            private readonly string DynamoDbRetry = "taken";

            public async Task Put(PutItemRequest r) => await DynamoDbRetry1.ExecuteAsync(() => _db.PutItemAsync(r));

            public override string ToString() => DynamoDbRetry + DateTime.Now;
        }
        """, language: LanguageVersion.CSharp8);

    [Fact]
    public async Task LineEnds_AreKept()
    {
        var before = Store("public async Task Run(Order order)\n    {\n        await db.GetItemAsync(\"Orders\", order.Key());\n    }").ReplaceLineEndings("\r\n");
        var lint = await FixRunner.FixAllOneByOneAsync(NewLint(Refs.Polly8, before, LanguageVersion.Latest, null), "ARCH2101", [new DynamoDbCallWithoutBackoffFix()]);
        Assert.Contains("var key = order.Key();\r\n", lint.Sources[0].Text);
        Assert.Equal(lint.Sources[0].Text, lint.Sources[0].Text.ReplaceLineEndings("\r\n"));
    }

    // ---- Not offered

    [Theory]
    [InlineData("public async Task Run() { await foreach (var page in db.Paginators.Query(new()).Responses) { } }")]
    [InlineData("public async Task Run() { var t = db?.GetItemAsync(new()); await t!; }")]
    [InlineData("public void Run(ref GetItemRequest r) { _ = db.GetItemAsync(r); }")]
    [InlineData("public void Run(Span<string> ids) { _ = db.GetItemAsync(ids[0], []); }")]
    [InlineData("public void Run(object gate) { lock (gate) { _ = db.GetItemAsync(new()); } }")]
    [InlineData("public object Run(GetItemRequest[] all) => (from r in all select db.GetItemAsync(r)).ToList();")]
    [InlineData("public async Task Run() => await ResiliencePipeline.Empty.ExecuteAsync(async token => await db.GetItemAsync(new(), token));")]
    [InlineData("public async Task Run(Order o) { while ((await db.GetItemAsync(\"Orders\", o.Key())).IsItemSet) { } }")]
    [InlineData("public async Task Run(Order o) { Console.WriteLine(o.Key().Count + (await db.GetItemAsync(\"Orders\", o.Key())).Item.Count); }")]
    [InlineData("public async Task Run(TransactWriteItemsRequest r) { for (var i = 0; i < 3; i++) await db.TransactWriteItemsAsync(r); }")]
    [InlineData("private readonly TransactWriteItemsRequest _r = new(); public async Task Run() { await db.TransactWriteItemsAsync(_r); }")]
    [InlineData("public async Task Run() { await context.CreateTransactWrite<Order>().ExecuteAsync(); }")]
    public async Task Call_HasNoFix(string members) => Assert.Empty(await TitlesAsync(Refs.Polly8, Store(members)));

    [Fact]
    public async Task WithoutPolly_HasNoFix() => Assert.Empty(await TitlesAsync(Refs.AwsV4, "class C(Amazon.DynamoDBv2.IAmazonDynamoDB db) { public object Of() => db.GetItemAsync(new()); }"));

    [Fact]
    public async Task TopLevelAndPartialTypes_GetNoPipeline()
    {
        Assert.Empty(await TitlesAsync(Refs.Polly8, "var db = new Amazon.DynamoDBv2.AmazonDynamoDBClient(); await db.GetItemAsync(new());"));
        Assert.Empty(await TitlesAsync(Refs.Polly8, "partial class C { public object Of(Amazon.DynamoDBv2.IAmazonDynamoDB db) => db.GetItemAsync(new()); } partial class C;"));
    }
}
