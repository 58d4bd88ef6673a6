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
            for (int now; (now = await delivery.DeliverAsync(cancellationToken)) > 0;)
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
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var delivered = await delivery.DeliverAsync(stoppingToken);
                failures = 0;
                if (delivered == 0)
                    await Task.Delay(Pause, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // A server is away: the events stay where they are.
                Failed(error);
                var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, Pause.Ticks << Math.Min(failures++, 10)));
                await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), stoppingToken);
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
