using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Application;

namespace Orders.Infrastructure;

/// <summary>
/// Delivers events as they come. When the host stops, the server has stopped taking requests before this does, so that nothing is added any more: what is left is delivered
/// within the time that the host gives, and what even that is too short for waits in the store for the next task.
/// </summary>
public sealed partial class OutboxWorker(OutboxDelivery delivery, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var delivered = 0;
        try
        {
            for (int now; (now = await DeliverAsync(cancellationToken)) > 0;)
                delivered += now;
            Drained(delivered);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            OutOfTime(delivered);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await DeliverAsync(stoppingToken) == 0)
                await Task.Delay(Pause, stoppingToken);
        }
    }

    /// <summary>Delivers what is there; when a server is away, as soon as it is back. Until then the events stay where they are.</summary>
    private async Task<int> DeliverAsync(CancellationToken cancellation)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await delivery.DeliverAsync(cancellation);
            }
            catch (Exception error)
            {
                // What breaks off because the time is up is no failure.
                cancellation.ThrowIfCancellationRequested();
                Failed(error);
                var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, Pause.Ticks << Math.Min(failures, 10)));
                await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), cancellation);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} events were delivered while stopping, none is left")]
    private partial void Drained(int count);

    [LoggerMessage(LogLevel.Warning, "{Count} events were delivered while stopping; the rest is left to the next task")]
    private partial void OutOfTime(int count);

    [LoggerMessage(LogLevel.Error, "Events could not be delivered and are tried again")]
    private partial void Failed(Exception error);
}
