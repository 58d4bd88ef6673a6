using Orders.Application.Ports;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Application.Queries;

/// <param name="After">The last order of the page before; null for the first page.</param>
/// <param name="Most">How many to show, at most 100.</param>
public sealed record ListOrdersQuery(CustomerId Customer, OrderId? After, int Most);

public sealed class ListOrdersHandler(IOrderList list, IOrderPageCache cache) : IQueryHandler<ListOrdersQuery, OrderPage>
{
    private const int MostAtOnce = 100;

    public async Task<OrderPage> HandleAsync(ListOrdersQuery query, CancellationToken cancellation)
    {
        var most = Math.Clamp(query.Most, 1, MostAtOnce);
        var page = $"{query.After?.ToString() ?? "first"}-{most}";
        if (await cache.FindAsync(query.Customer, page, cancellation) is { } known)
            return known;

        // One more than is shown tells whether there is another page.
        var orders = await list.OfAsync(query.Customer, query.After, most + 1, cancellation);
        var shown = orders.Take(most).ToList();
        var content = new OrderPage(shown, orders.Count > most ? shown[^1].Id : null);
        await cache.KeepAsync(query.Customer, page, content, cancellation);
        return content;
    }
}
