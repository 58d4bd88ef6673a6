using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Removes what is too old, once a minute.</summary>
internal sealed class Cleanup : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true) // ARCH3003
        {
            await RemoveAsync();
            await Task.Delay(TimeSpan.FromMinutes(1));
        }
    }

    private static Task RemoveAsync() => Task.CompletedTask;
}
