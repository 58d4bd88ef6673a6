using Microsoft.Extensions.Logging.Abstractions;
using Orders.Application;
using Orders.Application.Ports;
using Orders.Domain;
using Orders.Infrastructure;
using Orders.Infrastructure.Embedded;

namespace Orders.Tests;

/// <summary>The worker while the host stops, and a server that is away just then.</summary>
public class OutboxWorkerTests
{
    [Fact]
    public async Task ServerThatIsAwayForAMoment_CostsNoEvent()
    {
        var outbox = new FaultyOutbox(failures: 2);
        using var worker = Worker(outbox);
        await worker.StopAsync(default);
        Assert.Equal((3, 0), (outbox.Delivered, outbox.Left));
    }

    [Fact]
    public async Task ServerThatStaysAway_KeepsNobodyLongerThanTheHostGrants()
    {
        var outbox = new FaultyOutbox(failures: int.MaxValue);
        using var worker = Worker(outbox);
        using var grace = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await worker.StopAsync(grace.Token);
        Assert.Equal((0, 3), (outbox.Delivered, outbox.Left));
    }

    private static OutboxWorker Worker(FaultyOutbox outbox) => new(new OutboxDelivery(outbox, outbox, new EmbeddedOrderPageCache()), NullLogger<OutboxWorker>.Instance);

    /// <summary>Three events, in a store that fails for a while.</summary>
    private sealed class FaultyOutbox(int failures) : IOutbox, IOrderProjection
    {
        private readonly List<OutboxEntry> _entries =
            [.. Enumerable.Range(1, 3).Select(static number => new OutboxEntry($"{number}", new(OrderId.New(), new CustomerId("ada"), OrderStatus.Placed, number, DateTimeOffset.UnixEpoch, 1)))];

        private int _failures = failures;

        public int Delivered { get; private set; }

        public int Left => _entries.Count;

        public Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken cancellation) => _failures-- > 0
            ? throw new HttpRequestException("connection refused")
            : Task.FromResult<IReadOnlyList<OutboxEntry>>([.. _entries.Take(most)]);

        public Task RemoveAsync(IReadOnlyCollection<OutboxEntry> entries, CancellationToken cancellation)
        {
            _entries.RemoveAll(entries.Contains);
            return Task.CompletedTask;
        }

        public Task ApplyAsync(IReadOnlyCollection<OrderEvent> events, CancellationToken cancellation)
        {
            Delivered += events.Count;
            return Task.CompletedTask;
        }
    }
}
