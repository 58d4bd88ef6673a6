using Microsoft.AspNetCore.Http.HttpResults;
using Orders.Application;
using Orders.Application.Commands;
using Orders.Application.Queries;
using Orders.Application.Views;
using Orders.Domain;

namespace Orders.Api;

/// <summary>The HTTP contract. Nothing of the model goes in or out: requests and views only.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapPut("/orders/{id:guid}", PlaceAsync).WithSummary("Places an order under an id that the client chose; sent again, it is still one order");
        app.MapGet("/orders/{id:guid}", GetAsync).WithSummary("An order with its lines");
        app.MapPost("/orders/{id:guid}/cancel", CancelAsync).WithSummary("Cancels an order that is not on its way yet");
        app.MapPost("/orders/{id:guid}/ship", ShipAsync).WithSummary("Sends an order on its way");
        app.MapGet("/customers/{customer}/orders", ListAsync).WithSummary("The orders of a customer, the latest first; a moment behind");
    }

    private static async Task<Created> PlaceAsync(Guid id, PlaceOrderRequest request, ICommandHandler<PlaceOrder> handler, CancellationToken cancellation)
    {
        var lines = request.Lines.Select(static line => new OrderLine(line.Product, line.Quantity, line.UnitPrice)).ToList();
        await handler.HandleAsync(new(new(id), new(request.Customer), lines), cancellation);
        return TypedResults.Created($"/orders/{id}");
    }

    private static async Task<Results<Ok<OrderDetails>, NotFound>> GetAsync(Guid id, IQueryHandler<GetOrderQuery, OrderDetails?> handler, CancellationToken cancellation) =>
        await handler.HandleAsync(new(new(id)), cancellation) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    private static async Task<NoContent> CancelAsync(Guid id, ICommandHandler<CancelOrder> handler, CancellationToken cancellation)
    {
        await handler.HandleAsync(new(new(id)), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ShipAsync(Guid id, ICommandHandler<ShipOrder> handler, CancellationToken cancellation)
    {
        await handler.HandleAsync(new(new(id)), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OrderPage>> ListAsync(
        string customer, IQueryHandler<ListOrdersQuery, OrderPage> handler, CancellationToken cancellation, Guid? after = null, int most = 20) =>
        TypedResults.Ok(await handler.HandleAsync(new(new(customer), after is { } id ? new(id) : null, most), cancellation));
}
