using System.Globalization;
using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Infrastructure.Embedded;

/// <summary>Keeps orders and their events in this process, for a first look and for tests.</summary>
public sealed class EmbeddedOrderStore : IOrderStore, IOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OrderId, Order> _orders = [];
    private readonly SortedDictionary<string, OrderEvent> _outbox = new(StringComparer.Ordinal);
    private long _position;

    public Task<Order?> FindAsync(OrderId id, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_orders.TryGetValue(id, out var stored) ? Copy(stored) : null);
    }

    public Task SaveAsync(Order order, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if ((_orders.TryGetValue(order.Id, out var stored) ? stored.Version : 0) != order.StoredVersion)
                throw new OrderConflictException(order.Id);
            _orders[order.Id] = Copy(order);
            foreach (var change in order.Events)
                _outbox.Add((++_position).ToString("D19", CultureInfo.InvariantCulture), change);
        }

        order.Accept();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<OutboxEntry>>([.. _outbox.Take(most).Select(static entry => new OutboxEntry(entry.Key, entry.Value))]);
    }

    public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
                _outbox.Remove(entry.Position);
        }

        return Task.CompletedTask;
    }

    // What a caller does to its order is nothing to others before it is stored.
    private static Order Copy(Order order) => Order.Restore(order.Id, order.Customer, order.PlacedAt, order.Status, order.Version, order.Lines);
}
