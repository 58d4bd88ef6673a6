using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Orders.Tests.Servers;

namespace Orders.Tests.Twin;

/// <summary>As much of SQS as one sender sees. While it throttles it takes no message.</summary>
internal sealed class Queue : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Queue(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }

    /// <summary>What was taken.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    public static async Task<Queue> StartAsync(bool throttles)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        var queue = new Queue(builder.Build(), $"http://127.0.0.1:{LocalServer.FreePort()}");
        queue._app.Urls.Add(queue.Url);
        queue._app.Run(throttles ? Refuse : queue.TakeAsync);
        await queue._app.StartAsync();
        return queue;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var message = request.RootElement.GetProperty("MessageBody").GetString()!;
        Messages.Enqueue(message);
        await context.Response.WriteAsJsonAsync(new { MessageId = Guid.NewGuid(), MD5OfMessageBody = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(message))) });
    }
}
