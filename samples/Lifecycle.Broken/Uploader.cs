using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Uploads one export after the other, and goes on when one of them fails.</summary>
internal sealed class Uploader : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await UploadAsync(stoppingToken);
            }
            catch (Exception exception) // ARCH3015
            {
                Console.WriteLine(exception.Message);
            }
        }
    }

    private static Task UploadAsync(CancellationToken token) => Task.Delay(1000, token);
}
