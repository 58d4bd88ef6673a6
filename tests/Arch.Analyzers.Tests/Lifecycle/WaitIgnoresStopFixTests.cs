using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.HostedCodeSamples;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.WaitIgnoresStop, Arch.CodeFixes.Lifecycle.WaitIgnoresStopFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class WaitIgnoresStopFixTests
{
    private const string Members = """
        private readonly SemaphoreSlim _wake = new(0);
            private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();
            private readonly BlockingCollection<int> _queue = new();
            private readonly HttpListener _http = new();
            private readonly TcpListener _listener = new(IPAddress.Any, 80);
        """;

    private static string Loop(string wait) => Worker($"while (!stoppingToken.IsCancellationRequested) {{ {wait} }}", Members);

    [Theory]
    [InlineData("await Task.[|Delay|](5000);", "await Task.Delay(5000, stoppingToken);")]
    [InlineData("await Task.[|Delay|](TimeSpan.FromSeconds(5), TimeProvider.System).ConfigureAwait(false);", "await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stoppingToken).ConfigureAwait(false);")]
    [InlineData("Task.[|Delay|](5000).Wait();", "Task.Delay(5000, stoppingToken).Wait();")]
    [InlineData("Thread.[|Sleep|](5000);", "await Task.Delay(5000, stoppingToken);")]
    [InlineData("System.Threading.Thread.[|Sleep|](5000);", "await System.Threading.Tasks.Task.Delay(5000, stoppingToken);")]
    [InlineData("lock (_queue) { Thread.[|Sleep|](5000); }", "lock (_queue) { stoppingToken.WaitHandle.WaitOne(5000); }")]
    [InlineData("await _wake.[|WaitAsync|]();", "await _wake.WaitAsync(stoppingToken);")]
    [InlineData("var job = await _jobs.Reader.[|ReadAsync|]();", "var job = await _jobs.Reader.ReadAsync(stoppingToken);")]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|]()) await Work();", "await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken)) await Work();")]
    [InlineData("var job = _queue.[|Take|]();", "var job = _queue.Take(stoppingToken);")]
    [InlineData("var context = await _http.[|GetContextAsync|]();", "var context = await _http.GetContextAsync().WaitAsync(stoppingToken);")]
    [InlineData("using var client = await _listener.[|AcceptTcpClientAsync|]();", "using var client = await _listener.AcceptTcpClientAsync(stoppingToken);")]
    [InlineData("await Task.[|Delay|](5000); // five seconds\n await Task.[|Delay|](/* more */ 6000);\n", "await Task.Delay(5000, stoppingToken); // five seconds\n await Task.Delay(/* more */ 6000, stoppingToken);\n")]
    public Task Fix_PassesTheToken(string before, string after) => Fix.Csharp(Refs.Web, Loop(before), Loop(after));

    [Fact]
    public Task Fix_NamesTheArgument() => Fix.Csharp(
        Refs.Web,
        Worker("await Task.[|Delay|](millisecondsDelay: -1);"),
        Worker("await Task.Delay(millisecondsDelay: -1, stoppingToken);"));

    [Fact]
    public Task Fix_NamesADiscardedToken() => Fix.Csharp(
        Refs.Web,
        Type("protected override async Task ExecuteAsync(CancellationToken _) { for (var i = 0; i < 3; i++) await Task.[|Delay|](5000); await Task.[|Delay|](-1); }"),
        Type("protected override async Task ExecuteAsync(CancellationToken stoppingToken) { for (var i = 0; i < 3; i++) await Task.Delay(5000, stoppingToken); await Task.Delay(-1, stoppingToken); }"));

    [Fact]
    public Task Fix_SkipsOptionalArguments() => Fix.Csharp(
        Refs.Web,
        Worker("while (!stoppingToken.IsCancellationRequested) await Bus.[|ReceiveMessageAsync|]();", Queue),
        Worker("while (!stoppingToken.IsCancellationRequested) await Bus.ReceiveMessageAsync(cancellationToken: stoppingToken);", Queue));

    private const string Queue = "private Amazon.SQS.IAmazonSQS Bus = null!; } namespace Amazon.SQS { interface IAmazonSQS { System.Threading.Tasks.Task ReceiveMessageAsync(int most = 1, System.Threading.CancellationToken cancellationToken = default); } } partial class Worker {";

    [Fact]
    public Task Fix_IsNotOfferedWithoutOverload() => Fix.NotOffered(
        Refs.Web,
        Worker("while (!stoppingToken.IsCancellationRequested) _bus.[|Consume|]();", "private Confluent.Kafka.IConsumer _bus = null!; } namespace Confluent.Kafka { interface IConsumer { int Consume(); } } partial class Worker {"));
}
