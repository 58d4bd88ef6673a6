using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;
using Orders.Infrastructure.Embedded;
using Orders.Infrastructure.Redis;
using Orders.Tests.Servers;

namespace Orders.Tests;

/// <summary>What every cache of pages keeps, whatever it is made of.</summary>
public abstract class OrderPageCacheContract
{
    private static readonly OrderPage Page = new([new(Guid.NewGuid(), OrderStatus.Placed, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), 12.5m)], Guid.NewGuid());

    protected abstract IOrderPageCache Cache { get; }

    [Fact]
    public async Task Kept_IsFound_UntilItsCustomerIsForgotten()
    {
        var (mine, other) = (new CustomerId(Guid.NewGuid().ToString()), new CustomerId(Guid.NewGuid().ToString()));
        foreach (var customer in (CustomerId[])[mine, other])
        {
            for (var number = 0; number < 600; number++)
                await Cache.KeepAsync(customer, $"page-{number}", Page, default);
        }

        var found = await Cache.FindAsync(mine, "page-599", default);
        Assert.Equal(Page.Next, found!.Next);
        Assert.Equal(Page.Orders, found.Orders);

        await Cache.ForgetAsync(mine, default);
        for (var number = 0; number < 600; number++)
            Assert.Null(await Cache.FindAsync(mine, $"page-{number}", default));
        Assert.NotNull(await Cache.FindAsync(other, "page-0", default));
    }
}

public class EmbeddedOrderPageCacheTests : OrderPageCacheContract
{
    protected override IOrderPageCache Cache { get; } = new EmbeddedOrderPageCache();
}

[Collection(nameof(AllServers))]
public class RedisOrderPageCacheTests(AllServers servers) : OrderPageCacheContract
{
    protected override IOrderPageCache Cache { get; } = new RedisOrderPageCache(servers.Redis.Client);

    [Fact]
    public async Task KeysOfOthers_AreLeftAlone_AndOursExpire()
    {
        var db = servers.Redis.Client.GetDatabase();
        var customer = new CustomerId(Guid.NewGuid().ToString());
        await db.StringSetAsync($"carts:pages:{{{customer}}}:1", "theirs");
        await Cache.KeepAsync(customer, "1", new([], null), default);
        Assert.InRange((await db.KeyTimeToLiveAsync($"orders:pages:{{{customer}}}:1"))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        await Cache.ForgetAsync(customer, default);
        Assert.Equal("theirs", await db.StringGetAsync($"carts:pages:{{{customer}}}:1"));
    }
}
