using Orders.Domain;

namespace Orders.Application.Ports;

/// <summary>Brings what readers see up to date. The same event may come twice, and late: what is older than what is there changes nothing.</summary>
public interface IOrderProjection
{
    Task ApplyAsync(IReadOnlyCollection<OrderEvent> events, CancellationToken cancellation);
}
