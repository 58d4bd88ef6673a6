using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>
/// A real server (Debian package <c>redis-server</c>) on a free port of the loopback interface, with enough keys that a sweep takes many pages:
/// in database 0 and 3 <see cref="Carts"/> keys <c>cart:…</c> among as many of others.
/// </summary>
public sealed class RedisServer : IAsyncLifetime
{
    public const int Carts = 20_000;

    private Process? _process;

    public int Port { get; private set; }

    public async Task InitializeAsync()
    {
        Port = FreePort();
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--enable-debug-command", "yes"])
            start.ArgumentList.Add(argument);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("These tests need the Debian package redis-server.", missing);
        }

        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await using var connection = await ConnectAsync();
        foreach (var database in (int[])[0, 3])
        {
            await connection.SendAsync($"SELECT {database}");
            await connection.SendAsync($"DEBUG POPULATE {Carts + (database * 7)} cart");
            await connection.SendAsync($"DEBUG POPULATE {Carts} order");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Everything that clients send while something runs.</summary>
    public async Task<IReadOnlyList<string>> MonitorAsync(Func<Task> run)
    {
        await using var monitor = await ConnectAsync();
        await monitor.SendAsync("MONITOR");
        await run();

        // The server writes to its monitors in the order of the commands: what comes after this one is not ours.
        var mark = $"end-{Guid.NewGuid():N}";
        await using (var connection = await ConnectAsync())
            await connection.SendAsync($"ECHO {mark}");
        var lines = new List<string>();
        while (await monitor.ReadLineAsync() is { } line && !line.Contains(mark))
            lines.Add(line);
        return lines;
    }

    public async Task<Connection> ConnectAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return new Connection(client);
            }
            catch (SocketException) when (attempt < 200 && _process is { HasExited: false })
            {
                client.Dispose();
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Just enough of the protocol to prepare and to watch.</summary>
    public sealed class Connection(TcpClient client) : IAsyncDisposable
    {
        private readonly StreamReader _reader = new(client.GetStream());

        /// <summary>Sends a command of plain words and returns the first line of the answer.</summary>
        public async Task<string> SendAsync(string command)
        {
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
            var answer = await ReadLineAsync() ?? "";
            Assert.False(answer.StartsWith('-'), $"{command}: {answer}");
            return answer;
        }

        public Task<string?> ReadLineAsync() => _reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
