using Orders.Domain;

namespace Orders.Application.Views;

/// <summary>An order as it is shown.</summary>
public sealed record OrderDetails(Guid Id, string Customer, OrderStatus Status, DateTimeOffset PlacedAt, decimal Total, IReadOnlyList<OrderLineDetails> Lines);

public sealed record OrderLineDetails(string Product, int Quantity, decimal UnitPrice);
