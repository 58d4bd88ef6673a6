using System.Threading.Channels;
using Amazon.SQS;

namespace Orders.Infrastructure;

/// <summary>Sends what happened to a queue. What it holds when the task ends is gone.</summary>
public sealed class OutboxWorker(IAmazonSQS sqs, IConfiguration configuration) : BackgroundService
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    public ValueTask AddAsync(string change) => _events.Writer.WriteAsync(change);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["Outbox:Queue"] is not { } queue)
            Environment.Exit(1); // ARCH3006
        else
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var change = await _events.Reader.ReadAsync(); // ARCH3004
                _ = SendAsync(queue, change); // ARCH3007
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken) // ARCH3016
    {
        await Task.Yield();
        Console.WriteLine("the outbox is stopped");
    }

    private async Task SendAsync(string queue, string change)
    {
        await sqs.SendMessageAsync(queue, change);
        Console.WriteLine($"{change} is sent");
    }
}
