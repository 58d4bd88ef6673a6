using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Writes what has come in, a line at a time, and what is left when it stops.</summary>
internal sealed class ExportWorker(IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly Queue<string> _lines = new(["first", "second", "third"]);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!_lines.TryDequeue(out var line))
            {
                Environment.ExitCode = 0;
                lifetime.StopApplication();
                return;
            }

            Console.WriteLine(line);
            await ConfirmAsync(line);
            await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (_lines.TryDequeue(out var line))
            Console.WriteLine(line);
    }

    private static async Task ConfirmAsync(string line)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        Console.WriteLine($"{line} has been written");
    }
}
