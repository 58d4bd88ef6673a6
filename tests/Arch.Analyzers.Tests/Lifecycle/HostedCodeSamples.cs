namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Hosted services around a piece of code, for the rules that look at them.</summary>
internal static class HostedCodeSamples
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO.Pipes;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Sockets;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        """;

    /// <summary>A background service whose <c>ExecuteAsync</c> is this code; its token is called <c>stoppingToken</c>.</summary>
    public static string Worker(string execute, string members = "") => Type(
        $$"""
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                {{execute}}
            }
        """,
        members);

    /// <summary>A background service with a logger, some work to do, and these members.</summary>
    public static string Type(string execute, string members = "", string bases = "BackgroundService") => $$"""
        {{Usings}}
        partial class Worker : {{bases}}
        {
            private readonly ILogger<Worker> _logger = null!;

            {{execute}}

            {{members}}

            private Task Work() => Task.CompletedTask;

            private Task Work(CancellationToken token) => Task.CompletedTask;
        }
        """;

    /// <summary>A hosted service that starts and stops its work by itself.</summary>
    public static string Hosted(string start, string stop, string members) => Type(
        $$"""
        private readonly CancellationTokenSource _stop = new();

            public Task StartAsync(CancellationToken cancellationToken)
            {
                {{start}}
                return Task.CompletedTask;
            }

            public async Task StopAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
                {{stop}}
            }
        """,
        members,
        "IHostedService");

    /// <summary>Code that starts work for which nobody waits, which is what another rule reports.</summary>
    public static string Forgetting(string source) => "#pragma warning disable ARCH3007\n" + source;
}
