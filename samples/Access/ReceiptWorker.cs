using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace Receipts;

/// <summary>Moves receipts from the queue into the store; a message is deleted only after it was stored.</summary>
public sealed class ReceiptWorker(IAmazonSQS sqs, ReceiptStore store, IOptions<ReceiptOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var queue = options.Value.QueueUrl;
        while (!stoppingToken.IsCancellationRequested)
        {
            var received = await sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10, WaitTimeSeconds = 20 }, stoppingToken);
            foreach (var message in received.Messages ?? [])
            {
                await store.SaveAsync(message.MessageId, message.Body, stoppingToken);
                await sqs.DeleteMessageAsync(queue, message.ReceiptHandle, stoppingToken);
            }
        }
    }
}
