using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbCallWithoutBackoffTests
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

        """;

    private const string Usings8 = Usings + """
        using Amazon.Extensions.NETCore.Setup;
        using Microsoft.Extensions.DependencyInjection;
        using Polly.Registry;
        using Polly.Retry;

        """;

    private const string Pipelines = """
        static class Pipelines
        {
            public static readonly ResiliencePipeline Retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { BackoffType = DelayBackoffType.Exponential, UseJitter = true }).Build();
            public static readonly ResiliencePipeline Timeout = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build();
            public static readonly ResiliencePipeline Both = new ResiliencePipelineBuilder().AddPipeline(Timeout).AddPipeline(Retry).Build();
            public static readonly ResiliencePipeline Throttling = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>() }).Build();
            public static readonly ResiliencePipeline Cancelled = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<ProvisionedThroughputExceededException>().Handle<TransactionCanceledException>() }).Build();
            public static readonly ResiliencePipeline Excluding = new ResiliencePipelineBuilder()
                .AddRetry(new RetryStrategyOptions { ShouldHandle = args => new(args.Outcome.Exception is not ConditionalCheckFailedException) }).Build();
        }
        """;

    private static readonly Dictionary<string, string> Explicit = new() { ["arch.dynamodb.backoff"] = "explicit" };

    private static Task<ImmutableArray<Diagnostic>> Verify(RefSet references, string source, string? message = null, Dictionary<string, string>? options = null, bool compiles = true) =>
        Verify(references, [("Code.cs", source)], message, options, compiles);

    private static async Task<ImmutableArray<Diagnostic>> Verify(
        RefSet references, (string Path, string Text)[] sources, string? message = null, Dictionary<string, string>? options = null, bool compiles = true)
    {
        // Whether the retries are good ones is the business of these, and many here are not.
        var lint = new Lint { References = references, Sources = [.. sources], Severities = { ["ARCH2104"] = ReportDiagnostic.Suppress, ["ARCH2107"] = ReportDiagnostic.Suppress, ["ARCH2108"] = ReportDiagnostic.Suppress } };
        foreach (var (key, value) in options ?? [])
            lint.Options[key] = value;
        var found = await Expectation.VerifyAsync(lint, "ARCH2101", compiles);
        if (message is not null)
            Assert.Equal(message, found.First(static finding => finding.Id == "ARCH2101").GetMessage());
        return found;
    }

    private static Dictionary<string, string> ExplicitWith(string key, string value) => new(Explicit) { [key] = value };

    private static Task<ImmutableArray<Diagnostic>> InClass(string members, string? message = null, Dictionary<string, string>? options = null) =>
        Verify(Refs.Polly8, Usings8 + Pipelines + $$"""
            class Store(IAmazonDynamoDB db, IDynamoDBContext context, ITable table, ResiliencePipeline pipeline, ResiliencePipelineProvider<string> provider, GetItemRequest request, CancellationToken ct)
            {
                private object[] All => [db, context, table, pipeline, provider, request, ct];

                {{members}}
            }
            """, message: message, options: options ?? Explicit);

    private static Task InMethod(string statements, Dictionary<string, string>? options = null) => InClass("public async Task Run() { " + statements + " }", options: options);

    private static Task InMethod7(string statements) => Verify(Refs.Polly7, Usings + $$"""
        class Store(IAmazonDynamoDB db, IAsyncPolicy policy, IAsyncPolicy<GetItemResponse> typed, GetItemRequest request, CancellationToken ct)
        {
            private static readonly IAsyncPolicy Retry = Policy.Handle<ProvisionedThroughputExceededException>().WaitAndRetryAsync(5, n => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n)));
            private static readonly IAsyncPolicy Timeout = Policy.TimeoutAsync(1);
            private static readonly IAsyncPolicy Breaker = Policy.Handle<Exception>().CircuitBreakerAsync(3, TimeSpan.FromSeconds(1));
            private static readonly IAsyncPolicy Wrapped = Policy.WrapAsync(Timeout, Retry);
            private static readonly IAsyncPolicy Useless = Timeout.WrapAsync(Breaker);

            private object[] All => [db, policy, typed, request, ct, Retry, Timeout, Breaker, Wrapped, Useless];

            public async Task Run()
            {
                {{statements}}
            }
        }
        """, options: Explicit);

    // ---- Silent: the mode

    [Fact]
    public Task ModeSdk_IsSilent() => InMethod("await db.GetItemAsync(request, ct); await db.TransactWriteItemsAsync(new(), ct);", options: []);

    [Fact]
    public async Task UnknownMode_IsSilentAndAnError()
    {
        var found = await new Lint
        {
            References = Refs.AwsV4,
            Sources = [("Code.cs", "class C(Amazon.DynamoDBv2.IAmazonDynamoDB db) { public object Of() => db.GetItemAsync(new()); }")],
            Options = { ["arch.dynamodb.backoff"] = "strict" },
        }.RunAsync();
        var error = Assert.Single(found);
        Assert.Equal("ARCH9001", error.Id);
        Assert.Equal("'arch.dynamodb.backoff = strict' is not valid, so 'sdk' is used; set it to 'sdk' or 'explicit'", error.GetMessage());
    }

    [Fact]
    public Task TestProject_IsSilent() => InMethod("await db.GetItemAsync(request, ct);", ExplicitWith("build_property.IsTestProject", "true"));

    [Fact]
    public async Task ModeOfOneFolder_LeavesOthers()
    {
        var lint = new Lint
        {
            References = Refs.AwsV4,
            Sources = [("A.cs", "class A(Amazon.DynamoDBv2.IAmazonDynamoDB db) { public object Of() => db.[|GetItemAsync|](new()); }"), ("B.cs", "class B(Amazon.DynamoDBv2.IAmazonDynamoDB db) { public object Of() => db.GetItemAsync(new()); }")],
            FileOptions = { [("A.cs", "arch.dynamodb.backoff")] = "explicit" },
        };
        await Expectation.VerifyAsync(lint, "ARCH2101");
    }

    // ---- Silent: no data-plane call

    [Theory]
    [InlineData("await db.DescribeTableAsync(\"Orders\", ct); await db.UpdateTimeToLiveAsync(new(), ct);")]
    [InlineData("_ = context.QueryAsync<Order>(1); _ = context.FromQueryAsync<Order>(new());")]
    [InlineData("_ = table.Query(new QueryFilter()); _ = table.CreateBatchWrite();")]
    [InlineData("_ = db.Paginators.Query(new());")]
    [InlineData("_ = db.Paginators.ListTables(new()); await foreach (var p in db.Paginators.ListTables(new()).Responses) { }")]
    [InlineData("_ = nameof(db.GetItemAsync);")]
    [InlineData("System.Linq.Expressions.Expression<Func<IAmazonDynamoDB, Task>> set = c => c.GetItemAsync(request, ct); _ = set;")]
    [InlineData("await new Mine().GetItemAsync(request);")]
    public Task NoRequestOfTheDataPlane_IsSilent(string statements) => InMethod(statements + " } class Order { public int Id { get; set; } } class Mine { public Task GetItemAsync(GetItemRequest r) => Task.CompletedTask;");

    [Fact]
    public Task InsideADecorator_IsSilent() => InClass("""
        }
        class Logging : AmazonDynamoDBClient
        {
            public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken ct = default) => base.GetItemAsync(request, ct);

            public Task<GetItemResponse> Twice(IAmazonDynamoDB inner) => inner.GetItemAsync(new());
        """);

    // ---- Silent: W1, wrapped

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async token => { var r = await db.GetItemAsync(request, token); return r.Item; }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(token => new ValueTask<GetItemResponse>(db.GetItemAsync(request, token)), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async (CancellationToken token) => { await Task.WhenAll(new[] { 1, 2 }.Select(async _ => await db.GetItemAsync(request, token))); }, ct);")]
    [InlineData("await pipeline.ExecuteAsync(static async (state, token) => await state.db.GetItemAsync(state.request, token), (db, request), ct);")]
    [InlineData("await pipeline.ExecuteOutcomeAsync(async (_, request) => Outcome.FromResult(await db.GetItemAsync(request, ct)), ResilienceContextPool.Shared.Get(ct), request);")]
    [InlineData("await new ResiliencePipelineBuilder<GetItemResponse>().AddRetry(new RetryStrategyOptions<GetItemResponse>()).Build().ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    [InlineData("await provider.GetPipeline(\"orders\").ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    [InlineData("await Pipelines.Retry.ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    [InlineData("await Pipelines.Both.ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    [InlineData("await Pipelines.Retry.ExecuteAsync(async t => await Pipelines.Timeout.ExecuteAsync(async token => await db.GetItemAsync(request, token), t), ct);")]
    [InlineData("await pipeline.ExecuteAsync(Read, ct); async ValueTask<GetItemResponse> Read(CancellationToken token) => await db.GetItemAsync(request, token);")]
    [InlineData("Func<CancellationToken, ValueTask> work = async token => await db.GetItemAsync(request, token); await pipeline.ExecuteAsync(work, ct);")]
    [InlineData("await pipeline.ExecuteAsync((Func<CancellationToken, ValueTask<GetItemResponse>>)(async token => await db.GetItemAsync(request, token)), ct);")]
    [InlineData("var builder = new ResiliencePipelineBuilder(); builder.AddTimeout(TimeSpan.FromSeconds(1)); var own = builder.Build(); await own.ExecuteAsync(async token => await db.GetItemAsync(request, token), ct);")]
    public Task InAPipeline_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await policy.ExecuteAsync(() => db.GetItemAsync(request, ct));")]
    [InlineData("await policy.ExecuteAsync(token => db.GetItemAsync(request, token), ct);")]
    [InlineData("await policy.ExecuteAndCaptureAsync(token => db.GetItemAsync(request, token), ct);")]
    [InlineData("await typed.ExecuteAsync(token => db.GetItemAsync(request, token), ct);")]
    [InlineData("await Retry.ExecuteAsync(token => db.GetItemAsync(request, token), ct);")]
    [InlineData("await Wrapped.ExecuteAsync(token => db.GetItemAsync(request, token), ct);")]
    [InlineData("await Policy.Handle<Exception>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(Math.Pow(2, n))).ExecuteAsync(() => db.GetItemAsync(request, ct));")]
    public Task InAPolicy_IsSilent(string statements) => InMethod7(statements);

    [Theory]
    [InlineData("await context.LoadAsync<Order>(1, token);")]
    [InlineData("await context.QueryAsync<Order>(1).GetRemainingAsync(token);")]
    [InlineData("await table.GetItemAsync(\"1\", token);")]
    [InlineData("await table.CreateBatchWrite().ExecuteAsync(token);")]
    [InlineData("await foreach (var page in db.Paginators.Query(new()).Responses.WithCancellation(token)) { }")]
    public Task OtherApis_InAPipeline_AreSilent_IsSilent(string statement) =>
        InMethod("await pipeline.ExecuteAsync(async token => { " + statement + " }, ct); } class Order { public int Id { get; set; }");

    [Theory]
    [InlineData("private static async Task<T> WithBackoff<T>(Func<Task<T>> work) => await Pipelines.Retry.ExecuteAsync(async _ => await work());")]
    [InlineData("private static async Task<T> WithBackoff<T>(Func<Task<T>> work) { ArgumentNullException.ThrowIfNull(work, nameof(work)); return await Pipelines.Retry.ExecuteAsync(async _ => await work.Invoke()); }")]
    [InlineData("private Task<T> WithBackoff<T>(Func<Task<T>> work) => Outer(work); private async Task<T> Outer<T>(Func<Task<T>> again) => await pipeline.ExecuteAsync(async _ => await again());")]
    [InlineData("""
        private static async Task<T> WithBackoff<T>(Func<Task<T>> work)
        {
            for (var delay = 50; ; delay *= 2)
            {
                try { return await work(); }
                catch (ProvisionedThroughputExceededException) when (delay < 2000) { await Task.Delay(Random.Shared.Next(delay)); }
            }
        }
        """)]
    public Task WrapperOfTheProject_IsSilent(string wrapper) => InClass(wrapper + " public Task Run() => WithBackoff(() => db.GetItemAsync(request, ct));");

    [Fact]
    public Task WrapperBehindAnInterface_IsSilent() => InClass("""
        public Task Run(IRetrier retrier) => retrier.Run(() => db.GetItemAsync(request, ct));
        }
        interface IRetrier { Task Run(Func<Task> work); }
        class Retrier(ResiliencePipeline pipeline) : IRetrier
        {
            public async Task Run(Func<Task> work) => await pipeline.ExecuteAsync(async _ => await work());
        """);

    [Fact]
    public Task ExtensionWrapper_IsSilent() => InClass("""
        public Task Run() => db.Retried(c => c.GetItemAsync(request, ct));
        }
        static class Extensions
        {
            public static async Task Retried(this IAmazonDynamoDB db, Func<IAmazonDynamoDB, Task> work) => await Pipelines.Retry.ExecuteAsync(async _ => await work(db));
        """);

    [Fact]
    public Task WrapperOfAnotherAssembly_IsSilentWhenNamed() => InMethod(
        "await Task.Run(() => db.GetItemAsync(request, ct));", ExplicitWith("arch.dynamodb.resilience_methods", "Acme.Nothing.Run, System.Threading.Tasks.Task.Run"));

    // ---- Silent: W2, private methods

    [Theory]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(async token => await Read(token), ct); private Task Read(CancellationToken token) => db.GetItemAsync(request, token);")]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(Read, ct); private async ValueTask Read(CancellationToken token) => await db.GetItemAsync(request, token);")]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(this.Read, ct); private async ValueTask Read(CancellationToken token) => await db.GetItemAsync(request, token);")]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(async token => await A(token), ct); private Task A(CancellationToken t) => B<int>(t); private Task B<T>(CancellationToken t) => db.GetItemAsync(request, t);")]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(async token => await Read(3, token), ct); private async Task Read(int n, CancellationToken t) { await db.GetItemAsync(request, t); if (n > 0) await Read(n - 1, t); }")]
    [InlineData("public async Task Run() { await pipeline.ExecuteAsync(async token => await Task.WhenAll(new[] { 1 }.Select(Read)), ct); } private Task Read(int id) => db.GetItemAsync(request, ct);")]
    public Task PrivateMethodInAPipeline_IsSilent(string members) => InClass(members);

    [Fact]
    public Task PrivateMethodOfAPartialType_IsSilent() => Verify(Refs.Polly8, [
        ("A.cs", "using Amazon.DynamoDBv2; using System.Threading.Tasks; partial class Store { private Task Read(IAmazonDynamoDB db) => db.GetItemAsync(new()); }"),
        ("B.cs", "using Amazon.DynamoDBv2; using System.Threading.Tasks; partial class Store { public async Task Run(Polly.ResiliencePipeline p, IAmazonDynamoDB db) => await p.ExecuteAsync(async _ => await Read(db)); }"),
    ], options: Explicit);

    // ---- Silent: W3, the client

    [Theory]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 5 };")]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = Environment.ProcessorCount };")]
    [InlineData("_ = new AmazonDynamoDBConfig { RetryMode = Amazon.Runtime.RequestRetryMode.Adaptive };")]
    [InlineData("_ = new DefaultClientConfig { MaxErrorRetry = 5 };")]
    [InlineData("new ServiceCollection().AddAWSService<IAmazonDynamoDB>((config, _) => config.MaxErrorRetry = 5);")]
    public Task ConfiguredClient_IsSilent(string statement) => InMethod(statement + " await db.GetItemAsync(request, ct);");

    [Fact]
    public Task AssumedClient_IsSilent() => InMethod("await db.GetItemAsync(request, ct);", ExplicitWith("arch.ARCH2101.client_config", "assume"));

    // ---- Silent: W4, attributes

    [Theory]
    [InlineData("[Retried] public Task Run() => db.GetItemAsync(request, ct);")]
    [InlineData("[Retried] public Task Run => db.GetItemAsync(request, ct);")]
    [InlineData("} [Retried] class Other { class Inner(IAmazonDynamoDB db) { public Task Run() => db.GetItemAsync(new()); }")]
    public Task Attribute_IsSilent(string member) => InClass(member + " } class RetriedAttribute : Attribute {", options: ExplicitWith("arch.dynamodb.resilience_attributes", "RetriedAttribute"));

    [Fact]
    public Task AttributeOfTheAssembly_IsSilent() => Verify(
        Refs.AwsV4, "[assembly: Acme.Retried] class C(Amazon.DynamoDBv2.IAmazonDynamoDB db) { public object Of() => db.GetItemAsync(new()); } namespace Acme { class RetriedAttribute : System.Attribute; }",
        options: ExplicitWith("arch.dynamodb.resilience_attributes", "Acme.Retried"));

    // ---- Silent: W5, decorators

    private static Task Decorated(string member, string registration = "new Retrying()", string call = "db.GetItemAsync(request, ct)", string store = "private readonly IAmazonDynamoDB _db = db;") => Verify(Refs.Polly8, Usings8 + Pipelines + $$"""
        class Retrying : AmazonDynamoDBClient
        {
            {{member}}

            public static object Create() => {{registration}};
        }

        class Store(IAmazonDynamoDB db, GetItemRequest request, CancellationToken ct)
        {
            {{store}}

            public Task Run() => {{call}};

            private object[] All => [db, request, ct];
        }
        """, options: Explicit);

    private const string RetriedGet = "public override async Task<GetItemResponse> GetItemAsync(GetItemRequest r, CancellationToken ct = default) => await Pipelines.Retry.ExecuteAsync(async t => await base.GetItemAsync(r, t), ct);";

    [Theory]
    [InlineData("new Retrying()", "db.GetItemAsync(request, ct)")]
    [InlineData("new Retrying()", "_db.GetItemAsync(request, ct)")]
    [InlineData("new ServiceCollection().AddSingleton<IAmazonDynamoDB, Retrying>()", "_db.GetItemAsync(request, ct)")]
    [InlineData("new ServiceCollection().AddSingleton(typeof(IAmazonDynamoDB), typeof(Retrying))", "_db.GetItemAsync(request, ct)")]
    public Task RetryingDecorator_IsSilent(string registration, string call) => Decorated(RetriedGet, registration, call);

    // ---- Silent: W6, loops

    [Theory]
    [InlineData("for (var n = 0; ; n++) { try { await db.GetItemAsync(request, ct); return; } catch (ProvisionedThroughputExceededException) when (n < 5) { await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Pow(2, n))); } }")]
    [InlineData("var done = false; while (!done) { try { await db.GetItemAsync(request, ct); done = true; } catch (AmazonDynamoDBException) { await Backoff(); } } async Task Backoff() => await Task.Yield();")]
    [InlineData("for (var n = 1; n < 5; n++) { try { foreach (var r in new[] { request }) { await db.GetItemAsync(r, ct); } break; } catch (Exception) { await Task.Delay((1 << n) * Random.Shared.Next(50)); } }")]
    [InlineData("for (var n = 1; n < 5; n++) { try { await Task.WhenAll(new[] { request }.Select(r => db.GetItemAsync(r, ct))); break; } catch { await Task.Delay((1 << n) * Random.Shared.Next(50)); } }")]
    public Task RetryLoop_IsSilent(string statements) => InMethod(statements);

    // ---- Silent: transactions

    [Theory]
    [InlineData("await pipeline.ExecuteAsync(async token => await db.TransactWriteItemsAsync(new(), token), ct);")]
    [InlineData("await Pipelines.Retry.ExecuteAsync(async token => await db.TransactWriteItemsAsync(new(), token), ct);")]
    [InlineData("await Pipelines.Cancelled.ExecuteAsync(async token => await db.TransactGetItemsAsync(new(), token), ct);")]
    [InlineData("await Pipelines.Excluding.ExecuteAsync(async token => await db.ExecuteTransactionAsync(new(), token), ct);")]
    [InlineData("for (var n = 0; ; n++) { try { await db.TransactWriteItemsAsync(new(), ct); return; } catch (TransactionCanceledException) when (n < 5) { await Task.Delay((1 << n) * Random.Shared.Next(50)); } }")]
    public Task RetriedTransaction_IsSilent(string statements) => InMethod(statements);

    // ---- Silent: no hole

    private static Task Hole(string setup, string call = "db.GetItemAsync(request, ct)") => Verify(Refs.Polly8, Usings8 + Pipelines + $$"""
        class Setup
        {
            public object Of(IServiceCollection services, int configured)
            {
                {{setup}}
            }
        }

        class Store(IAmazonDynamoDB db, GetItemRequest request, CancellationToken ct)
        {
            public async Task Run() => await {{call}};

            private object[] All => [db, request, ct];
        }
        """);

    [Theory]
    [InlineData("return new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 3 });")]
    [InlineData("return new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = configured });")]
    [InlineData("_ = new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 0 }); return new AmazonDynamoDBClient();")]
    [InlineData("_ = new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 0 }); return new AmazonDynamoDBConfig { UseHttp = true };")]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 0 }; return services.AddAWSService<IAmazonDynamoDB>();")]
    public Task NotEveryClientIsSwitchedOff_IsSilent(string setup) => Hole(setup);

    [Fact]
    public Task NoPipeline_IsSilent_ThatIsAnotherRule() => Verify(Refs.AwsV4, """
        class Store(Amazon.DynamoDBv2.IAmazonDynamoDB db)
        {
            object Of() => new Amazon.DynamoDBv2.AmazonDynamoDBConfig { {|ARCH2103:MaxErrorRetry = 0|} };
            object Get() => db.GetItemAsync(new());
        }
        """);

    [Fact]
    public Task CallInThePipeline_IsSilent_InAHole() => Hole("return new AmazonDynamoDBConfig { MaxErrorRetry = 0 };", "Pipelines.Retry.ExecuteAsync(async token => await db.GetItemAsync(request, token), ct)");

    // ---- Reports: the APIs

    [Fact]
    public async Task Call_Reports()
    {
        var found = await Verify(Refs.AwsV4, """
            class Store(Amazon.DynamoDBv2.IAmazonDynamoDB db)
            {
                public async System.Threading.Tasks.Task Run() => await db.[|GetItemAsync|](new());
            }
            """,
            message: "'GetItemAsync' relies on the SDK's default retries (10 retries, up to 20 s each); this project wraps DynamoDB calls in its own backoff. "
                + "Run it in a resilience pipeline with exponential backoff and jitter.",
            options: Explicit);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Fact]
    public Task CallBesideAPipeline_ReportsWithItsName() => InClass("public Task Run() => db.[|GetItemAsync|](request, ct);",
        message: "'GetItemAsync' relies on the SDK's default retries (10 retries, up to 20 s each); this project wraps DynamoDB calls in its own backoff. "
            + "Run it in a resilience pipeline with exponential backoff and jitter, for example 'pipeline'.");

    [Fact]
    public Task SdkV3_Reports() => Verify(Refs.DynamoDbV3, """
        class Store
        {
            public object Run(Amazon.DynamoDBv2.IAmazonDynamoDB db, Amazon.DynamoDBv2.Model.GetItemRequest request) => db.[|GetItem|](request);
        }
        """,
        message: "'GetItem' relies on the SDK's default retries (10 retries); this project wraps DynamoDB calls in its own backoff. "
            + "Run it in a resilience pipeline with exponential backoff and jitter.",
        options: Explicit);

    [Theory]
    [InlineData("await db.[|PutItemAsync|](\"Orders\", [], ct);")]
    [InlineData("{|ARCH3007:_|} = db.[|DeleteItemAsync|](new(), ct);")]
    [InlineData("var task = db?.[|UpdateItemAsync|](new(), ct); await (task ?? Task.FromResult(new UpdateItemResponse()));")]
    [InlineData("db.[|QueryAsync|](new(), ct).Wait();")]
    [InlineData("await Task.WhenAll(db.[|ExecuteStatementAsync|](new() { Statement = \"SELECT * FROM \\\"O\\\" WHERE \\\"Id\\\" = 1\" }, ct));")]
    [InlineData("await ((AmazonDynamoDBClient)db).[|GetItemAsync|](request, ct);")]
    [InlineData("await context.[|LoadAsync|]<Order>(1, ct); await context.[|SaveAsync|](new Order(), ct); await context.[|DeleteAsync|]<Order>(1, ct);")]
    [InlineData("await new DynamoDBContextBuilder().WithDynamoDBClient(() => db).Build().[|LoadAsync|]<Order>(1, ct);")]
    [InlineData("await context.QueryAsync<Order>(1).[|GetRemainingAsync|](ct);")]
    [InlineData("var search = table.Query(new QueryFilter()); await search.[|GetRemainingAsync|](ct);")]
    [InlineData("await table.CreateBatchWrite().[|ExecuteAsync|](ct); await context.CreateBatchGet<Order>().[|ExecuteAsync|](ct);")]
    [InlineData("await table.[|GetItemAsync|](\"1\", ct); await table.[|PutItemAsync|](new Document(), ct);")]
    [InlineData("await foreach (var page in db.Paginators.[|Query|](new()).Responses) { }")]
    [InlineData("var pages = db.Paginators.[|BatchGetItem|](new()); await foreach (var page in pages.Responses.WithCancellation(ct).ConfigureAwait(false)) { }")]
    public Task EachApi_Reports(string statements) => InMethod(statements + " } class Order { public int Id { get; set; }");

    // ---- Reports: evidence that is broken in one detail

    [Theory]
    [InlineData("await Pipelines.Timeout.ExecuteAsync(async token => await db.[|GetItemAsync|](request, token), ct);")]
    [InlineData("await ResiliencePipeline.Empty.ExecuteAsync(async token => await db.[|GetItemAsync|](request, token), ct);")]
    [InlineData("await new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build().ExecuteAsync(async token => await db.[|GetItemAsync|](request, token), ct);")]
    [InlineData("await pipeline.ExecuteAsync(async token => await Task.Yield(), ct); await db.[|GetItemAsync|](request, ct);")]
    [InlineData("var task = db.[|GetItemAsync|](request, ct); await pipeline.ExecuteAsync(async token => await task, ct);")]
    [InlineData("Func<CancellationToken, ValueTask> work = async token => await db.[|GetItemAsync|](request, token); await pipeline.ExecuteAsync(work, ct); await work(ct);")]
    [InlineData("var own = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { OnRetry = async _ => await db.[|GetItemAsync|](request) }).Build(); await own.ExecuteAsync(async token => await Task.Yield(), ct);")]
    [InlineData("await Task.Run(() => db.[|GetItemAsync|](request, ct));")]
    public Task OutsideOfThePipeline_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("await Timeout.ExecuteAsync(token => db.[|GetItemAsync|](request, token), ct);")]
    [InlineData("await Useless.ExecuteAsync(token => db.[|GetItemAsync|](request, token), ct);")]
    [InlineData("await Policy.NoOpAsync().ExecuteAsync(() => db.[|GetItemAsync|](request, ct));")]
    [InlineData("await Policy.Handle<Exception>().FallbackAsync(async _ => await db.[|GetItemAsync|](request)).ExecuteAsync(async () => await Task.Yield());")]
    public Task PolicyWithoutRetry_Reports(string statements) => InMethod7(statements);

    [Theory]
    [InlineData("private static Task<T> WithBackoff<T>(Func<Task<T>> work) => work();")]
    [InlineData("private static async Task<T> WithBackoff<T>(Func<Task<T>> work) => await Pipelines.Timeout.ExecuteAsync(async _ => await work());")]
    [InlineData("private static async Task<T> WithBackoff<T>(Func<Task<T>> work) { try { return await Pipelines.Retry.ExecuteAsync(async _ => await work()); } catch { return await work(); } }")]
    public Task WrapperWithoutBackoff_Reports(string wrapper) => InClass(wrapper + " public Task Run() => WithBackoff(() => db.[|GetItemAsync|](request, ct));");

    [Theory]
    [InlineData("public async Task Run() { await pipeline.ExecuteAsync(async token => await Read(token), ct); await Read(ct); } private Task Read(CancellationToken token) => db.[|GetItemAsync|](request, token);")]
    [InlineData("public async Task Run() => await pipeline.ExecuteAsync(async token => await Read(token), ct); internal Task Read(CancellationToken token) => db.[|GetItemAsync|](request, token);")]
    [InlineData("public Func<CancellationToken, Task> Run() => Read; private Task Read(CancellationToken token) => db.[|GetItemAsync|](request, token);")]
    [InlineData("private Task Read(CancellationToken token) => db.[|GetItemAsync|](request, token);")]
    [InlineData("public void Run() { _ = nameof(Read); } private Task Read(CancellationToken token) => db.[|GetItemAsync|](request, token);")]
    [InlineData("public async Task Run() { await Read(); async Task Read() => await db.[|GetItemAsync|](request, ct); }")]
    public Task BareReference_Reports(string members) => InClass(members);

    [Theory]
    [InlineData("_ = new AmazonDynamoDBConfig { UseHttp = true };")]
    [InlineData("_ = new Amazon.SQS.AmazonSQSConfig { MaxErrorRetry = 5 };")]
    [InlineData("_ = new ServiceCollection().AddAWSService<Amazon.SQS.IAmazonSQS>((config, _) => config.MaxErrorRetry = 5);")]
    public Task OtherConfiguration_Reports(string statement) => InMethod(statement + " await db.[|GetItemAsync|](request, ct);");

    [Fact]
    public Task ConfiguredClient_ReportsWhenOnlyPipelinesCount() => InMethod(
        "_ = new AmazonDynamoDBConfig { MaxErrorRetry = 5 }; await db.[|GetItemAsync|](request, ct);", ExplicitWith("arch.ARCH2101.client_config", "never"));

    [Fact]
    public Task OtherAttribute_Reports() => InClass("[Obsolete] public Task Run() => db.[|GetItemAsync|](request, ct);", options: ExplicitWith("arch.dynamodb.resilience_attributes", "System.Retried"));

    [Theory]
    [InlineData("public override Task<GetItemResponse> GetItemAsync(GetItemRequest r, CancellationToken ct = default) => base.GetItemAsync(r, ct);", "new Retrying()", "db.[|GetItemAsync|](request, ct)")]
    [InlineData(RetriedGet, "new object()", "db.[|GetItemAsync|](request, ct)")]
    [InlineData(RetriedGet, "new Retrying()", "db.[|DeleteItemAsync|](new(), ct)")]
    [InlineData(RetriedGet, "new Retrying()", "new AmazonDynamoDBClient().[|GetItemAsync|](request, ct)")]
    public Task DecoratorThatDoesNotCover_Reports(string member, string registration, string call) => Decorated(member, registration, call);

    [Theory]
    [InlineData("while (!ct.IsCancellationRequested) { try { await db.[|GetItemAsync|](request, ct); } catch (Exception) { Console.WriteLine(); } await Task.Delay(1000, ct); }")]
    [InlineData("foreach (var r in new[] { request }) { try { await db.[|GetItemAsync|](r, ct); } catch (AmazonDynamoDBException) { await Task.Delay(1000, ct); } }")]
    [InlineData("for (var n = 0; ; n++) { try { await db.[|GetItemAsync|](request, ct); return; } catch (ConditionalCheckFailedException) when (n < 5) { await Task.Delay(100 << n); } }")]
    [InlineData("while (true) { try { await db.[|GetItemAsync|](request, ct); } catch (AmazonDynamoDBException) { await Task.Delay(100); } break; }")]
    public Task OtherLoop_Reports(string statements) => InMethod(statements);

    // ---- Reports: transactions

    [Fact]
    public async Task Transaction_ReportsInItsOwnWords() => await InClass("public Task Run() => db.[|TransactWriteItemsAsync|](new(), ct);",
        message: "The SDK never retries a cancelled transaction, not even one cancelled by throttling. "
            + "Run 'TransactWriteItemsAsync' in a resilience pipeline that handles TransactionCanceledException with a retryable cancellation reason.");

    [Theory]
    [InlineData("_ = new AmazonDynamoDBConfig { MaxErrorRetry = 5 }; await db.[|TransactWriteItemsAsync|](new(), ct);")]
    [InlineData("await Pipelines.Throttling.ExecuteAsync(async token => await db.[|TransactWriteItemsAsync|](new(), token), ct);")]
    [InlineData("await context.CreateTransactWrite<Order>().[|ExecuteAsync|](ct);")]
    [InlineData("await context.[|ExecuteTransactWriteAsync|]([context.CreateTransactWrite<Order>()]);")]
    [InlineData("for (var n = 0; ; n++) { try { await db.[|TransactWriteItemsAsync|](new(), ct); return; } catch (ProvisionedThroughputExceededException) when (n < 5) { await Task.Delay((1 << n) * Random.Shared.Next(50)); } }")]
    public Task TransactionThatNobodyRetries_Reports(string statements) => InMethod(statements + " } class Order { public int Id { get; set; }");

    // ---- Reports: the hole

    [Theory]
    [InlineData("return new AmazonDynamoDBClient(new AmazonDynamoDBConfig { MaxErrorRetry = 0 });")]
    [InlineData("var config = new AmazonDynamoDBConfig(); config.MaxErrorRetry = 0; return new AmazonDynamoDBClient(config);")]
    [InlineData("return services.AddAWSService<IAmazonDynamoDB>((config, _) => config.MaxErrorRetry = 0);")]
    [InlineData("services.AddDefaultAWSOptions(new AWSOptions { DefaultClientConfig = { MaxErrorRetry = 0 } }); return services.AddAWSService<IAmazonDynamoDB>();")]
    public Task RetriesOffAndOutsideOfThePipeline_Reports(string setup) => Hole(setup, "db.[|GetItemAsync|](request, ct)");

    [Fact]
    public Task Hole_ReportsInItsOwnWords() => Verify(Refs.Polly8, Usings8 + """
        class Store(IAmazonDynamoDB db, ResiliencePipeline retry)
        {
            static object Setup() => new AmazonDynamoDBConfig { MaxErrorRetry = 0 };
            static object Retry(RetryStrategyOptions options) => new ResiliencePipelineBuilder().AddRetry(options).Build();
            public Task Run() => db.[|GetItemAsync|](new());
            public async Task Fine() => await retry.ExecuteAsync(async token => await db.PutItemAsync(new(), token));
        }
        """,
        message: "MaxErrorRetry is 0 for this client and 'GetItemAsync' runs outside the retry pipeline, so a throttled request fails at once. Run it in 'retry'.");

    // ---- Robustness

    [Fact]
    public Task BrokenCode_IsSilent_OrReports() => Verify(Refs.Polly8, Usings8 + """
        class Store(IAmazonDynamoDB db, ResiliencePipeline pipeline)
        {
            public async Task Run() => await pipeline.ExecuteAsync(async token => await db.GetItemAsync(, token), );
            private async Task Missing() => await Nowhere.ExecuteAsync(() => db.[|GetItemAsync|](new()));
            public Task Dynamic(dynamic client) => client.GetItemAsync(new GetItemRequest());
        }
        """, options: Explicit, compiles: false);

    /// <summary>In an editor the sources of other projects are known as well, but they belong to another compilation.</summary>
    [Fact]
    public async Task PipelineOfAnotherProject_IsSilent()
    {
        var shared = new Lint
        {
            References = Refs.Polly8,
            AssemblyName = "Shared",
            Sources = [("Shared.cs", """
                public class Base(Amazon.DynamoDBv2.IAmazonDynamoDB db)
                {
                    protected readonly Amazon.DynamoDBv2.IAmazonDynamoDB Db = db;
                    protected static readonly Polly.ResiliencePipeline Retry = Polly.ResiliencePipeline.Empty;
                    public static async System.Threading.Tasks.Task Run(System.Func<System.Threading.Tasks.Task> work) => await work();
                }
                """)],
        };
        var lint = new Lint
        {
            References = Refs.Polly8,
            Sources = [("Code.cs", """
                class Store(Amazon.DynamoDBv2.IAmazonDynamoDB db) : Base(db)
                {
                    public async System.Threading.Tasks.Task Get() => await Retry.ExecuteAsync(async token => await Db.GetItemAsync(new(), token));
                    public System.Threading.Tasks.Task Put() => Run(() => Db.PutItemAsync(new()));
                }
                """)],
            Options = { ["arch.dynamodb.backoff"] = "explicit" },
        };
        var found = await lint.RunAsync(lint.Compile().AddReferences(shared.Compile().ToMetadataReference()));
        Assert.Equal("PutItemAsync", lint.Sources[0].Text.Substring(Assert.Single(found).Location.SourceSpan.Start, "PutItemAsync".Length));
    }

    [Fact]
    public Task TopLevelStatements_Reports() => Verify(Refs.Polly8, Usings8 + """
        var db = new AmazonDynamoDBClient();
        await db.[|GetItemAsync|](new());
        await Read();
        await ResiliencePipeline.Empty.ExecuteAsync(async _ => await Task.Yield());
        async Task Read() => await db.[|GetItemAsync|](new());
        """, options: Explicit);
}
