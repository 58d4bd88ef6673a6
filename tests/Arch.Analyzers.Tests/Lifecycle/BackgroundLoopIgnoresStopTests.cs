using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.BackgroundLoopIgnoresStop>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class BackgroundLoopIgnoresStopTests
{
    // ---- Silent

    [Theory]
    [InlineData("while (!stoppingToken.IsCancellationRequested) await Work();")]
    [InlineData("while (true) { await Work(); await Task.Delay(1000, stoppingToken); }")]
    [InlineData("while (true) { stoppingToken.ThrowIfCancellationRequested(); await Work(); }")]
    [InlineData("while (true) { if (stoppingToken.IsCancellationRequested) break; await Work(); }")]
    [InlineData("for (;;) { await Work(stoppingToken); }")]
    [InlineData("do { await Work(stoppingToken); } while (true);")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5)); while (await timer.WaitForNextTickAsync(stoppingToken)) await Work();")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken); while (true) { await Work(linked.Token); }")]
    [InlineData("while (true) { using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken); limit.CancelAfter(500); await Work(limit.Token); }")]
    [InlineData("var token = stoppingToken; while (true) { await Work(token); }")]
    [InlineData("while (true) { await Parallel.ForEachAsync(new[] { 1 }, async (item, token) => await Work(token)); }")]
    [InlineData("while (true) { await Wait(); } async Task Wait() => await Task.Delay(1000, stoppingToken);")]
    [InlineData("var stopped = false; stoppingToken.Register(() => stopped = true); while (!stopped) await Work();")]
    [InlineData("while (true) { if (DateTime.Now.Year > 3000) return; await Work(); }")]
    [InlineData("while (true) { if (DateTime.Now.Year > 3000) throw new InvalidOperationException(); await Work(); }")]
    public Task TokenOrExit_IsSilent(string execute) => Rule.Csharp(Refs.Web, Worker(execute));

    [Theory]
    [InlineData("while (true) await Wait();", "private CancellationToken _token; private Task Wait() => Task.Delay(1000, _token);")]
    [InlineData("_token = stoppingToken; await Loop();", "private CancellationToken _token; private async Task Loop() { while (true) { await Task.Delay(1000, _token); } }")]
    [InlineData("await Loop(stoppingToken);", "private async Task Loop(CancellationToken token) { while (true) { await Task.Delay(1000, token); } }")]
    [InlineData("while (true) { await Step(); }", "private readonly IHostApplicationLifetime _lifetime = null!; private Task Step() => Deep(); private Task Deep() => Work(_lifetime.ApplicationStopping);")]
    public Task TokenInTheType_IsSilent(string execute, string members) => Rule.Csharp(Refs.Web, Worker(execute, members));

    // An exception ends the loop when the stop closes what it works with.
    [Theory]
    [InlineData("stoppingToken.Register(() => _listener.Stop()); while (true) { using var client = await _listener.AcceptTcpClientAsync(); }")]
    [InlineData("stoppingToken.Register(_listener.Stop); while (true) { using var client = await _listener.AcceptTcpClientAsync(); }")]
    [InlineData("while (true) { using var client = await _listener.AcceptTcpClientAsync(); }", "public override Task StopAsync(CancellationToken token) { _listener.Stop(); return base.StopAsync(token); }")]
    [InlineData("var source = new Source(stoppingToken); while (true) { source.Next(); }", "class Source(CancellationToken token) { public void Next() => token.ThrowIfCancellationRequested(); }")]
    public Task ClosedByTheStop_IsSilent(string execute, string members = "") =>
        Rule.Csharp(Refs.Web, Worker(execute, "private readonly TcpListener _listener = new(IPAddress.Any, 80);" + members));

    [Fact]
    public Task QueueOfOthersThatIsCompleted_IsSilent_Unknown() => Rule.Csharp(Refs.Web, Worker(
        "while (true) { var item = await _jobs.Reader.ReadAsync(); }",
        "private readonly Jobs _jobs = null!; class Jobs { private readonly Channel<int> _channel = Channel.CreateUnbounded<int>(); public ChannelReader<int> Reader => _channel.Reader; public void End() => _channel.Writer.Complete(); }"));

    // Nobody waits for what is thrown away: that is another matter.
    [Theory]
    [InlineData("_ = Task.Run(async () => { while (true) await Work(); }); await Work(stoppingToken);")]
    [InlineData("var lost = Loop(); await Work(stoppingToken); async Task Loop() { while (true) await Work(); }")]
    [InlineData("await Task.WhenAny(Loop(), Task.Delay(-1, stoppingToken)); async Task Loop() { while (true) await Work(); }")]
    [InlineData("await Loop().WaitAsync(stoppingToken); async Task Loop() { while (true) await Work(); }")]
    [InlineData("Action loop = () => { while (true) { } }; Console.WriteLine(loop); await Work(stoppingToken);")]
    [InlineData("new Thread(() => { while (true) Thread.Sleep(100); }).Start(); await Work(stoppingToken);")]
    public Task NobodyWaits_IsSilent(string execute) => Rule.Csharp(Refs.Web, Forgetting(Worker(execute)));

    [Theory]
    [InlineData("private async Task Unused() { while (true) await Work(); }")]
    [InlineData("public async Task CalledByOthers() { while (true) await Work(); }")]
    [InlineData("private Task A() => B(); private Task B() => C(); private Task C() => D(); private async Task D() { while (true) await Work(); }")]
    [InlineData("public override void Dispose() { while (true) { } }")]
    public Task NotReached_IsSilent(string members) => Rule.Csharp(Refs.Web, Worker("await A();", members + (members.Contains(" A()") ? "" : " private Task A() => Task.CompletedTask;")));

    [Theory]
    [InlineData("_work = Loop();", "")]
    [InlineData("_ = Loop();", "await _work;")]
    [InlineData("_work = Task.Run(() => Loop());", "_work.Dispose();")]
    public Task StartedButNotAwaited_IsSilent(string start, string stop) =>
        Rule.Csharp(Refs.Web, Forgetting(Hosted(start, stop, "private Task _work = Task.CompletedTask; private async Task Loop() { while (true) await Work(); }")));

    [Fact]
    public Task OtherType_IsSilent() => Rule.Csharp(Refs.Web, """
        using System.Threading.Tasks;

        abstract class BackgroundService { protected abstract Task ExecuteAsync(); }

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync() { while (true) await Task.Delay(1000); }
        }
        """);

    // ---- Firing

    [Theory]
    [InlineData("[|while (true)|] await Work();")]
    [InlineData("[|while (true)|] { await Work(); Thread.Sleep(1000); }")]
    [InlineData("[|for (;;)|] { await Work(); }")]
    [InlineData("[|do|] { await Work(); } while (true);")]
    [InlineData("await Task.Delay(5, stoppingToken); [|while (true)|] { await Task.Delay(5000); }")]
    [InlineData("[|while (true)|] { await Work(CancellationToken.None); }")]
    [InlineData("[|while (true)|] { await Work(default); }")]
    [InlineData("[|while (true)|] { using var limit = new CancellationTokenSource(500); await Work(limit.Token); }")]
    [InlineData("[|while (true)|] { _logger.LogInformation(\"{Stopping}\", stoppingToken.IsCancellationRequested); await Work(); }")]
    [InlineData("[|while (true)|] { Console.WriteLine(nameof(stoppingToken)); await Work(); }")]
    [InlineData("stoppingToken.Register(() => _logger.LogInformation(\"bye\")); [|while (true)|] { _logger.LogInformation(\"on\"); await Work(); }")]
    [InlineData("try { [|while (true)|] { try { await Work(); } catch (Exception) { } } } finally { Console.WriteLine(); }")]
    [InlineData("await Task.Run(async () => { [|while (true)|] await Work(); });")]
    [InlineData("await Task.Run(async () => { [|while (true)|] await Work(); }).ConfigureAwait(false);")]
    [InlineData("var loop = Task.Run(async () => { [|while (true)|] await Work(); }); await loop;")]
    [InlineData("await Task.WhenAll(Loop(), Work(stoppingToken)); async Task Loop() { [|while (true)|] await Work(); }")]
    [InlineData("Func<Task> loop = async () => { [|while (true)|] await Work(); }; await loop();")]
    [InlineData("Loop(); void Loop() { [|while (true)|] Thread.Sleep(10); }")]
    public Task InExecuteAsync_Reports(string execute) => Rule.Csharp(
        Refs.Web, Worker(execute),
        message: "This loop never ends and never looks at the stopping token: after SIGTERM the host waits for it until ShutdownTimeout (30 s by default, when ECS sends SIGKILL) "
            + "and abandons the iteration in progress; use 'while (!stoppingToken.IsCancellationRequested)' and pass stoppingToken to the waits inside");

    [Theory]
    [InlineData("await A();", "private Task A() => B(); private Task B() => C(); private async Task C() { [|while (true)|] await Work(); }")]
    [InlineData("await Loop(stoppingToken);", "private async Task Loop(CancellationToken token) { [|while (true)|] await Work(); }")]
    [InlineData("await Task.Run(Loop);", "private async Task Loop() { [|while (true)|] await Work(); }")]
    [InlineData("await Task.Factory.StartNew(() => Loop(), TaskCreationOptions.LongRunning);", "private void Loop() { [|while (true)|] Thread.Sleep(100); }")]
    [InlineData("[|while (_running)|] await Work();", "private bool _running = true;")]
    [InlineData("[|while (true)|] await Step();", "private async Task Step(CancellationToken token = default) => await Task.Delay(100, token);")]
    [InlineData("[|while (true)|] await Work(_never.Token);", "private readonly CancellationTokenSource _never = new();")]
    [InlineData("[|while (true)|] { using var client = await _listener.AcceptTcpClientAsync(); }", "private readonly TcpListener _listener = new(IPAddress.Any, 80); public override void Dispose() => _listener.Stop();")]
    [InlineData("[|while (true)|] { using var client = await _listener.AcceptTcpClientAsync(); }", "private readonly TcpListener _listener = new(IPAddress.Any, 80); public override async Task StopAsync(CancellationToken token) { await base.StopAsync(token); _listener.Stop(); }")]
    public Task InTheType_Reports(string execute, string members) => Rule.Csharp(Refs.Web, Worker(execute, members));

    [Theory]
    [InlineData("_work = Loop();", "await _work;", "Task _work = Task.CompletedTask; private async Task Loop() { [|while (true)|] await Work(); }")]
    [InlineData("_work = Task.Run(async () => { [|while (true)|] await Work(); });", "await Task.WhenAny(_work, Task.Delay(-1, cancellationToken));", "Task _work = Task.CompletedTask;")]
    [InlineData("_thread = new Thread(Loop); _thread.Start();", "_thread?.Join();", "Thread? _thread; private void Loop() { [|while (true)|] Thread.Sleep(100); }")]
    public Task InAHostedService_Reports(string start, string stop, string members) => Rule.Csharp(Refs.Web, Hosted(start, stop, members));

    [Fact]
    public Task AcrossFiles_Reports() => Rule.Csharp(Refs.Web,
    [
        ("Worker.cs", Worker("await Loop();")),
        ("Worker.Loop.cs", """
            using System.Threading.Tasks;

            partial class Worker
            {
                private async Task Loop() { [|while (true)|] await Work(); }
            }
            """),
    ]);

    [Fact]
    public Task NameOfTheToken_IsTold() => Rule.Csharp(
        Refs.Web, Type("protected override async Task ExecuteAsync(CancellationToken ending) { [|while (true)|] await Work(); }"),
        message: "This loop never ends and never looks at the stopping token: after SIGTERM the host waits for it until ShutdownTimeout (30 s by default, when ECS sends SIGKILL) "
            + "and abandons the iteration in progress; use 'while (!ending.IsCancellationRequested)' and pass ending to the waits inside");
}
