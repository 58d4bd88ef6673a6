namespace Orders.Domain;

public enum OrderStatus
{
    Placed,
    Shipped,
    Cancelled,
}
