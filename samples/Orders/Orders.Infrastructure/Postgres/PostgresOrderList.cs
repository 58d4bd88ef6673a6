using Microsoft.EntityFrameworkCore;
using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Infrastructure.Postgres;

/// <summary>Reads lists: no tracking, no more than a page, and along an index.</summary>
public sealed class PostgresOrderList(IDbContextFactory<OrderListContext> contexts) : IOrderList
{
    public async Task<IReadOnlyList<OrderSummary>> OfAsync(CustomerId customer, OrderId? after, int most, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Page(context, customer.ToString(), after?.Value, most).ToListAsync(cancellation);
    }

    /// <summary>The query alone, for whoever wants to see its plan.</summary>
    public static IQueryable<OrderSummary> Page(OrderListContext context, string customer, Guid? after, int most)
    {
        var orders = context.Orders.AsNoTracking().Where(row => row.Customer == customer);
        if (after is { } id)
        {
            // A page begins where the one before it ended, so that the tenth costs as much as the first.
            var last = context.Orders.Where(row => row.Id == id);
            orders = orders.Where(row => row.PlacedAt < last.Select(found => found.PlacedAt).First()
                || (row.PlacedAt == last.Select(found => found.PlacedAt).First() && row.Id < id));
        }

        return orders.OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id).Take(most)
            .Select(row => new OrderSummary(row.Id, row.Status, row.PlacedAt, row.Total));
    }
}
