using Orders.Domain;

namespace Orders.Application.Views;

/// <summary>An order as a list shows it.</summary>
public sealed record OrderSummary(Guid Id, OrderStatus Status, DateTimeOffset PlacedAt, decimal Total);

/// <param name="Orders">The latest first.</param>
/// <param name="Next">Where the next page begins: after this order; null on the last page.</param>
public sealed record OrderPage(IReadOnlyList<OrderSummary> Orders, Guid? Next);
