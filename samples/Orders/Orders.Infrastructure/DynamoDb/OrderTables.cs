namespace Orders.Infrastructure.DynamoDb;

/// <summary>The names of the tables.</summary>
public sealed class OrderTables
{
    /// <summary>Key: Id.</summary>
    public string Orders { get; set; } = "orders";

    /// <summary>Key: Outbox and Position. One partition, since events are read in the order they happened; it takes 1,000 writes a second.</summary>
    public string Outbox { get; set; } = "orders-outbox";
}
