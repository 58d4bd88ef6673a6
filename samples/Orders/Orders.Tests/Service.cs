using System.Diagnostics;
using System.Text;

namespace Orders.Tests;

/// <summary>The service in a process of its own.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public Service(string url, Dictionary<string, string> environment)
    {
        Url = url;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = url;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; }

    public int ExitCode => _process.ExitCode;

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    public async Task IsUpAsync()
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                if ((await client.GetAsync(new Uri(Url + "/health/ready"))).IsSuccessStatusCode)
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

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Say(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }
}
