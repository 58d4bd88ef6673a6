using Orders.Domain;

namespace Orders.Application;

public interface IOrderRepository
{
    Task<Order?> FindAsync(Guid id, CancellationToken cancellation);

    void Add(Order order);

    Task SaveAsync(CancellationToken cancellation);
}
