namespace Orders.Infrastructure;

/// <summary>Writes a report each minute, and a longer one each hour.</summary>
public sealed class ReportWorker(OrderCache cache) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(EachMinuteAsync(stoppingToken), EachHourAsync(stoppingToken));

    private async Task EachMinuteAsync(CancellationToken stoppingToken)
    {
        while (true) // ARCH3003
        {
            Console.WriteLine(cache.Count());
            await Task.Delay(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task EachHourAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), stoppingToken);
            }
            catch (Exception exception) // ARCH3015
            {
                Console.WriteLine(exception.Message);
            }
        }
    }
}
