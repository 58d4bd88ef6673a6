using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>The orders as they are looked at: a little behind the store, and made for reading.</summary>
public interface IOrderList
{
    /// <summary>The orders of a customer, the latest first, from the one after the given one on.</summary>
    Task<IReadOnlyList<OrderSummary>> OfAsync(CustomerId customer, OrderId? after, int most, CancellationToken cancellation);
}
