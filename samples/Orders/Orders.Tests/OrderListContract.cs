using Orders.Application.Ports;
using Orders.Domain;
using Orders.Infrastructure.Embedded;
using Orders.Infrastructure.Postgres;
using Orders.Tests.Servers;

namespace Orders.Tests;

/// <summary>What every list of orders keeps, whatever it is made of.</summary>
public abstract class OrderListContract
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IOrderList List { get; }

    protected abstract IOrderProjection Projection { get; }

    [Fact]
    public async Task Pages_ShowEachOrderOnce_TheLatestFirst()
    {
        var customer = NewCustomer();
        // Some at the same moment.
        var events = Enumerable.Range(0, 25).Select(number => Placed(customer, Start.AddMinutes(number / 2))).ToList();
        await Projection.ApplyAsync([.. events, Placed(NewCustomer(), Start)], default);

        var seen = new List<Guid>();
        for (OrderId? after = null; ;)
        {
            var page = await List.OfAsync(customer, after, 7, default);
            seen.AddRange(page.Select(static order => order.Id));
            if (page.Count < 7)
                break;
            after = new(page[^1].Id);
        }

        Assert.Equal(events.OrderByDescending(static order => order.PlacedAt).ThenByDescending(static order => order.Order.Value).Select(static order => order.Order.Value), seen);
    }

    [Fact]
    public async Task WhatComesTwiceOrLate_ChangesNothing()
    {
        var placed = Placed(NewCustomer(), Start);
        var shipped = placed with { Status = OrderStatus.Shipped, Version = 2 };
        await Projection.ApplyAsync([placed, shipped], default);
        await Projection.ApplyAsync([shipped], default);
        await Projection.ApplyAsync([placed], default);
        Assert.Equal(OrderStatus.Shipped, Assert.Single(await List.OfAsync(placed.Customer, null, 10, default)).Status);
    }

    private static CustomerId NewCustomer() => new(Guid.NewGuid().ToString());

    private static OrderEvent Placed(CustomerId customer, DateTimeOffset at) => new(OrderId.New(), customer, OrderStatus.Placed, 12.5m, at, 1);
}

public class EmbeddedOrderListTests : OrderListContract
{
    private readonly EmbeddedOrderList _list = new();

    protected override IOrderList List => _list;

    protected override IOrderProjection Projection => _list;
}

[Collection(nameof(AllServers))]
public class PostgresOrderListTests(AllServers servers) : OrderListContract
{
    protected override IOrderList List { get; } = new PostgresOrderList(servers.Postgres.Contexts);

    protected override IOrderProjection Projection { get; } = new PostgresOrderProjection(servers.Postgres.Contexts);
}
