using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.FireAndForgetTask>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class FireAndForgetTaskTests
{
    internal const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Hosting;

        """;

    internal static string Service(string body, string members = "") => Usings + $$"""
        class Orders : ControllerBase
        {
            Task? _kept;
            {{members}}
            void Post(Dictionary<int, Task> map, CancellationToken token)
            {
                {{body}}
            }

            static async Task SendAsync() => await Task.Yield();
            static async ValueTask FlushAsync() => await Task.Yield();
            static void Work() { }
        }

        static class Tracker
        {
            public static Task Watch(this Task task) => task;
            public static void Forget(this Task task) { }
        }
        """;

    internal static string Async(string source) => source.Replace("    void Post(", "    async Task Post(");

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> Verified(string body, string members = "", string? message = null, Dictionary<string, string>? options = null) =>
        Rule.Csharp(Refs.Web, Service(body, members), message, options);

    // ---- Silent

    [Theory]
    [InlineData("_kept = Task.Run(Work);")]
    [InlineData("var task = Task.Run(Work); task.Wait();")]
    [InlineData("var task = Task.Run(Work); map[1] = task;")]
    [InlineData("map.Add(1, Task.Run(Work));")]
    [InlineData("_ = map.TryAdd(1, Task.Run(Work));")]
    [InlineData("Keep(Task.Run(Work));", "static void Keep(Task task) { }")]
    [InlineData("", "public void OnCompleted(Action continuation) => Task.Run(continuation);")]
    [InlineData("", "public void UnsafeOnCompleted(Action continuation) { if (_kept is null) Task.Run(continuation); else ThreadPool.QueueUserWorkItem(_ => continuation()); }")]
    [InlineData("SendAsync().Wait();")]
    [InlineData("Task.Run(Work).GetAwaiter().GetResult();")]
    [InlineData("Func<Task> send = () => SendAsync();")]
    [InlineData("Func<Task> send = async () => await SendAsync();")]
    public Task KeptOrAwaited_IsSilent(string body, string members = "") => Verified(body, members);

    /// <summary>The process ends because of such work.</summary>
    [Theory]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(100); lifetime.StopApplication(); });")]
    [InlineData("_ = Task.Run(() => lifetime.StopApplication());")]
    [InlineData("_ = StopAsync(lifetime);")]
    [InlineData("_ = Task.Run(async () => { try { await Task.Delay(100); lifetime.StopApplication(); } catch (Exception) { } });")]
    [InlineData("[|_|] = Task.Run(async () => { await SendAsync(); if (_kept is null) lifetime.StopApplication(); });")]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (Exception) { lifetime.StopApplication(); } });")]
    [InlineData("[|_|] = Task.Run(async () => { while (true) { await SendAsync(); lifetime.StopApplication(); } });")]
    [InlineData("[|_|] = Task.Run(async () => { await SendAsync(); Action stop = () => lifetime.StopApplication(); });")]
    public Task WorkThatStopsTheHost_IsSilent_UnlessItDepends(string body) => Verified(
        "IHostApplicationLifetime lifetime = null!; " + body, "static async Task StopAsync(IHostApplicationLifetime lifetime) { await Task.Delay(100); lifetime.StopApplication(); }");

    [Fact]
    public Task PageOfAComponent_IsSilent() => Rule.Csharp(Refs.Web, Usings + """
        class Prices : Microsoft.AspNetCore.Components.ComponentBase
        {
            void OnChanged() { _ = InvokeAsync(StateHasChanged); InvokeAsync(async () => await Task.Yield()); }
        }
        """);

    /// <summary>Who gave a task to a scheduler, or posted to a context and waits, has what it waits for.</summary>
    [Theory]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => Run(), null);")]
    [InlineData("_ = Task.Run(Run);")]
    [InlineData("new Thread(Run) { IsBackground = true }.Start();")]
    [InlineData("var pump = new Pump(); pump.Start();")]
    public async Task SchedulerAtWork_IsSilent(string start)
    {
        await Rule.Csharp(Refs.Web, Usings + $$"""
            abstract class Limited : TaskScheduler
            {
                protected override void QueueTask(Task task) => Notify();
                void Notify() { {{start}} }
                void Run() { }
                class Pump { public void Start() { ThreadPool.QueueUserWorkItem(_ => { }); } }
            }
            """);
        await Rule.Csharp(Refs.Web, Usings + $$"""
            class Context : SynchronizationContext
            {
                public override void Post(SendOrPostCallback call, object? state) { {{start}} }
                void Run() { }
                class Pump { public void Start() { ThreadPool.QueueUserWorkItem(_ => { }); } }
            }
            """);
    }

    [Theory]
    [InlineData("await SendAsync();")]
    [InlineData("_ = await Task.WhenAny(SendAsync(), SendAsync());")]
    [InlineData("await Task.WhenAll(SendAsync(), Task.Run(Work));")]
    [InlineData("var first = Task.Run(Work); await first;")]
    // What the compiler says itself.
    [InlineData("#pragma warning disable CS4014\n SendAsync();\n await Task.Yield();")]
    public Task AsyncCode_IsSilent(string body) => Rule.Csharp(Refs.Web, Async(Service(body)));

    [Theory]
    [InlineData("_ = token.Register(Work);")]
    [InlineData("_ = map.Remove(1);")]
    [InlineData("_ = map.First().Value;")]
    [InlineData("_ = map.GetValueOrDefault(1);")]
    [InlineData("_ = Interlocked.Exchange(ref _kept, null);")]
    [InlineData("_ = new ConcurrentDictionary<int, Task>().GetOrAdd(1, _ => Task.Run(Work));")]
    [InlineData("_ = _kept;")]
    [InlineData("_ = Task.CompletedTask;")]
    [InlineData("_ = Task.FromResult(1);")]
    [InlineData("_ = Task.WhenAll(map.Values);")]
    [InlineData("_ = Task.Run(Work).ContinueWith(task => Console.WriteLine(task.Exception));")]
    [InlineData("Task.Run(Work).Forget();")]
    [InlineData("_ = Send(Flags.FireAndForget);", "enum Flags { None, FireAndForget } static async Task Send(Flags flags) => await Task.Yield();")]
    [InlineData("_ = StartAsync();", "Task StartAsync() => _kept = Task.Run(Work);")]
    [InlineData("Task.Delay(1000);")]
    [InlineData("int _ = 1; Console.WriteLine(_);")]
    public Task NothingLost_IsSilent(string body, string members = "") => Verified(body, members);

    [Theory]
    [InlineData("using var done = new ManualResetEvent(false); ThreadPool.QueueUserWorkItem(_ => { Work(); done.Set(); }); done.WaitOne();")]
    [InlineData("var done = new TaskCompletionSource(); _ = Task.Run(() => { Work(); done.SetResult(); }); done.Task.Wait();")]
    [InlineData("_ = Task.Run(Cancel); _done.Task.Wait();", "TaskCompletionSource _done = new(); void Cancel() { Work(); _done.TrySetCanceled(); }")]
    [InlineData("_ = Task.Run(() => _done.SetCanceled(CancellationToken.None)); _done.Task.Wait();", "TaskCompletionSource _done = new();")]
    [InlineData("_ = Task.Run(() => Count()); _done.Wait();", "CountdownEvent _done = new(1); void Count() => _done.Signal();")]
    [InlineData("_ = Task.Run(Count); _done.Wait();", "CountdownEvent _done = new(1); void Count() => _done.Signal();")]
    [InlineData("_ = CountAsync(); _done.Wait();", "CountdownEvent _done = new(1); async Task CountAsync() { await SendAsync(); _done.Signal(); }")]
    [InlineData("new Thread(() => _done.Signal()).Start(); _done.Wait();", "CountdownEvent _done = new(1);")]
    [InlineData("Count(); _done.Wait();", "CountdownEvent _done = new(1); async void Count() { await SendAsync(); _done.Signal(); }")]
    [InlineData("map.Values.ToList().ForEach(async task => { await task; _done.Signal(); }); _done.Wait();", "CountdownEvent _done = new(1);")]
    [InlineData("UnderWay.Begin(); _ = Task.Run(async () => { try { await Task.Delay(1); } finally { UnderWay.End(); } });", "static class UnderWay { public static void Begin() { } public static void End() { } }")]
    [InlineData("_ = Task.Run(() => { try { Thread.Sleep(1); } finally { Interlocked.Decrement(ref _running); } });", "int _running;")]
    public Task WorkThatTellsItsEnd_IsSilent(string body, string members = "") => Verified(body, members);

    // The tasks of a batch end when it is executed.
    [Theory]
    [InlineData("_ = db.CreateTransaction().KeyDeleteAsync(\"orders:1\");")]
    [InlineData("db.CreateBatch().StringSetAsync(\"orders:1\", 1);")]
    [InlineData("IDatabaseAsync any = db; any.StringSetAsync(\"orders:1\", 1);")]
    [InlineData("_ = db.StringSetAsync(\"orders:1\", 1, flags: CommandFlags.FireAndForget);")]
    public Task RedisBatch_IsSilent(string body) => Rule.Csharp(Refs.Redis, Redis(body));

    [Fact]
    public Task RedisDatabase_Reports() => Rule.Csharp(Refs.Redis, Redis("[|_|] = db.StringSetAsync(\"orders:1\", 1);"));

    private static string Redis(string body) => $$"""
        using StackExchange.Redis;

        class Program
        {
            static void Main() => Save(ConnectionMultiplexer.Connect("localhost").GetDatabase());

            static void Save(IDatabase db) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("async void OnTick(object sender, EventArgs e) => await SendAsync();")]
    [InlineData("async void OnTick(object sender, System.Timers.ElapsedEventArgs e) => await SendAsync();")]
    [InlineData("void Listen(System.Timers.Timer timer) => timer.Elapsed += async (_, _) => await SendAsync();")]
    [InlineData("event Action? Ticked; void Listen() => Ticked += OnTick; async void OnTick() => await SendAsync();")]
    [InlineData("event Action? Ticked; void Listen() => Ticked += async () => await SendAsync();")]
    [InlineData("class Base { public virtual void Run() { } } class Derived : Base { public override async void Run() => await SendAsync(); }")]
    [InlineData("interface IRun { void Run(); } class Runner : IRun { public async void Run() => await SendAsync(); }")]
    [InlineData("interface IRun { void Run(); } class Runner : IRun { async void IRun.Run() => await SendAsync(); }")]
    [InlineData("PosixSignalRegistration _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { context.Cancel = true; await SendAsync(); });")]
    [InlineData("EventHandler Handler = async (_, _) => await SendAsync();")]
    public Task WhatMustBeVoid_IsSilent(string members) => Verified("", members);

    [Theory]
    [InlineData("var thread = new Thread(Work); thread.Start(); thread.Join();")]
    [InlineData("var thread = new Thread(Work); thread.Start(); _thread = thread;", "Thread? _thread;")]
    [InlineData("_thread = new Thread(Work); _thread.Start();", "Thread? _thread;")]
    [InlineData("var thread = new Thread(Work);")]
    public Task ThreadThatIsKept_IsSilent(string body, string members = "") => Verified(body, members);

    [Theory]
    [InlineData("Watch")]
    [InlineData("Other, Watch")]
    public Task TrackedByOption_IsSilent(string tracked) =>
        Rule.Csharp(Refs.Web, Service("_ = Task.Run(Work).Watch();").Replace("public static Task Watch(this Task task) => task;", "public static async Task Watch(this Task task) => await task;"), options: new() { ["arch.ARCH3007.tracked_by"] = tracked });

    [Fact]
    public Task Library_IsSilent() => Rule.Csharp(Refs.Net10, "using System.Threading.Tasks; class Library { void Run() { _ = Task.Run(() => { }); } }");

    [Fact]
    public Task SoftOff_IsSilent() => Rule.Csharp(
        Refs.Web, Service("_ = SendAsync();").Replace(": ControllerBase", ""), options: new() { ["arch.ARCH3007.soft"] = "off" });

    [Fact]
    public Task ForegroundThreadWithoutHost_IsSilent() => Rule.Csharp(
        Refs.Net10, "using System.Threading; class Program { static void Main() { new Thread(() => { }).Start(); } }");

    // ---- Firing

    [Theory]
    [InlineData("[|_|] = SendAsync();")]
    [InlineData("[|_|] = FlushAsync();")]
    [InlineData("[|_|] = SendAsync().ConfigureAwait(false);")]
    [InlineData("[|_|] = FlushAsync().AsTask();")]
    [InlineData("[|_|] = Task.Run(Work);")]
    [InlineData("[|_|] = Task.Run(async () => await SendAsync(), token);")]
    [InlineData("[|_|] = Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning);")]
    [InlineData("[|_|] = new System.Net.Http.HttpClient().GetAsync(\"https://example.com\");")]
    [InlineData("[|_|] = _stream?.FlushAsync();", "System.IO.Stream? _stream;")]
    [InlineData("[|SendAsync|]();")]
    [InlineData("Task.[|Run|](Work);")]
    [InlineData("_stream?.[|FlushAsync|]();", "System.IO.Stream? _stream;")]
    [InlineData("var [|task|] = Task.Run(Work);")]
    [InlineData("Task [|task|] = Task.Factory.StartNew(Work);")]
    public Task DiscardedTask_Reports(string body, string members = "") => Verified(
        body, members,
        message: "Nothing waits for this task: on SIGTERM the process ends without it, and its exceptions are lost; await it, keep it in a field that StopAsync waits for, or hand the work to "
            + "a BackgroundService through a Channel<T>");

    [Theory]
    [InlineData("[|_|] = SendAsync();")]
    [InlineData("[|_|] = Task.Run(Work); await SendAsync();")]
    public Task DiscardInAsyncCode_Reports(string body) => Rule.Csharp(Refs.Web, Async(Service(body)).Replace("_ = SendAsync();\n", "_ = SendAsync(); await Task.Yield();\n"));

    [Theory]
    [InlineData("async void [|Refresh|]() => await SendAsync();")]
    [InlineData("async void [|Refresh|](object state) => await SendAsync();")]
    [InlineData("void Run() { Refresh(); async void [|Refresh|]() => await SendAsync(); }")]
    public Task AsyncVoid_Reports(string members) => Verified("", members, message: "Nothing waits for this async method without a task: on SIGTERM the process ends without it, and an exception in it ends "
        + "the process; await it, keep it in a field that StopAsync waits for, or hand the work to a BackgroundService through a Channel<T>");

    /// <summary>Of the exceptions nothing is said where none gets out.</summary>
    [Theory]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (Exception error) { Console.WriteLine(error); } });", "task", "")]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (OperationCanceledException) { } catch { } });", "task", "")]
    [InlineData("[|_|] = SafeAsync();", "task", "")]
    [InlineData("[|_|] = Task.Run(SafeAsync);", "task", "")]
    [InlineData("[|SafeAsync|]();", "task", "")]
    [InlineData("new Timer([|async|] _ => { try { await SendAsync(); } catch (Exception) { } });", "async lambda", "")]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](_ => { try { Work(); } catch (Exception) { } });", "work item", "")]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (TimeoutException) { } });", "task", ", and its exceptions are lost")]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (Exception e) when (e is TimeoutException) { } });", "task", ", and its exceptions are lost")]
    [InlineData("[|_|] = Task.Run(async () => { try { await SendAsync(); } catch (Exception) { throw; } });", "task", ", and its exceptions are lost")]
    [InlineData("[|_|] = Task.Run(async () => { await SendAsync(); try { await SendAsync(); } catch (Exception) { } });", "task", ", and its exceptions are lost")]
    [InlineData("new Timer([|async|] _ => { await SendAsync(); });", "async lambda", ", and an exception in it ends the process")]
    public Task Exceptions_AreNamedWhereTheyGetOut(string body, string what, string fate) => Verified(
        body,
        "static async Task SafeAsync() { try { await SendAsync(); } catch (Exception) { } }",
        $"Nothing waits for this {what}: on SIGTERM the process ends without it{fate}; await it, keep it in a field that StopAsync waits for, or hand the work to a BackgroundService through a Channel<T>");

    [Theory]
    [InlineData("var timer = new Timer([|async|] _ => await SendAsync());")]
    [InlineData("token.Register([|async|] () => await SendAsync());")]
    [InlineData("map.Values.ToList().ForEach([|async|] task => await task);")]
    [InlineData("Parallel.ForEach(map, [|async|] entry => await entry.Value);")]
    [InlineData("Action send = [|async|] () => await SendAsync();")]
    [InlineData("Action send = [|async|] delegate { await SendAsync(); };")]
    public Task AsyncLambda_Reports(string body) => Verified(body);

    [Theory]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](_ => Work());")]
    [InlineData("ThreadPool.[|UnsafeQueueUserWorkItem|](_ => Work(), null);")]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](async _ => await SendAsync());")]
    [InlineData("new [|Thread|](Work) { IsBackground = true }.Start();")]
    [InlineData("var thread = new [|Thread|](Work); thread.IsBackground = true; thread.Start();")]
    public Task WorkItemOrThread_Reports(string body) => Verified(body);

    [Theory]
    [InlineData("new [|Thread|](Work).Start();")]
    [InlineData("var thread = new [|Thread|](Work) { Name = \"worker\" }; thread.Start();")]
    [InlineData("Thread thread = [|new|](Work); thread.Start();")]
    public Task ForegroundThread_Reports(string body) => Verified(body, message: "This thread keeps the process alive after the host has stopped, until it ends or SIGKILL comes; "
        + "set IsBackground and let StopAsync join it, or hand the work to a BackgroundService");

    private const string Program = Usings + """
        var app = WebApplication.Create();
        app.MapPost("/orders", () => { [|_|] = Task.Run(() => { }); });
        app.Lifetime.ApplicationStopping.Register([|async|] () => await Task.Delay(1000));
        {|#0:app|}.Run();
        """;

    [Fact]
    public async Task Endpoint_Reports() => Assert.All(
        await Rule.Csharp(Refs.Web, Program.Replace("{|#0:app|}", "app")), finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));

    [Theory]
    [InlineData("[|_|] = SendAsync();")]
    [InlineData("new Timer([|async|] _ => await SendAsync());")]
    [InlineData("new [|Thread|](Work) { IsBackground = true }.Start();")]
    public async Task Elsewhere_Reports(string body) => Assert.All(
        await Rule.Csharp(Refs.Web, Service(body).Replace(": ControllerBase", "")), finding => Assert.Equal(DiagnosticSeverity.Info, finding.Severity));

    [Fact]
    public async Task HostedService_Reports() => Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Rule.Csharp(Refs.Web, Usings + """
        class Bus : IHostedService
        {
            public Task StartAsync(CancellationToken token)
            {
                [|_|] = Task.Factory.StartNew(async () => await Task.Delay(1), TaskCreationOptions.LongRunning);
                return Task.CompletedTask;
            }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """)).Severity);
}
