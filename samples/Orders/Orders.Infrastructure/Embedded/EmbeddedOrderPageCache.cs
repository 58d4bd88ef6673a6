using System.Collections.Concurrent;
using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Infrastructure.Embedded;

/// <summary>Pages in this process.</summary>
public sealed class EmbeddedOrderPageCache : IOrderPageCache
{
    private readonly ConcurrentDictionary<CustomerId, ConcurrentDictionary<string, OrderPage>> _pages = new();

    public Task<OrderPage?> FindAsync(CustomerId customer, string page, CancellationToken cancellation) =>
        Task.FromResult(_pages.GetValueOrDefault(customer)?.GetValueOrDefault(page));

    public Task KeepAsync(CustomerId customer, string page, OrderPage content, CancellationToken cancellation)
    {
        _pages.GetOrAdd(customer, static _ => new())[page] = content;
        return Task.CompletedTask;
    }

    public Task ForgetAsync(CustomerId customer, CancellationToken cancellation)
    {
        _pages.TryRemove(customer, out _);
        return Task.CompletedTask;
    }
}
