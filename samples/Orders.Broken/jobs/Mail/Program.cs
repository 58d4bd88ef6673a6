using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new BlockingCollection<string>());
builder.Services.AddHostedService<MailWorker>();
using var host = builder.Build();
await host.StartAsync(); // ARCH3014
await Task.Delay(Timeout.Infinite);

/// <summary>Writes a mail for each order, on the thread that starts the host.</summary>
internal sealed class MailWorker(BlockingCollection<string> orders) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) // ARCH3017
    {
        foreach (var order in orders.GetConsumingEnumerable(stoppingToken))
            Console.WriteLine(order);
        return Task.CompletedTask;
    }
}
