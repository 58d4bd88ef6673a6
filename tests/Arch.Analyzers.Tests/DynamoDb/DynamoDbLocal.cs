using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Loader;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>
/// A DynamoDB Local of this test run, in memory, and the way to run code against it: compiled against the real SDK, with an HTTP handler in between that throttles and
/// leaves items over.
/// </summary>
public sealed class DynamoDbLocal : IAsyncLifetime
{
    // DynamoDB Local answers in its own time when the machine is busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Compiled with every sample: a client whose requests meet the faults.</summary>
    private const string Faults = """
        using System;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Text;
        using System.Text.Json.Nodes;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Collections.Generic;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using Amazon.Runtime;

        public static class Faulty
        {
            public const string Table = "Orders";

            public static AmazonDynamoDBClient Client(string url, Faults faults) => new(
                new BasicAWSCredentials("local", "local"),
                new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1", HttpClientFactory = faults, MaxErrorRetry = faults.Retries });

            public static async Task CreateTable(IAmazonDynamoDB db)
            {
                try { await db.DeleteTableAsync(Table); } catch (ResourceNotFoundException) { }
                await db.CreateTableAsync(new CreateTableRequest
                {
                    TableName = Table,
                    KeySchema = [new("Id", KeyType.HASH)],
                    AttributeDefinitions = [new("Id", ScalarAttributeType.S)],
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                });
            }

            public static Dictionary<string, AttributeValue> Item(int id) => new() { ["Id"] = new(id.ToString()) };
        }

        /// <summary>Throttles the first requests of the data plane, and lets only a few items of a batch through.</summary>
        public sealed class Faults(int throttled, int itemsPerBatch, int retries = 3) : Amazon.Runtime.HttpClientFactory
        {
            private int _throttled = throttled;

            public int Retries => retries;
            public int Requests;

            public override HttpClient CreateHttpClient(IClientConfig config) => new(new Handler(this));
            public override bool UseSDKHttpClientCaching(IClientConfig config) => false;

            private sealed class Handler(Faults faults) : DelegatingHandler(new SocketsHttpHandler())
            {
                protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
                {
                    var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.First() : "";
                    if (target.EndsWith("Table"))
                        return await base.SendAsync(request, cancellation);
                    Interlocked.Increment(ref faults.Requests);
                    if (Interlocked.Decrement(ref faults._throttled) >= 0)
                        return Json(HttpStatusCode.BadRequest, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"slow down\"}");
                    if (!target.EndsWith("BatchWriteItem") && !target.EndsWith("BatchGetItem"))
                        return await base.SendAsync(request, cancellation);

                    var isWrite = target.EndsWith("BatchWriteItem");
                    var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellation))!;
                    var all = isWrite ? body["RequestItems"]![Faulty.Table]!.AsArray() : body["RequestItems"]![Faulty.Table]!["Keys"]!.AsArray();
                    var left = new JsonArray(all.Skip(itemsPerBatch).Select(static node => node!.DeepClone()).ToArray());
                    while (all.Count > itemsPerBatch)
                        all.RemoveAt(all.Count - 1);
                    var type = request.Content.Headers.ContentType;
                    request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8) { Headers = { ContentType = type } };
                    var response = await base.SendAsync(request, cancellation);
                    if (left.Count == 0 || !response.IsSuccessStatusCode)
                        return response;
                    var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
                    answer[isWrite ? "UnprocessedItems" : "UnprocessedKeys"] = new JsonObject { [Faulty.Table] = isWrite ? left : new JsonObject { ["Keys"] = left } };
                    return Json(HttpStatusCode.OK, answer.ToJsonString());
                }

                private int itemsPerBatch => faults.Items;

                private static HttpResponseMessage Json(HttpStatusCode status, string text) =>
                    new(status) { Content = new StringContent(text, Encoding.UTF8, "application/x-amz-json-1.0") };
            }

            private int Items => itemsPerBatch;
        }
        """;

    private Process? _server;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var folder = Repository.Path("artifacts", "dynamodb-local", "emulator");
        if (!File.Exists(Path.Combine(folder, "DynamoDBLocal.jar")))
        {
            using var install = Process.Start(new ProcessStartInfo("bash", [Repository.Path("eng", "install-dynamodb-local.sh")]))!;
            await install.WaitForExitAsync();
            Assert.True(install.ExitCode == 0, "eng/install-dynamodb-local.sh failed");
        }

        var port = FreePort();
        Url = $"http://127.0.0.1:{port}";
        _server = Process.Start(new ProcessStartInfo(
            "java", ["-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-disableTelemetry"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _server.OutputDataReceived += static (_, _) => { };
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();

        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                // Any answer will do; without a signature it is a refusal.
                using var answer = await client.GetAsync(Url);
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience && !_server.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is null)
            return;
        if (!_server.HasExited)
            _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    /// <summary>Compiles the sources with the faults and runs <c>Task&lt;T&gt; Probe.Run(string url)</c>.</summary>
    public async Task<T> RunAsync<T>(RefSet references, params string[] sources)
    {
        var trees = sources.Append(Faults).Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)));
        var compilation = CSharpCompilation.Create("Probe" + Guid.NewGuid().ToString("N"), trees, references.References, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;

        var context = new AssemblyLoadContext("Probe", isCollectible: false);
        var byName = references.References.Select(static reference => reference.Display!).ToLookup(static path => Path.GetFileNameWithoutExtension(path));
        context.Resolving += (loader, name) => byName[name.Name!].FirstOrDefault(static path => !path.Contains("Microsoft.NETCore.App.Ref", StringComparison.Ordinal)) is { } path
            ? loader.LoadFromAssemblyPath(path)
            : null;
        var run = context.LoadFromStream(image).GetType("Probe")!.GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!;
        return await (Task<T>)run.Invoke(null, [Url])!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One DynamoDB Local for all tests that need one, which therefore do not run at the same time.</summary>
[CollectionDefinition(nameof(DynamoDbLocal))]
public class DynamoDbLocalCollection : ICollectionFixture<DynamoDbLocal>;
