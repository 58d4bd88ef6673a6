using Orders.Domain;

namespace Orders.Application.Commands;

public sealed class OrderNotFoundException(OrderId order) : Exception($"There is no order {order}.");
