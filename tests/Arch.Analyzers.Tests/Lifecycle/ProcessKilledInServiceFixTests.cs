using Arch.Analyzers.Tests.Harness;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.ProcessKilledInService, Arch.CodeFixes.Lifecycle.ProcessKilledInServiceFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class ProcessKilledInServiceFixTests
{
    private static Task Fixed(string before, string after) => Fix.Csharp(Refs.Web, Service(before), Service(after));

    private static string Service(string code) => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        {{code}}
        """;

    [Fact]
    public Task Fix_AddsAPrimaryConstructor() => Fixed("""
        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                try
                {
                    await Task.Delay(1, token);
                }
                catch (TimeoutException)
                {
                    // nothing to do without it
                    [|Environment.Exit|](1); // 1 is failure
                }

                await Task.Delay(1, token);
                [|System.Environment.Exit|](0);
            }
        }
        """, """
        class Worker(IHostApplicationLifetime lifetime) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                try
                {
                    await Task.Delay(1, token);
                }
                catch (TimeoutException)
                {
                    // nothing to do without it
                    Environment.ExitCode = 1;
                    lifetime.StopApplication();
                    return; // 1 is failure
                }

                await Task.Delay(1, token);
                System.Environment.ExitCode = 0;
                lifetime.StopApplication();
            }
        }
        """);

    [Fact]
    public Task Fix_AddsAField() => Fixed("""
        class Worker : BackgroundService
        {
            private readonly string _name;

            public Worker(string name)
            {
                _name = name;
            }

            protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask;

            void Fail()
            {
                Console.WriteLine(_name);
                [|Environment.Exit|](_name.Length);
            }
        }
        """, """
        class Worker : BackgroundService
        {
            private readonly IHostApplicationLifetime _lifetime;
            private readonly string _name;

            public Worker(string name, IHostApplicationLifetime lifetime)
            {
                _name = name;
                _lifetime = lifetime;
            }

            protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask;

            void Fail()
            {
                Console.WriteLine(_name);
                Environment.ExitCode = _name.Length;
                _lifetime.StopApplication();
            }
        }
        """);

    [Theory]
    [InlineData("class Worker(IHostApplicationLifetime host) : BackgroundService\n{", "host")]
    [InlineData("class Worker : BackgroundService\n{\n    IHostApplicationLifetime Host { get; } = null!;", "Host")]
    [InlineData("class Worker : BackgroundService\n{\n    private readonly IHostApplicationLifetime _host;\n    public Worker(IHostApplicationLifetime host) => _host = host;", "_host")]
    public Task Fix_UsesWhatIsThere(string head, string lifetime) => Fixed($$"""
        {{head}}
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                if (await Task.FromResult(true))
                {
                    [|Environment.Exit|](1);
                }
            }
        }
        """, $$"""
        {{head}}
            protected override async Task ExecuteAsync(CancellationToken token)
            {
                if (await Task.FromResult(true))
                {
                    Environment.ExitCode = 1;
                    {{lifetime}}.StopApplication();
                    return;
                }
            }
        }
        """);

    [Theory]
    [InlineData("protected override Task ExecuteAsync(CancellationToken token) { [|Environment.Exit|](1); return Task.CompletedTask; }")]
    [InlineData("protected override async Task ExecuteAsync(CancellationToken token) { await Task.Run(() => { [|Environment.Exit|](1); }); }")]
    [InlineData("protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); [|Environment.FailFast|](\"x\"); }")]
    [InlineData("protected override async Task ExecuteAsync(CancellationToken token) { if (token.CanBeCanceled) [|Environment.Exit|](1); await Task.Yield(); }")]
    [InlineData("public Worker() { } public Worker(int x) { } protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); [|Environment.Exit|](1); }")]
    [InlineData("static Worker Make() => new Worker(); protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); [|Environment.Exit|](1); }")]
    public Task Fix_IsNotOffered(string members) => Fix.NotOffered(Refs.Web, Service($"class Worker : BackgroundService {{ {members} }}"));
}
