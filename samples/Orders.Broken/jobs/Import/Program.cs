using System.Runtime.InteropServices;
using Amazon.DynamoDBv2;
using Orders.Import;

using var shutdown = new CancellationTokenSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => // ARCH3002
{
    shutdown.Cancel();
});
PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => // ARCH3012
{
    context.Cancel = true;
    Console.WriteLine("nothing to reload");
});

using var dynamo = new AmazonDynamoDBClient();
var refunds = new RefundStore(dynamo);
while (!shutdown.IsCancellationRequested && Console.ReadLine() is { } line)
    await refunds.SaveAsync(line, shutdown.Token);
