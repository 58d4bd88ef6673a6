using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Stores the scans that the depots send; a file is deleted only after all of it was stored.</summary>
public sealed class DepotFeed(ScanWriter writer, IOptions<ParcelOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var file in Directory.EnumerateFiles(options.Value.Inbox, "*.csv"))
            {
                var lines = await File.ReadAllLinesAsync(file, stoppingToken);
                foreach (var scans in lines.Select(ParcelScan.Parse).Chunk(25))
                    await writer.WriteAsync(scans, stoppingToken);
                File.Delete(file);
            }
        }
    }
}
