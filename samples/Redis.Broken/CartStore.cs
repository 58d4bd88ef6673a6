using StackExchange.Redis;

namespace Carts;

/// <summary>Keeps one hash per cart.</summary>
public sealed class CartStore(IConnectionMultiplexer redis)
{
    private const string ClosedShops = "closed-shops";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly IDatabase _db = redis.GetDatabase();

    public async Task PutAsync(int shop, Guid cart, string product, int quantity)
    {
        var key = KeysOf(shop) + cart.ToString("N");
        await _db.HashSetAsync(key, product, quantity);
        await _db.KeyExpireAsync(key, Lifetime);
    }

    public Task CloseAsync(int shop) => _db.SetAddAsync(ClosedShops, shop); // ARCH2003

    public Task ForgetClosedAsync(int shop) => _db.SetRemoveAsync(ClosedShops, shop); // ARCH2003

    public async Task<int[]> ClosedAsync() =>
        [.. (await _db.SetMembersAsync(ClosedShops)).Select(static shop => (int)shop)]; // ARCH2003

    public int Count() => redis.GetServers().Sum(static server => server.Keys(pattern: "*").Count()); // ARCH2002

    public int CountIn(string region) => (int)_db.ScriptEvaluate(
        "return #redis.call('KEYS', ARGV[1])", // ARCH2001
        values: [$"carts:{region}:*"]);

    public async Task<long> RemoveAllAsync(int shop, CancellationToken cancellation)
    {
        var removed = 0L;
        var keys = (RedisKey[])(await _db.ExecuteAsync("KEYS", $"carts:{shop}:*"))!; // ARCH2001
        foreach (var batch in keys.Chunk(500))
        {
            cancellation.ThrowIfCancellationRequested();
            removed += await _db.KeyDeleteAsync(batch);
        }

        return removed;
    }

    // For the day on which everything is wrong.
    public async Task ResetAsync()
    {
        foreach (var server in redis.GetServers())
            await server.FlushDatabaseAsync(); // ARCH2004
    }

    private static string KeysOf(int shop) => $"carts:{shop}:";
}
