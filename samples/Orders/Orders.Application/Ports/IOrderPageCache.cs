using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>Pages of lists of orders that were read before. It may forget, and be away, at any time.</summary>
public interface IOrderPageCache
{
    Task<OrderPage?> FindAsync(CustomerId customer, string page, CancellationToken cancellation);

    Task KeepAsync(CustomerId customer, string page, OrderPage content, CancellationToken cancellation);

    /// <summary>Forgets all pages of the customer.</summary>
    Task ForgetAsync(CustomerId customer, CancellationToken cancellation);
}
