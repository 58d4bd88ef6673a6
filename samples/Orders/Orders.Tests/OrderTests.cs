using Orders.Domain;

namespace Orders.Tests;

public class OrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Placed_SaysSoOnce()
    {
        var order = Place(new OrderLine("tea", 2, 3.5m), new OrderLine("cup", 1, 4m));
        Assert.Equal(11m, order.Total);
        Assert.Equal([new OrderEvent(order.Id, order.Customer, OrderStatus.Placed, 11m, Now, 1)], order.Events);
        Assert.Equal(0, order.StoredVersion);
    }

    [Fact]
    public void CancelledTwice_ChangesOnce()
    {
        var order = Place(new OrderLine("tea", 1, 1m));
        order.Accept();
        order.Cancel();
        order.Cancel();
        Assert.Equal(OrderStatus.Cancelled, Assert.Single(order.Events).Status);
        Assert.Equal((2, 1), (order.Version, order.StoredVersion));
    }

    [Fact]
    public void Shipped_IsNotCancelled_AndCancelled_NotShipped()
    {
        var shipped = Place(new OrderLine("tea", 1, 1m));
        shipped.Ship();
        Assert.Throws<OrderRuleException>(shipped.Cancel);
        var cancelled = Place(new OrderLine("tea", 1, 1m));
        cancelled.Cancel();
        Assert.Throws<OrderRuleException>(cancelled.Ship);
    }

    [Fact]
    public void Rules_AreKept()
    {
        Assert.Throws<OrderRuleException>(() => Place());
        Assert.Throws<OrderRuleException>(() => Place([.. Enumerable.Repeat(new OrderLine("tea", 1, 1m), 101)]));
        Assert.Throws<OrderRuleException>(() => new OrderLine(" ", 1, 1m));
        Assert.Throws<OrderRuleException>(() => new OrderLine("tea", 0, 1m));
        Assert.Throws<OrderRuleException>(() => new OrderLine("tea", 1, -0.01m));
        Assert.Throws<OrderRuleException>(() => new CustomerId("a b"));
        Assert.Throws<OrderRuleException>(() => new CustomerId(""));
    }

    private static Order Place(params OrderLine[] lines) => Order.Place(OrderId.New(), new("acme"), lines, Now);
}
