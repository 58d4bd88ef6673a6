using Orders.Application.Ports;

namespace Orders.Application;

/// <summary>Tells readers what happened, in order, at least once.</summary>
public sealed class OutboxDelivery(IOutbox outbox, IOrderProjection projection, IOrderPageCache cache)
{
    private const int BatchSize = 100;

    /// <returns>How many events were delivered; 0 when there are none.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellation)
    {
        var entries = await outbox.ReadAsync(BatchSize, cancellation);
        if (entries.Count == 0)
            return 0;
        await projection.ApplyAsync([.. entries.Select(static entry => entry.Event)], cancellation);
        foreach (var customer in entries.Select(static entry => entry.Event.Customer).Distinct())
            await cache.ForgetAsync(customer, cancellation);
        // Last: what fails before is delivered again.
        await outbox.RemoveAsync(entries, cancellation);
        return entries.Count;
    }
}
