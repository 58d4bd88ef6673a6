using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Asks for new exports every ten seconds, and works off those that are pushed as they come.</summary>
internal sealed class Poller(Channel<string> pushed) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(PollAsync(stoppingToken), WorkOffAsync(stoppingToken));

    private static async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync()) // ARCH3004
            Console.WriteLine("nothing new");
    }

    private async Task WorkOffAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var export = await pushed.Reader.ReadAsync(); // ARCH3004
            Console.WriteLine(export);
            await Task.Delay(5000); // ARCH3004
        }
    }
}
