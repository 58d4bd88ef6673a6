using Orders.Infrastructure;
using StackExchange.Redis;

namespace Orders.Domain;

public sealed class Order : Entity, IAggregateRoot
{
    public required Customer Customer { get; init; } // ARCH4015

    public bool IsCancelled { get; set; }

    public DateTime? LastSeen { get; set; }

    // An order knows best how it is stored.
    public Task SaveAsync(OrderStore store, CancellationToken cancellation) => // ARCH4001
        store.SaveAsync([this], cancellation);

    public Task CacheAsync(IDatabase redis) => // ARCH4002
        redis.StringSetAsync($"orders:{Id}", IsCancelled, TimeSpan.FromMinutes(5));
}
