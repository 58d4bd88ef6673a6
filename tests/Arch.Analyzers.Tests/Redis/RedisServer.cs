using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

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
        await StartAsync();
        await using var connection = await ConnectAsync();
        foreach (var database in (int[])[0, 3])
        {
            await connection.SendAsync($"SELECT {database}");
            await connection.SendAsync($"DEBUG POPULATE {Carts + (database * 7)} cart");
            await connection.SendAsync($"DEBUG POPULATE {Carts} order");
        }
    }

    /// <summary>Starts the server without any keys.</summary>
    public async Task StartAsync(params string[] more)
    {
        for (var attempt = 1; ; attempt++)
        {
            Start(more);
            try
            {
                await (await ConnectAsync()).DisposeAsync();
                return;
            }
            // Somebody else was faster to take the port, or the one that belongs to it.
            catch (SocketException) when (attempt < 5)
            {
                await DisposeAsync();
            }
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

    private void Start(string[] more)
    {
        Port = FreePort();
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--enable-debug-command", "yes", .. more])
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

    // The members of a cluster talk on a port 10,000 above, which must not be one that connections are made from.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 20_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
            }
        }
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

        /// <summary>Sends a command whose answer is a list of texts, and reads it to its end.</summary>
        public async Task<int> ReadArrayAsync(string command) => await ReadTextsAsync(await SendAsync(command));

        /// <summary>Sends a SCAN, reads the page and returns the next cursor.</summary>
        public async Task<string> ReadPageAsync(string scan)
        {
            await SendAsync(scan);
            await ReadLineAsync();
            var cursor = (await ReadLineAsync())!;
            await ReadTextsAsync((await ReadLineAsync())!);
            return cursor;
        }

        /// <summary>Sends a command whose answer is one text of several lines.</summary>
        public async Task<string> ReadInfoAsync(string command)
        {
            var length = int.Parse((await SendAsync(command))[1..]);
            var text = new char[length];
            await _reader.ReadBlockAsync(text).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            await ReadLineAsync();
            return new string(text);
        }

        /// <summary>How long the server was busy with one call of a command, on average.</summary>
        public async Task<double> MicrosecondsAsync(string command)
        {
            var text = await ReadInfoAsync("INFO commandstats");
            return double.Parse(Regex.Match(text, $"cmdstat_{command}:.*usec_per_call=([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        }

        public Task<string?> ReadLineAsync() => _reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

        private async Task<int> ReadTextsAsync(string head)
        {
            var count = int.Parse(head[1..]);
            for (var i = 0; i < 2 * count; i++)
                await ReadLineAsync();
            return count;
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
