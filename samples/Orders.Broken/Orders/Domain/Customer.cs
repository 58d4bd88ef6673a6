namespace Orders.Domain;

public sealed class Customer : Entity, IAggregateRoot
{
    public required string Name { get; set; }
}
