using StackExchange.Redis;

namespace Orders.Infrastructure;

/// <summary>Keeps pages of orders.</summary>
public sealed class OrderCache(IConnectionMultiplexer redis)
{
    private readonly IDatabase _db = redis.GetDatabase();

    public Task KeepAsync(string page, string content) => _db.StringSetAsync($"pages:{page}", content); // ARCH2003

    public int Count() => redis.GetServers().Sum(static server => server.Keys(pattern: "*").Count()); // ARCH2002

    public async Task ForgetAsync(Guid customer)
    {
        var keys = (RedisKey[])(await _db.ExecuteAsync("KEYS", $"orders:pages:{customer}:*"))!; // ARCH2001
        await _db.KeyDeleteAsync(keys);
    }

    // For the day on which everything is wrong.
    public async Task ResetAsync()
    {
        foreach (var server in redis.GetServers())
            await server.FlushDatabaseAsync(); // ARCH2004
    }
}
