using Orders.Domain;

namespace Orders.Application;

public sealed record GetOrder(Guid Id) : IQuery<Order?>; // ARCH4012

public sealed class GetOrderHandler(IOrderRepository orders) : IQueryHandler<GetOrder, Order?>
{
    public async Task<Order?> Handle(GetOrder query, CancellationToken cancellation)
    {
        var order = await orders.FindAsync(query.Id, cancellation);
        order?.LastSeen = DateTime.UtcNow;
        await orders.SaveAsync(cancellation); // ARCH4010
        return order;
    }
}
