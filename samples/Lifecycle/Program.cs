using System.Runtime.InteropServices;
using Exports;
using Microsoft.Extensions.Hosting;

// A program without a host, so it listens to the signals by itself.
using var shutdown = new CancellationTokenSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    shutdown.Cancel();
});
using var reload = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
{
    context.Cancel = true;
    Console.WriteLine("nothing to reload");
});

IHostedService worker = new ExportWorker(new Shutdown(shutdown));
await worker.StartAsync(CancellationToken.None);
shutdown.Token.WaitHandle.WaitOne();

using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(25));
await worker.StopAsync(budget.Token);
return Environment.ExitCode;
