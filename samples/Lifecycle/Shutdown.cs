using Microsoft.Extensions.Hosting;

namespace Exports;

/// <summary>Lets the worker ask the program to stop, in the words of the Generic Host.</summary>
internal sealed class Shutdown(CancellationTokenSource requested) : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => requested.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => requested.Cancel();
}
