using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Application.Commands;

/// <param name="Id">Chosen by the client: whoever sends the command again, because no answer came, places no second order.</param>
public sealed record PlaceOrder(OrderId Id, CustomerId Customer, IReadOnlyList<OrderLine> Lines);

public sealed class PlaceOrderHandler(IOrderStore store, TimeProvider time) : ICommandHandler<PlaceOrder>
{
    public async Task HandleAsync(PlaceOrder command, CancellationToken cancellation)
    {
        if (await store.FindAsync(command.Id, cancellation) is { } placed)
        {
            if (placed.Customer != command.Customer || !placed.Lines.SequenceEqual(command.Lines))
                throw new OrderConflictException(command.Id);
            return;
        }

        await store.SaveAsync(Order.Place(command.Id, command.Customer, command.Lines, time.GetUtcNow()), cancellation);
    }
}
