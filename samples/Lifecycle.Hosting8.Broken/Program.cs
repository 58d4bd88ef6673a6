using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new BlockingCollection<string>());
builder.Services.AddHostedService<ExportWorker>();
await builder.Build().RunAsync();

/// <summary>Writes what comes in, on the thread that starts the host.</summary>
internal sealed class ExportWorker(BlockingCollection<string> lines) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) // ARCH3017
    {
        foreach (var line in lines.GetConsumingEnumerable(stoppingToken))
            Console.WriteLine(line);
        return Task.CompletedTask;
    }
}
