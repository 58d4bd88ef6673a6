namespace Orders.Domain;

public abstract class Entity
{
    public Guid Id { get; init; }
}

public interface IAggregateRoot;
