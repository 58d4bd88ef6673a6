using Microsoft.EntityFrameworkCore;
using Orders.Domain;
using Orders.Infrastructure.Postgres;
using Orders.Tests.Servers;

namespace Orders.Tests;

[Collection(nameof(AllServers))]
public class ExplainGateTests(AllServers servers)
{
    [Fact]
    public async Task EveryStatementOfTheService_HasAnIndex()
    {
        var gate = new ExplainGate(servers.Postgres.Connection);
        var contexts = servers.Postgres.ContextsWith(gate);
        var placed = new OrderEvent(OrderId.New(), new("acme"), OrderStatus.Placed, 1m, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), 1);
        await new PostgresOrderProjection(contexts).ApplyAsync([placed], default);
        var list = new PostgresOrderList(contexts);
        await list.OfAsync(placed.Customer, null, 10, default);
        await list.OfAsync(placed.Customer, placed.Order, 10, default);
        Assert.Equal(3, gate.Seen.Count);
        Assert.Empty(gate.Violations);
    }

    public static TheoryData<string, Func<OrderListContext, Task>> Unserved => new()
    {
        { "a column without an index", static context => context.Orders.Where(static row => row.Total > 5).ToListAsync() },
        { "a function around the column", static context => context.Orders.Where(static row => row.Customer.ToLower() == "acme").ToListAsync() },
        { "the second column of an index", static context => context.Orders.Where(static row => row.PlacedAt > DateTimeOffset.UnixEpoch).ToListAsync() },
        { "an order without an index, limited", static context => context.Orders.OrderBy(static row => row.Total).Take(5).ToListAsync() },
        { "the whole table", static context => context.Orders.ToListAsync() },
        { "a count", static context => context.Orders.CountAsync() },
        { "an update", static context => context.Orders.Where(static row => row.Version == 1).ExecuteUpdateAsync(static set => set.SetProperty(static row => row.Version, 2)) },
    };

    [Theory]
    [MemberData(nameof(Unserved))]
    public async Task Gate_Bites(string what, Func<OrderListContext, Task> query)
    {
        var gate = new ExplainGate(servers.Postgres.Connection);
        await using var context = await servers.Postgres.ContextsWith(gate).CreateDbContextAsync();
        await query(context);
        Assert.True(gate.Violations.Count == 1, what);
    }

    [Fact]
    public async Task Gate_LetsThrough_WhatIsServedOrTagged()
    {
        var gate = new ExplainGate(servers.Postgres.Connection);
        await using var context = await servers.Postgres.ContextsWith(gate).CreateDbContextAsync();
        await context.Orders.FirstOrDefaultAsync(static row => row.Id == Guid.Empty);
        await context.Orders.Where(static row => row.Customer == "acme").ExecuteDeleteAsync();
        await context.Orders.Take(5).ToListAsync();
        await context.Orders.TagWith("seq-scan-ok: a report of the night").Where(static row => row.Total > 5).ToListAsync();
        Assert.Empty(gate.Violations);
    }
}
