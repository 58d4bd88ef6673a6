using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Application.Commands;

public sealed record ShipOrder(OrderId Id);

public sealed class ShipOrderHandler(IOrderStore store) : ICommandHandler<ShipOrder>
{
    public async Task HandleAsync(ShipOrder command, CancellationToken cancellation)
    {
        var order = await store.FindAsync(command.Id, cancellation) ?? throw new OrderNotFoundException(command.Id);
        order.Ship();
        await store.SaveAsync(order, cancellation);
    }
}
