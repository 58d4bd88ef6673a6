using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Application.Commands;

public sealed record CancelOrder(OrderId Id);

public sealed class CancelOrderHandler(IOrderStore store) : ICommandHandler<CancelOrder>
{
    public async Task HandleAsync(CancelOrder command, CancellationToken cancellation)
    {
        var order = await store.FindAsync(command.Id, cancellation) ?? throw new OrderNotFoundException(command.Id);
        order.Cancel();
        await store.SaveAsync(order, cancellation);
    }
}
