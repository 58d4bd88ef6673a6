using System.Collections.Concurrent;
using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Infrastructure.Embedded;

/// <summary>Lists of orders in this process.</summary>
public sealed class EmbeddedOrderList : IOrderList, IOrderProjection
{
    private readonly ConcurrentDictionary<OrderId, OrderEvent> _latest = new();

    public Task<IReadOnlyList<OrderSummary>> OfAsync(CustomerId customer, OrderId? after, int most, CancellationToken cancellation)
    {
        var start = after is { } id && _latest.TryGetValue(id, out var last) ? Key(last) : default((DateTimeOffset, Guid)?);
        return Task.FromResult<IReadOnlyList<OrderSummary>>(
        [
            .. _latest.Values.Where(order => order.Customer == customer && (start is not { } key || Key(order).CompareTo(key) < 0))
                .OrderByDescending(Key).Take(most).Select(static order => new OrderSummary(order.Order.Value, order.Status, order.PlacedAt, order.Total)),
        ]);
    }

    public Task ApplyAsync(IReadOnlyCollection<OrderEvent> events, CancellationToken cancellation)
    {
        foreach (var change in events)
            _latest.AddOrUpdate(change.Order, change, (_, known) => known.Version < change.Version ? change : known);
        return Task.CompletedTask;
    }

    private static (DateTimeOffset, Guid) Key(OrderEvent order) => (order.PlacedAt, order.Order.Value);
}
