using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<ExportWorker>();

using var host = builder.Build();
await host.StartAsync(); // ARCH3014
await Task.Delay(Timeout.Infinite);

/// <summary>Writes what is left when it stops, which it never does.</summary>
internal sealed class ExportWorker : IHostedService
{
    private readonly Queue<string> _lines = new(["first", "second", "third"]);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        while (_lines.TryDequeue(out var line))
            Console.WriteLine(line);
        return Task.CompletedTask;
    }
}
