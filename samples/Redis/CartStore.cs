using StackExchange.Redis;

namespace Carts;

/// <summary>Keeps one hash per cart. All keys start with the name of the service, since others use the same Redis.</summary>
public sealed class CartStore(IConnectionMultiplexer redis)
{
    private const int PageSize = 250;
    private const int BatchSize = 500;
    private const string ClosedShops = "carts:closed-shops";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly IDatabase _db = redis.GetDatabase();

    public async Task PutAsync(int shop, Guid cart, string product, int quantity)
    {
        var key = KeysOf(shop) + cart.ToString("N");
        await _db.HashSetAsync(key, product, quantity);
        await _db.KeyExpireAsync(key, Lifetime);
    }

    public Task CloseAsync(int shop) => _db.SetAddAsync(ClosedShops, shop);

    public Task ForgetClosedAsync(int shop) => _db.SetRemoveAsync(ClosedShops, shop);

    public async Task<int[]> ClosedAsync() => [.. (await _db.SetMembersAsync(ClosedShops)).Select(static shop => (int)shop)];

    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var _ in Sweep("carts:*").WithCancellation(cancellation))
            count++;
        return count;
    }

    public async Task<long> RemoveAllAsync(int shop, CancellationToken cancellation)
    {
        var removed = 0L;
        await foreach (var batch in Sweep(KeysOf(shop) + "*").Chunk(BatchSize).WithCancellation(cancellation))
            removed += await _db.KeyDeleteAsync(batch);
        return removed;
    }

    /// <summary>Pages through the keys with SCAN, on every primary there is, while the other clients go on working.</summary>
    private IAsyncEnumerable<RedisKey> Sweep(string pattern) => redis.GetServers().ToAsyncEnumerable()
        .Where(static server => server is { IsConnected: true, IsReplica: false })
        .SelectMany(server => server.KeysAsync(_db.Database, pattern, PageSize));

    // In a cluster the braces keep the carts of a shop in one slot, so that one command may delete many of them.
    private static string KeysOf(int shop) => $"carts:{{{shop}}}:";
}
