using System.Globalization;
using StackExchange.Redis;

namespace Orders.Tests.Servers;

/// <summary>Redis, from the package redis-server.</summary>
public sealed class RedisServer : LocalServer
{
    private IConnectionMultiplexer? _client;

    public string Connection => $"127.0.0.1:{Port}";

    public IConnectionMultiplexer Client => _client ?? throw new InvalidOperationException("not started");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _client = await ConnectionMultiplexer.ConnectAsync(Connection);
    }

    public override async Task DisposeAsync()
    {
        // The start of another server may have failed first.
        if (_client is not null)
            await _client.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override (string Program, string[] Arguments) Command() =>
        ("redis-server", ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
}
