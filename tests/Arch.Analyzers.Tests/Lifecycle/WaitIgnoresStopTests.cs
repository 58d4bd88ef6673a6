using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.WaitIgnoresStop>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class WaitIgnoresStopTests
{
    private static string Loop(string wait) => $"while (!stoppingToken.IsCancellationRequested) {{ {wait} }}";

    // ---- Silent

    [Theory]
    [InlineData("await Task.Delay(5000, stoppingToken);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);")]
    [InlineData("await Task.Delay(5000, default);")]
    [InlineData("await Task.Delay(500);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(999));")]
    [InlineData("Thread.Sleep(50);")]
    [InlineData("try { await Work(); } finally { await Task.Delay(5000); }")]
    [InlineData("try { await Work(); } catch (OperationCanceledException) { await Task.Delay(5000); }")]
    [InlineData("await Task.WhenAny(Work(), Task.Delay(5000));")]
    [InlineData("await Task.Delay(5000).WaitAsync(stoppingToken);")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(5000); });")]
    [InlineData("Work().Wait();")]
    [InlineData("await Other.Delay(5000);")]
    public Task Delay_IsSilent(string wait) => Rule.Csharp(Refs.Web, Forgetting(Worker(Loop(wait), "static class Other { public static Task Delay(int time) => Task.CompletedTask; }")));

    [Theory]
    [InlineData("await Task.Delay(5000);")]
    [InlineData("for (var i = 0; i < 3; i++) await Task.Delay(5000, stoppingToken); await Task.Delay(5000);")]
    // What comes after the loop runs when the stop has come.
    [InlineData("while (!stoppingToken.IsCancellationRequested) await Work(); for (var i = 0; i < 3; i++) await Task.Delay(5000);")]
    [InlineData("try { await Task.Delay(-1, stoppingToken); } catch (OperationCanceledException) { } for (var i = 0; i < 3; i++) await Task.Delay(5000);")]
    public Task OutsideTheLoop_IsSilent(string execute) => Rule.Csharp(Refs.Web, Worker(execute));

    [Theory]
    [InlineData("await _lock.WaitAsync(); try { await Work(); } finally { _lock.Release(); }", "private readonly SemaphoreSlim _lock = new(1);")]
    [InlineData("await _lock.WaitAsync(); _ = Task.Run(async () => { try { await Work(); } finally { _lock.Release(); } });", "private readonly SemaphoreSlim _lock = new(8);")]
    [InlineData("await _wake.WaitAsync(TimeSpan.FromSeconds(5));", "private readonly SemaphoreSlim _wake = new(0);")]
    [InlineData("await _wake.WaitAsync(stoppingToken);", "private readonly SemaphoreSlim _wake = new(0);")]
    [InlineData("await foreach (var item in _jobs.Reader.ReadAllAsync()) await Work();", "private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>(); public override Task StopAsync(CancellationToken token) { _jobs.Writer.TryComplete(); return base.StopAsync(token); }")]
    [InlineData("foreach (var item in _jobs.GetConsumingEnumerable()) await Work();", "private readonly BlockingCollection<int> _jobs = new(); public override Task StopAsync(CancellationToken token) { _jobs.CompleteAdding(); return base.StopAsync(token); }")]
    [InlineData("await foreach (var item in _jobs.Reader.ReadAllAsync().WithCancellation(stoppingToken)) await Work();", "private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();")]
    [InlineData("await foreach (var item in _jobs.Reader.ReadAllAsync(stoppingToken)) await Work();", "private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();")]
    [InlineData("await _timer.WaitForNextTickAsync();", "private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(5)); public override Task StopAsync(CancellationToken token) { _timer.Dispose(); return base.StopAsync(token); }")]
    [InlineData("using var pipe = new NamedPipeServerStream(\"p\"); using var stop = stoppingToken.Register(() => pipe.Dispose()); await pipe.WaitForConnectionAsync();")]
    [InlineData("_jobs.TryTake(out var job, 1000);", "private readonly BlockingCollection<int> _jobs = new();")]
    [InlineData("socket.AcceptAsync(new SocketAsyncEventArgs());", "private readonly Socket socket = null!;")]
    public Task EndsWithoutToken_IsSilent(string wait, string members = "") => Rule.Csharp(Refs.Web, Worker(Loop(wait), members));

    [Fact]
    public Task QueueOfOthersThatIsCompleted_IsSilent_Unknown() => Rule.Csharp(Refs.Web, Worker(
        Loop("await _jobs.Reader.ReadAsync();"),
        "private readonly Jobs _jobs = null!; class Jobs { private readonly Channel<int> _channel = Channel.CreateUnbounded<int>(); public ChannelReader<int> Reader => _channel.Reader; public void End() => _channel.Writer.Complete(); }"));

    [Theory]
    [InlineData("private async Task Step() { while (DateTime.Now.Year < 3000) await Task.Delay(5000); }")]
    [InlineData("public async Task CalledByOthers(CancellationToken token) { while (!token.IsCancellationRequested) await Task.Delay(5000); }")]
    public Task NoTokenOrNotReached_IsSilent(string members) => Rule.Csharp(Refs.Web, Worker(Loop("await Step();"), members + (members.Contains("Step") ? "" : " Task Step() => Work();")));

    [Fact]
    public Task LoopThatIgnoresTheStop_IsSilent() => RuleVerifier<Analyzers.Lifecycle.BackgroundLoopIgnoresStop>.Csharp(Refs.Web, Worker("[|while (true)|] { await Task.Delay(5000); }"));

    [Fact]
    public Task NoHostedService_IsSilent() => Rule.Csharp(Refs.Web, Type(
        "public async Task Run(CancellationToken token) { while (!token.IsCancellationRequested) await Task.Delay(5000); }", bases: "object"));

    [Fact]
    public Task MinimumFromOptions_IsSilent() => Rule.Csharp(
        Refs.Web, Worker(Loop("await Task.Delay(5000);")), options: new() { ["arch.ARCH3004.min_delay_ms"] = "6000" });

    // eShop's GracePeriodManagerService.
    [Fact]
    public Task DelayWithTheTokenBesideWorkWithout_IsSilent() => Rule.Csharp(Refs.Web, Worker("""
        var delayTime = TimeSpan.FromSeconds(5);
        stoppingToken.Register(() => _logger.LogDebug("stopping"));
        while (!stoppingToken.IsCancellationRequested)
        {
            await Work();
            await Task.Delay(delayTime, stoppingToken);
        }
        """));

    // ---- Firing

    [Theory]
    [InlineData("await Task.[|Delay|](5000);")]
    [InlineData("await Task.[|Delay|](TimeSpan.FromMinutes(1)).ConfigureAwait(false);")]
    [InlineData("await Task.[|Delay|](_pause);")]
    [InlineData("Task.[|Delay|](5000).Wait();")]
    [InlineData("Task.[|Delay|](5000).GetAwaiter().GetResult();")]
    [InlineData("Thread.[|Sleep|](5000);")]
    [InlineData("Thread.[|Sleep|](TimeSpan.FromSeconds(5));")]
    [InlineData("try { await Work(); } catch (HttpRequestException) { await Task.[|Delay|](5000); }")]
    [InlineData("for (var i = 0; i < 3; i++) await Task.[|Delay|](2000);")]
    [InlineData("await Task.Run(async () => await Task.[|Delay|](5000));")]
    [InlineData("await Task.[|Delay|](5000); await Work(); await Task.Delay(10);")]
    public Task Delay_Reports(string wait) => Rule.Csharp(Refs.Web, Worker(Loop(wait), "private readonly TimeSpan _pause = default; public Worker(TimeSpan pause) => _pause = pause;"));

    [Theory]
    [InlineData("await _wake.[|WaitAsync|]();", "private readonly SemaphoreSlim _wake = new(0);")]
    [InlineData("_wake.[|Wait|]();", "private readonly SemaphoreSlim _wake = new(0);")]
    [InlineData("await foreach (var item in _jobs.Reader.[|ReadAllAsync|]()) await Work();", "private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();")]
    [InlineData("var job = await _jobs.Reader.[|ReadAsync|]();", "private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();")]
    [InlineData("while (await _jobs.[|WaitToReadAsync|]()) { }", "private readonly ChannelReader<int> _jobs = null!;")]
    [InlineData("foreach (var item in _jobs.[|GetConsumingEnumerable|]()) await Work();", "private readonly BlockingCollection<int> _jobs = new();")]
    [InlineData("var job = _jobs.[|Take|]();", "private readonly BlockingCollection<int> _jobs = new();")]
    [InlineData("await _timer.[|WaitForNextTickAsync|]();", "private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(5));")]
    [InlineData("await _timer.[|WaitForNextTickAsync|]();", "private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(5)); public override void Dispose() => _timer.Dispose();")]
    [InlineData("await _timer.[|WaitForNextTickAsync|]();", "private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(5)); public override async Task StopAsync(CancellationToken token) { await base.StopAsync(token); _timer.Dispose(); }")]
    [InlineData("using var client = await _listener.[|AcceptTcpClientAsync|]();", "private readonly TcpListener _listener = new(IPAddress.Any, 80);")]
    [InlineData("using var client = await _socket.[|AcceptAsync|]();", "private readonly Socket _socket = null!;")]
    [InlineData("var context = await _http.[|GetContextAsync|]();", "private readonly HttpListener _http = new();")]
    [InlineData("using var pipe = new NamedPipeServerStream(\"p\"); await pipe.[|WaitForConnectionAsync|]();", "")]
    public Task OtherWait_Reports(string wait, string members) => Rule.Csharp(Refs.Web, Worker(Loop(wait), members));

    [Theory]
    [InlineData("await Task.[|Delay|](Timeout.Infinite);")]
    [InlineData("await Task.[|Delay|](-1);")]
    [InlineData("Thread.[|Sleep|](Timeout.InfiniteTimeSpan);")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5)); while (await timer.[|WaitForNextTickAsync|]()) { await Work(); }")]
    [InlineData("await foreach (var item in Channel.CreateUnbounded<int>().Reader.[|ReadAllAsync|]()) { }")]
    public Task WithoutLoopAround_Reports(string execute) => Rule.Csharp(Refs.Web, Worker(execute));

    [Theory]
    [InlineData("await Step(stoppingToken);", "private async Task Step(CancellationToken ct) => await Task.[|Delay|](5000);", "ct")]
    [InlineData("await Step();", "private CancellationToken _token; private Task Step() => Task.[|Delay|](5000);", "_token")]
    [InlineData("await Step();", "private readonly IHostApplicationLifetime _life = null!; private async Task Step() { await Task.[|Delay|](5000); }", "_life.ApplicationStopping")]
    public Task TokenInTheType_Reports(string wait, string members, string token) => Rule.Csharp(
        Refs.Web, Worker(Loop(wait), members), message: $"'Task.Delay' waits without '{token}': after SIGTERM the service cannot stop before this wait is over; pass {token} to it");

    [Fact]
    public Task HostedService_Reports() => Rule.Csharp(
        Refs.Web,
        Hosted("_work = Loop();", "_stop.Cancel(); await _work;", "private Task _work = Task.CompletedTask; private async Task Loop() { while (!_stop.IsCancellationRequested) await Task.[|Delay|](5000); }"),
        message: "'Task.Delay' waits without '_stop.Token': after SIGTERM the service cannot stop before this wait is over; pass _stop.Token to it");

    [Fact]
    public Task Queue_Reports() => Rule.Csharp(
        Refs.AwsV4,
        """
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.SQS;
        using Amazon.SQS.Model;
        using Microsoft.Extensions.Hosting;

        class Worker(IAmazonSQS sqs) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    var answer = await sqs.[|ReceiveMessageAsync|](new ReceiveMessageRequest { QueueUrl = "q", WaitTimeSeconds = 20 });
                }
            }
        }
        """,
        message: "'IAmazonSQS.ReceiveMessageAsync' waits without 'stoppingToken': after SIGTERM the service cannot stop before this wait is over; pass stoppingToken to it");

    [Theory]
    [InlineData("[|Consume|]()")]
    [InlineData("Consume(stoppingToken)")]
    [InlineData("Consume(TimeSpan.FromSeconds(1))")]
    public Task Kafka_Reports(string consume) => Rule.Csharp(Refs.Hosting8, $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;
        using Microsoft.Extensions.Hosting;

        class Worker(IConsumer<string, string> consumer) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await Task.Yield();
                while (!stoppingToken.IsCancellationRequested)
                    consumer.{{consume}};
            }
        }
        """);

    [Fact]
    public Task MethodFromOptions_Reports() => Rule.Csharp(
        Refs.Web, Worker(Loop("await Bus.[|NextAsync|]();"), "static class Bus { public static Task NextAsync() => Task.CompletedTask; public static Task NextAsync(CancellationToken token) => Task.CompletedTask; }"),
        options: new() { ["arch.ARCH3004.methods"] = "Worker.Bus.NextAsync" });
}
