using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>Where orders are kept; the truth about them.</summary>
public interface IOrderStore
{
    Task<Order?> FindAsync(OrderId id, CancellationToken cancellation);

    /// <summary>Stores the order together with its events: both, or neither.</summary>
    /// <exception cref="OrderConflictException">Somebody else has stored the order since it was loaded.</exception>
    Task SaveAsync(Order order, CancellationToken cancellation);
}
