using System.Globalization;
using StackExchange.Redis;

namespace Orders.Tests.Servers;

/// <summary>Redis, from the package redis-server.</summary>
public sealed class RedisServer : LocalServer
{
    public string Connection => $"127.0.0.1:{Port}";

    public IConnectionMultiplexer Client { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Client = await ConnectionMultiplexer.ConnectAsync(Connection);
    }

    public override async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override (string Program, string[] Arguments) Command() =>
        ("redis-server", ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
}
