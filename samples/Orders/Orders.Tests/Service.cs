using System.Diagnostics;
using System.Text;
using Orders.Tests.Servers;

namespace Orders.Tests;

/// <summary>The service in a process of its own.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public Service(string assembly, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly]) { WorkingDirectory = Path.GetDirectoryName(assembly), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Url;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; } = $"http://127.0.0.1:{LocalServer.FreePort()}";

    public int ExitCode => _process.ExitCode;

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <param name="path">What can be had once it is up.</param>
    public async Task IsUpAsync(string path)
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                if ((await client.GetAsync(new Uri(Url + path))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            Assert.False(_process.HasExited || waited.Elapsed > Patience, Said);
        }
    }

    /// <summary>SIGTERM, as ECS sends it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<bool> ExitsWithin(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL, as ECS sends it when the time is up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private void Say(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
