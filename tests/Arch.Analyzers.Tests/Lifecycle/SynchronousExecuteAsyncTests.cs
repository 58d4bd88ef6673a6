using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.SynchronousExecuteAsync>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SynchronousExecuteAsyncTests
{
    private const string Loop = "while (!stoppingToken.IsCancellationRequested) { Console.WriteLine(); Thread.Sleep(100); }";

    private static string Sync(string body, string members = "", string name = "ExecuteAsync") =>
        Type($"protected override Task {name}(CancellationToken stoppingToken) {{ {body} }}", "private readonly BlockingCollection<int> _jobs = new();" + members);

    private static string Async(string body, string members = "") =>
        Type($"protected override async Task ExecuteAsync(CancellationToken stoppingToken) {{ {body} }}", "private readonly BlockingCollection<int> _jobs = new();" + members);

    // ---- Silent

    [Theory]
    [InlineData("await Task.Yield(); " + Loop)]
    [InlineData("await Work(stoppingToken); " + Loop)]
    [InlineData("if (stoppingToken.CanBeCanceled) await Work(stoppingToken); " + Loop)]
    [InlineData("await Task.Run(() => { " + Loop + " });")]
    [InlineData("await Task.Run(Run); void Run() { " + Loop + " }")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { Console.WriteLine(); await Task.Delay(100, stoppingToken); }")]
    [InlineData("await foreach (var item in Channel.CreateUnbounded<int>().Reader.ReadAllAsync(stoppingToken)) { " + Loop + " }")]
    [InlineData("Thread.Sleep(100); await Work(stoppingToken);")]
    [InlineData("Work().GetAwaiter().GetResult(); await Work(stoppingToken);")]
    [InlineData("while (!stoppingToken.IsCancellationRequested && DateTime.Now.Year < 3000) { } await Work();")]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { if (DateTime.Now.Year > 3000) break; } await Work();")]
    [InlineData("for (var i = 0; i < 3; i++) Console.WriteLine(i); await Work();")]
    public Task GoesOn_IsSilent(string body) => Rule.Csharp(Refs.Hosting8, Async(body));

    [Theory]
    [InlineData("return Task.CompletedTask;")]
    [InlineData("return Task.Run(() => { " + Loop + " });")]
    [InlineData("return Task.Factory.StartNew(() => { " + Loop + " }, TaskCreationOptions.LongRunning);")]
    [InlineData("return Loop(stoppingToken);", "private async Task Loop(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await Task.Delay(100, stoppingToken); }")]
    [InlineData("new Thread(() => Run(stoppingToken)).Start(); return Task.CompletedTask;", "private void Run(CancellationToken stoppingToken) { " + Loop + " }")]
    public Task Returns_IsSilent(string body, string members = "") => Rule.Csharp(Refs.Hosting8, Forgetting(Sync(body, members)));

    [Theory]
    [InlineData(Loop + " return Task.CompletedTask;")]
    [InlineData("foreach (var job in _jobs.GetConsumingEnumerable(stoppingToken)) { } return Task.CompletedTask;")]
    public Task Version10_IsSilent(string body) => Rule.Csharp(Refs.Web, Sync(body));

    // A base class of their own may start it on another thread.
    [Fact]
    public Task OwnStart_IsSilent_Unknown() => Rule.Csharp(Refs.Hosting8, Sync(Loop + " return Task.CompletedTask;", "public override Task StartAsync(CancellationToken token) => Task.Run(() => base.StartAsync(token));"));

    [Fact]
    public Task OtherMethod_IsSilent() => Rule.Csharp(Refs.Hosting8, Type(
        "protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask; private Task ExecuteAsync(string name, CancellationToken stoppingToken) { " + Loop + " return Task.CompletedTask; }"));

    // ---- Firing

    [Theory]
    [InlineData(Loop + " return Task.CompletedTask;")]
    [InlineData("while (stoppingToken.IsCancellationRequested == false) { } return Task.CompletedTask;")]
    [InlineData("while (!stoppingToken.WaitHandle.WaitOne(1000)) Console.WriteLine(); return Task.CompletedTask;")]
    [InlineData("do { Thread.Sleep(100); } while (!stoppingToken.IsCancellationRequested); return Task.CompletedTask;")]
    [InlineData("while (true) { stoppingToken.ThrowIfCancellationRequested(); Thread.Sleep(100); }")]
    [InlineData("foreach (var job in _jobs.GetConsumingEnumerable(stoppingToken)) Console.WriteLine(job); return Task.CompletedTask;")]
    [InlineData("Run(stoppingToken); return Task.CompletedTask;", "private void Run(CancellationToken stoppingToken) { " + Loop + " }")]
    [InlineData("A(stoppingToken); return Task.CompletedTask;", "private void A(CancellationToken t) => B(t); private void B(CancellationToken t) => C(t); private void C(CancellationToken stoppingToken) { " + Loop + " }")]
    [InlineData("stoppingToken.WaitHandle.WaitOne(); return Task.CompletedTask;")]
    [InlineData("Loop(stoppingToken).Wait(); return Task.CompletedTask;", "private async Task Loop(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) await Task.Delay(100, stoppingToken); }")]
    [InlineData("Task.Delay(-1, stoppingToken).GetAwaiter().GetResult(); return Task.CompletedTask;")]
    public Task Blocks_Reports(string body, string members = "") => Rule.Csharp(
        Refs.Hosting8, Sync(body, members, "[|ExecuteAsync|]"),
        message: "'Worker.ExecuteAsync' blocks before its first await: with Microsoft.Extensions.Hosting 8 StartAsync returns only when the service stops, so the host never finishes starting "
            + "and no service behind this one ever starts; start with 'await Task.Yield();' or reference version 10");

    [Theory]
    [InlineData("new HttpListener().GetContext(); return Task.CompletedTask;")]
    [InlineData("var job = _jobs.Take(); return Task.CompletedTask;")]
    [InlineData("Thread.Sleep(-1); return Task.CompletedTask;")]
    public Task BlocksForEver_Reports(string body) => Rule.Csharp(
        Refs.Hosting8, Sync(body, name: "[|ExecuteAsync|]").Replace("Thread.Sleep(", "Thread.{|ARCH3004:Sleep|}("),
        message: "'Worker.ExecuteAsync' blocks before its first await: with Microsoft.Extensions.Hosting 8 StartAsync does not return, the host never finishes starting and swallows SIGTERM; "
            + "start with 'await Task.Yield();' or reference version 10");

    [Theory]
    [InlineData("await Task.CompletedTask; " + Loop)]
    [InlineData("await Task.Delay(0); " + Loop)]
    [InlineData("await Task.FromResult(1).ConfigureAwait(false); " + Loop)]
    [InlineData("while (!stoppingToken.IsCancellationRequested) { var job = _jobs.Take(stoppingToken); await Work(stoppingToken); }")]
    [InlineData("await Loop(); async Task Loop() { " + Loop + " await Work(); }")]
    [InlineData("try { " + Loop + " } finally { await Work(); }")]
    public Task BlocksFirst_Reports(string body) => Rule.Csharp(Refs.Hosting8, Async(body).Replace(" ExecuteAsync(", " [|ExecuteAsync|]("));

    [Theory]
    [InlineData("Consume(stoppingToken)")]
    [InlineData("Consume(-1)", false)]
    public Task Kafka_Reports(string consume, bool reports = true) => Rule.Csharp(Refs.Hosting8, $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;
        using Microsoft.Extensions.Hosting;

        class Worker(IConsumer<string, string> consumer) : BackgroundService
        {
            protected override async Task {{(reports ? "[|ExecuteAsync|]" : "ExecuteAsync")}}(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    var result = consumer.{{consume}};
                    await Task.Delay(10, stoppingToken);
                }
            }
        }
        """);
}
