using Microsoft.Extensions.Options;
using Orders.Application.Ports;
using Orders.Domain;
using Orders.Infrastructure.DynamoDb;
using Orders.Infrastructure.Embedded;
using Orders.Tests.Servers;

namespace Orders.Tests;

/// <summary>What every store of orders keeps, whatever it is made of.</summary>
public abstract class OrderStoreContract
{
    protected abstract IOrderStore Store { get; }

    protected abstract IOutbox Outbox { get; }

    [Fact]
    public async Task Saved_IsFoundAsItWas()
    {
        var order = NewOrder();
        await Store.SaveAsync(order, default);

        var found = await Store.FindAsync(order.Id, default);
        Assert.NotNull(found);
        Assert.Equal((order.Customer, order.PlacedAt, order.Status, order.Total, order.Version), (found.Customer, found.PlacedAt, found.Status, found.Total, found.Version));
        Assert.Equal(order.Lines, found.Lines);
        Assert.Empty(found.Events);
        Assert.Null(await Store.FindAsync(OrderId.New(), default));
    }

    [Fact]
    public async Task OfTwoThatPlaceTheSame_OneIsFirst()
    {
        var id = OrderId.New();
        await Store.SaveAsync(NewOrder(id), default);
        await Assert.ThrowsAsync<OrderConflictException>(() => Store.SaveAsync(NewOrder(id), default));
        Assert.Single(await EventsOf(id));
    }

    [Fact]
    public async Task OfManyThatChangeTheSame_EachChangeIsStoredOnce()
    {
        var id = OrderId.New();
        await Store.SaveAsync(NewOrder(id), default);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var order = (await Store.FindAsync(id, default))!;
            if (order.Status == OrderStatus.Cancelled)
                return false;
            order.Cancel();
            try
            {
                await Store.SaveAsync(order, default);
                return true;
            }
            catch (OrderConflictException)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, static changed => changed);
        Assert.Equal([1, 2], (await EventsOf(id)).Select(static change => change.Version).Order());
    }

    [Fact]
    public async Task Removed_IsNotReadAgain()
    {
        var orders = Enumerable.Range(0, 60).Select(static _ => NewOrder()).ToList();
        foreach (var order in orders)
            await Store.SaveAsync(order, default);
        var entries = await Outbox.ReadAsync(1_000, default);
        await Outbox.RemoveAsync([.. entries.Take(entries.Count - 1)], default);
        Assert.Equal([entries[^1].Position], (await Outbox.ReadAsync(1_000, default)).Select(static entry => entry.Position));
    }

    protected static Order NewOrder(OrderId? id = null) =>
        Order.Place(id ?? OrderId.New(), new("acme"), [new("tea", 2, 3.5m), new("cup", 1, 4.25m)], new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero));

    private async Task<IEnumerable<OrderEvent>> EventsOf(OrderId id) => (await Outbox.ReadAsync(1_000, default)).Select(static entry => entry.Event).Where(change => change.Order == id);
}

public class EmbeddedOrderStoreTests : OrderStoreContract
{
    private readonly EmbeddedOrderStore _store = new();

    protected override IOrderStore Store => _store;

    protected override IOutbox Outbox => _store;
}

[Collection(nameof(AllServers))]
public class DynamoDbOrderStoreTests(AllServers servers) : OrderStoreContract
{
    protected override IOrderStore Store { get; } = new DynamoDbOrderStore(servers.DynamoDb.Client, Options.Create(servers.DynamoDb.Tables));

    protected override IOutbox Outbox { get; } = new DynamoDbOutbox(servers.DynamoDb.Client, Options.Create(servers.DynamoDb.Tables));

    [Theory]
    [InlineData("throttled")]
    [InlineData("transaction")]
    [InlineData("unprocessed")]
    public async Task WhatDynamoDbRefuses_IsDoneInTheEnd(string fault)
    {
        using var client = servers.DynamoDb.Connect(new FaultyRequests(fault));
        var (store, outbox) = (new DynamoDbOrderStore(client, Options.Create(servers.DynamoDb.Tables)), new DynamoDbOutbox(client, Options.Create(servers.DynamoDb.Tables)));
        var orders = Enumerable.Range(0, 30).Select(static _ => NewOrder()).ToList();
        foreach (var order in orders)
            await store.SaveAsync(order, default);
        foreach (var order in orders)
            Assert.Equal(order.Total, (await store.FindAsync(order.Id, default))!.Total);

        var mine = (await outbox.ReadAsync(1_000, default)).Where(entry => orders.Any(order => order.Id == entry.Event.Order)).ToList();
        Assert.Equal(orders.Count, mine.Count);
        await outbox.RemoveAsync(mine, default);
        Assert.DoesNotContain(await Outbox.ReadAsync(1_000, default), entry => orders.Any(order => order.Id == entry.Event.Order));
    }
}
