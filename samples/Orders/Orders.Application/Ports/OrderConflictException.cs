using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>Two changed an order at the same time, and the other one was first.</summary>
public sealed class OrderConflictException(OrderId order) : Exception($"The order {order} was changed by somebody else.");
