using Orders.Domain;

namespace Orders.Infrastructure.Postgres;

/// <summary>What lists show of an order.</summary>
public sealed class OrderRow
{
    public required Guid Id { get; set; }

    public required string Customer { get; set; }

    public required OrderStatus Status { get; set; }

    public required decimal Total { get; set; }

    public required DateTimeOffset PlacedAt { get; set; }

    public required int Version { get; set; }
}
