using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Orders.Tests.Servers;

/// <summary>A real server on a free port of the loopback interface, for as long as the tests run that need it.</summary>
public abstract class LocalServer : IAsyncLifetime
{
    // The machine may be busy.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Process? _process;

    protected int Port { get; private set; }

    /// <summary>Its own folder, which is gone afterwards.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("orders-").FullName;

    public virtual async Task InitializeAsync()
    {
        Port = FreePort();
        var (program, arguments) = Command();
        _process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        var said = new List<string>();
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        for (var waited = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(50))
        {
            lock (said)
                Assert.False(_process.HasExited || waited.Elapsed > Patience, $"{program} does not answer:\n{string.Join('\n', said.TakeLast(20))}");
        }

        void Say(string? line)
        {
            lock (said)
                said.Add(line ?? "");
        }
    }

    public virtual async Task DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    protected abstract (string Program, string[] Arguments) Command();

    protected virtual async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
