using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Application.Queries;

public sealed record GetOrderQuery(OrderId Id);

/// <summary>Reads from the store, not from the list: who has just placed an order finds it.</summary>
public sealed class GetOrderHandler(IOrderStore store) : IQueryHandler<GetOrderQuery, OrderDetails?>
{
    public async Task<OrderDetails?> HandleAsync(GetOrderQuery query, CancellationToken cancellation) =>
        await store.FindAsync(query.Id, cancellation) is { } order
            ? new(order.Id.Value, order.Customer.ToString(), order.Status, order.PlacedAt, order.Total,
                [.. order.Lines.Select(static line => new OrderLineDetails(line.Product, line.Quantity, line.UnitPrice))])
            : null;
}
