using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>The events that were stored and that not everybody knows of yet, the oldest first.</summary>
public interface IOutbox
{
    Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken cancellation);

    /// <summary>Removes what everybody knows. When this fails in the middle, the rest is read again.</summary>
    Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellation);
}

/// <param name="Position">Sorts as the events happened.</param>
public sealed record OutboxEntry(string Position, OrderEvent Event);
