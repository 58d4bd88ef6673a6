using System.Text.Json;
using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;
using StackExchange.Redis;

namespace Orders.Infrastructure.Redis;

/// <summary>Keeps pages for a while. All keys begin with the name of the service, since others use the same Redis; what is forgotten is found with SCAN.</summary>
public sealed class RedisOrderPageCache(IConnectionMultiplexer redis) : IOrderPageCache
{
    private const int ScanPage = 250;

    // A page that was read just before a change, and kept just after it was forgotten, is wrong for as long.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly IDatabase _db = redis.GetDatabase();

    public async Task<OrderPage?> FindAsync(CustomerId customer, string page, CancellationToken cancellation)
    {
        var kept = await _db.StringGetAsync(KeysOf(customer) + page);
        return kept.HasValue ? JsonSerializer.Deserialize<OrderPage>((string)kept!) : null;
    }

    public Task KeepAsync(CustomerId customer, string page, OrderPage content, CancellationToken cancellation) =>
        _db.StringSetAsync(KeysOf(customer) + page, JsonSerializer.Serialize(content), Lifetime);

    public async Task ForgetAsync(CustomerId customer, CancellationToken cancellation)
    {
        foreach (var server in redis.GetServers().Where(static server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var keys in server.KeysAsync(_db.Database, KeysOf(customer) + "*", ScanPage).Chunk(ScanPage).WithCancellation(cancellation))
                await _db.KeyDeleteAsync(keys);
        }
    }

    // In a cluster the braces keep the pages of a customer in one slot, so that one command may delete many of them.
    private static string KeysOf(CustomerId customer) => $"orders:pages:{{{customer}}}:";
}
