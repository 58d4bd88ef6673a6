using Orders.Domain;

namespace Orders.Application;

public sealed record PlaceOrder(Customer Customer) : ICommand<Order>; // ARCH4011

public sealed class PlaceOrderHandler(
    IOrderRepository orders,
    GetOrderHandler handler) // ARCH4014
    : ICommandHandler<PlaceOrder, Order>
{
    public async Task<Order> Handle(PlaceOrder command, CancellationToken cancellation)
    {
        var order = new Order { Id = Guid.CreateVersion7(), Customer = command.Customer };
        orders.Add(order);
        await orders.SaveAsync(cancellation);
        return await handler.Handle(new GetOrder(order.Id), cancellation) ?? order;
    }
}
