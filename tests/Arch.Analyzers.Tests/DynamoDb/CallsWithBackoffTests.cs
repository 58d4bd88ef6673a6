using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What the fix of ARCH2101 writes is run with the real SDK and the real Polly: against DynamoDB Local behind an endpoint that throttles, and for transactions that are cancelled.</summary>
[Collection(nameof(DynamoDbLocal))]
public class CallsWithBackoffTests(DynamoDbLocal dynamo)
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Text;
        using System.Text.Json.Nodes;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.Runtime;

        """;

    private const string Store = Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task Put(PutItemRequest request, CancellationToken ct)
            {
                await dynamo.PutItemAsync(request, ct);
            }

            public Task<GetItemResponse> Get(GetItemRequest request) => dynamo.GetItemAsync(request);
        }
        """;

    private const string StoreWithPipeline = Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            private readonly Polly.ResiliencePipeline _retry = Pipelines.Create();

            public async Task Put(PutItemRequest request, CancellationToken ct)
            {
                await dynamo.PutItemAsync(request, ct).ConfigureAwait(false);
            }

            public Task<GetItemResponse> Get(GetItemRequest request) => dynamo.GetItemAsync(request);

            public override string ToString() => _retry.ToString()!;
        }

        static class Pipelines
        {
            public static Polly.ResiliencePipeline Create() => Polly.RetryResiliencePipelineBuilderExtensions.AddRetry(
                new Polly.ResiliencePipelineBuilder(),
                new Polly.Retry.RetryStrategyOptions { BackoffType = Polly.DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(20), MaxRetryAttempts = 5 }).Build();
        }
        """;

    private const string Probe = Usings + """
        public static class Probe
        {
            /// <returns>The orders that arrived, those that could be read, and the requests.</returns>
            public static async Task<int[]> Run(string url)
            {
                // Without retries of the client, so that all that follows is the pipeline's.
                var faults = new Faults(throttled: 4, itemsPerBatch: 25, retries: 0);
                var db = Faulty.Client(url, faults);
                await Faulty.CreateTable(db);
                var store = new Store(db);
                for (var id = 0; id < 5; id++)
                {
                    try { await store.Put(new() { TableName = Faulty.Table, Item = Faulty.Item(id) }, CancellationToken.None); } catch (ProvisionedThroughputExceededException) { }
                }

                var requests = faults.Requests;
                var read = 0;
                for (var id = 0; id < 5; id++)
                    read += (await store.Get(new() { TableName = Faulty.Table, Key = Faulty.Item(id) })).IsItemSet ? 1 : 0;
                return [(await db.ScanAsync(new ScanRequest(Faulty.Table))).Items.Count, read, requests];
            }
        }
        """;

    private static async Task<string> RepairAsync(RefSet references, string source)
    {
        var lint = new Lint { References = references, Sources = [("Code.cs", source)], Options = { ["arch.dynamodb.backoff"] = "explicit" } };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2101", [new DynamoDbCallWithoutBackoffFix()]);
        Assert.DoesNotContain(await repaired.RunAsync(), static finding => finding.Id == "ARCH2101");
        return repaired.Sources[0].Text;
    }

    [Fact]
    public async Task Unfixed_LosesItems() => Assert.Equal(new[] { 1, 1, 5 }, await dynamo.RunAsync<int[]>(Refs.Polly8, Store, Probe));

    [Theory]
    [InlineData(8, Store, "DynamoDbRetry.ExecuteAsync(async token =>")]
    [InlineData(7, Store, "DynamoDbRetry.ExecuteAsync(token =>")]
    [InlineData(8, StoreWithPipeline, "_retry.ExecuteAsync(async token =>")]
    public async Task Fixed_LosesNothing(int polly, string store, string expected)
    {
        var references = polly == 8 ? Refs.Polly8 : Refs.Polly7;
        var repaired = await RepairAsync(references, store);
        Assert.Contains(expected, repaired);
        Assert.Equal(new[] { 5, 5, 9 }, await dynamo.RunAsync<int[]>(references, repaired, Probe));
    }

    // ---- Transactions

    private const string Transfers = Usings + """
        class Transfers(IAmazonDynamoDB dynamo)
        {
            public async Task Move(List<TransactWriteItem> items, CancellationToken ct)
            {
                await dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items }, ct);
            }
        }
        """;

    private const string TransferProbe = Usings + """
        public static class Probe
        {
            /// <returns>Whether the transaction came through, the requests, and the different tokens in them.</returns>
            public static async Task<int[]> Run(string url)
            {
                var endpoint = new Endpoint();
                // The client retries, but not what was cancelled.
                var db = new AmazonDynamoDBClient(
                    new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1", HttpClientFactory = endpoint, MaxErrorRetry = 3 });
                var done = 0;
                try
                {
                    await new Transfers(db).Move([new() { Delete = new() { TableName = "Orders", Key = new() { ["Id"] = new("1") } } }], CancellationToken.None);
                    done = 1;
                }
                catch (TransactionCanceledException)
                {
                }

                return [done, endpoint.Tokens.Count, endpoint.Tokens.Distinct().Count()];
            }

            private sealed class Endpoint : Amazon.Runtime.HttpClientFactory
            {
                public List<string> Tokens { get; } = [];

                public override HttpClient CreateHttpClient(IClientConfig config) => new(new Handler(this));

                public override bool UseSDKHttpClientCaching(IClientConfig config) => false;

                private sealed class Handler(Endpoint endpoint) : HttpMessageHandler
                {
                    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
                    {
                        endpoint.Tokens.Add((string)JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellation))!["ClientRequestToken"]!);
                        const string cancelled = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"cancelled\",\"CancellationReasons\":[{\"Code\":\"ThrottlingError\"}]}";
                        return endpoint.Tokens.Count <= 2 ? Answer(HttpStatusCode.BadRequest, cancelled) : Answer(HttpStatusCode.OK, "{}");
                    }

                    private static HttpResponseMessage Answer(HttpStatusCode status, string text) => new(status) { Content = new StringContent(text, Encoding.UTF8, "application/x-amz-json-1.0") };
                }
            }
        }
        """;

    [Fact]
    public async Task CancelledTransaction_IsNotRetriedByTheSdk() => Assert.Equal(new[] { 0, 1, 1 }, await dynamo.RunAsync<int[]>(Refs.Polly8, Transfers, TransferProbe));

    [Fact]
    public async Task CancelledTransaction_IsRetriedWithOneToken() =>
        Assert.Equal(new[] { 1, 3, 1 }, await dynamo.RunAsync<int[]>(Refs.Polly8, await RepairAsync(Refs.Polly8, Transfers), TransferProbe));
}
