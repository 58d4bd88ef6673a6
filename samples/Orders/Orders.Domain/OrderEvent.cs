namespace Orders.Domain;

/// <summary>An order is in a new state. It says all that a reader needs, so that a later one makes every earlier one superfluous.</summary>
/// <param name="Version">Grows by one with each change of the order: tells which of two events is the later one.</param>
public sealed record OrderEvent(OrderId Order, CustomerId Customer, OrderStatus Status, decimal Total, DateTimeOffset PlacedAt, int Version);
