using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Orders.Tests;

/// <summary>Puts faults between the client and DynamoDB Local, which has none of its own.</summary>
/// <param name="fault">throttled: every third request is refused; transaction: every second transaction is cancelled by another one; unprocessed: of a batch only the first seven are done.</param>
internal sealed class FaultyRequests(string fault) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(fault));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(string fault) : DelegatingHandler(new SocketsHttpHandler())
    {
        private const int Done = 7;

        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.First() : "";
            var number = Interlocked.Increment(ref _requests);
            return fault switch
            {
                "throttled" when number % 3 == 0 => Error("ProvisionedThroughputExceededException", ""),
                "transaction" when number % 2 == 0 && target.EndsWith("TransactWriteItems", StringComparison.Ordinal) =>
                    Error("TransactionCanceledException", ""","CancellationReasons":[{"Code":"TransactionConflict"},{"Code":"None"}]"""),
                "unprocessed" when target.EndsWith("BatchWriteItem", StringComparison.Ordinal) => await SomeOf(request, cancellationToken),
                _ => await base.SendAsync(request, cancellationToken),
            };
        }

        private async Task<HttpResponseMessage> SomeOf(HttpRequestMessage request, CancellationToken cancellation)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellation))!;
            var (table, requests) = body["RequestItems"]!.AsObject().Select(static entry => (entry.Key, entry.Value!.AsArray())).Single();
            var left = new JsonArray([.. requests.Skip(Done).Select(static node => node!.DeepClone())]);
            while (requests.Count > Done)
                requests.RemoveAt(requests.Count - 1);
            var type = request.Content.Headers.ContentType;
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8) { Headers = { ContentType = type } };
            var response = await base.SendAsync(request, cancellation);
            return left.Count == 0 || !response.IsSuccessStatusCode ? response : Json(HttpStatusCode.OK, new JsonObject { ["UnprocessedItems"] = new JsonObject { [table] = left } }.ToJsonString());
        }

        private static HttpResponseMessage Error(string type, string more) =>
            Json(HttpStatusCode.BadRequest, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"made up"{{more}}}""");

        private static HttpResponseMessage Json(HttpStatusCode status, string text) => new(status) { Content = new StringContent(text, Encoding.UTF8, "application/x-amz-json-1.0") };
    }
}
