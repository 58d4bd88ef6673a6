using Microsoft.EntityFrameworkCore;
using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Infrastructure.Postgres;

/// <summary>One statement for each order, which changes nothing when what is there is as new.</summary>
public sealed class PostgresOrderProjection(IDbContextFactory<OrderListContext> contexts) : IOrderProjection
{
    public async Task ApplyAsync(IReadOnlyCollection<OrderEvent> events, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        foreach (var change in events.GroupBy(static change => change.Order).Select(static changes => changes.MaxBy(static change => change.Version)!))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO orders (id, customer, status, total, placed_at, version)
                VALUES ({change.Order.Value}, {change.Customer.ToString()}, {change.Status.ToString()}, {change.Total}, {change.PlacedAt}, {change.Version})
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, total = excluded.total, version = excluded.version
                WHERE orders.version < excluded.version
                """,
                cancellation);
        }
    }
}
