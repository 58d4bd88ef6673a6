using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Options;
using Orders.Infrastructure.DynamoDb;

namespace Orders.Tests.Servers;

/// <summary>DynamoDB Local, in memory. The variable <c>DYNAMODB_LOCAL</c> names the folder of its jar; without it, it is looked for below <c>artifacts</c> here and above.</summary>
public sealed class DynamoDbLocal : LocalServer
{
    private AmazonDynamoDBClient? _client;

    public string Url => $"http://127.0.0.1:{Port}";

    public OrderTables Tables { get; } = new();

    public IAmazonDynamoDB Client => _client ?? throw new InvalidOperationException("not started");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _client = Connect(null);
        await new DynamoDbPreparation(Client, Options.Create(Tables)).PrepareAsync(CancellationToken.None);
    }

    public override Task DisposeAsync()
    {
        _client?.Dispose();
        return base.DisposeAsync();
    }

    /// <param name="requests">What makes the HTTP clients; null for ordinary ones.</param>
    public AmazonDynamoDBClient Connect(HttpClientFactory? requests) =>
        new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = Url, AuthenticationRegion = "eu-west-1", HttpClientFactory = requests });

    protected override (string Program, string[] Arguments) Command()
    {
        var folder = Environment.GetEnvironmentVariable("DYNAMODB_LOCAL") ?? Installed(AppContext.BaseDirectory)
            ?? throw new InvalidOperationException("Set DYNAMODB_LOCAL to the folder that DynamoDBLocal.jar lies in.");
        return ("java",
        [
            $"-Djava.library.path={Path.Combine(folder, "DynamoDBLocal_lib")}", "-jar", Path.Combine(folder, "DynamoDBLocal.jar"), "-inMemory", "-port",
            Port.ToString(CultureInfo.InvariantCulture), "-disableTelemetry",
        ]);
    }

    private static string? Installed(string? directory) => directory is null ? null
        : Path.Combine(directory, "artifacts", "dynamodb-local", "emulator") is var folder && Directory.Exists(folder) ? folder
        : Installed(Path.GetDirectoryName(directory));
}
