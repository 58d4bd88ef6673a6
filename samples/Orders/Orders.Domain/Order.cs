namespace Orders.Domain;

/// <summary>What a customer ordered: the unit that changes as a whole or not at all.</summary>
public sealed class Order
{
    private const int MostLines = 100;

    private readonly List<OrderEvent> _events = [];

    private Order(OrderId id, CustomerId customer, DateTimeOffset placedAt, OrderStatus status, int version, IReadOnlyList<OrderLine> lines) =>
        (Id, Customer, PlacedAt, Status, Version, Lines) = (id, customer, placedAt, status, version, lines);

    public OrderId Id { get; }

    public CustomerId Customer { get; }

    public DateTimeOffset PlacedAt { get; }

    public OrderStatus Status { get; private set; }

    /// <summary>How often it changed, placing it included.</summary>
    public int Version { get; private set; }

    /// <summary>The version that is stored; 0 when the order is new.</summary>
    public int StoredVersion => Version - _events.Count;

    public IReadOnlyList<OrderLine> Lines { get; }

    public decimal Total => Lines.Sum(static line => line.Total);

    /// <summary>What happened since it was loaded.</summary>
    public IReadOnlyList<OrderEvent> Events => _events;

    /// <exception cref="OrderRuleException">There are no lines, or more than 100.</exception>
    public static Order Place(OrderId id, CustomerId customer, IReadOnlyList<OrderLine> lines, DateTimeOffset now)
    {
        if (lines.Count is 0 or > MostLines)
            throw new OrderRuleException($"An order has 1 to {MostLines} lines.");
        var order = new Order(id, customer, now, OrderStatus.Placed, 0, lines);
        order.Enter(OrderStatus.Placed);
        return order;
    }

    /// <summary>The order as it was stored.</summary>
    public static Order Restore(OrderId id, CustomerId customer, DateTimeOffset placedAt, OrderStatus status, int version, IReadOnlyList<OrderLine> lines) =>
        new(id, customer, placedAt, status, version, lines);

    /// <exception cref="OrderRuleException">It is on its way already.</exception>
    public void Cancel()
    {
        if (Status == OrderStatus.Shipped)
            throw new OrderRuleException("An order that is on its way cannot be cancelled.");
        if (Status != OrderStatus.Cancelled)
            Enter(OrderStatus.Cancelled);
    }

    /// <exception cref="OrderRuleException">It was cancelled.</exception>
    public void Ship()
    {
        if (Status == OrderStatus.Cancelled)
            throw new OrderRuleException("A cancelled order is not shipped.");
        if (Status != OrderStatus.Shipped)
            Enter(OrderStatus.Shipped);
    }

    /// <summary>The changes are stored.</summary>
    public void Accept() => _events.Clear();

    private void Enter(OrderStatus status)
    {
        Status = status;
        Version++;
        _events.Add(new(Id, Customer, status, Total, PlacedAt, Version));
    }
}
