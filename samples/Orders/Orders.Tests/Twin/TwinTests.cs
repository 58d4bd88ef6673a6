using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Orders.Tests.Servers;

namespace Orders.Tests.Twin;

/// <summary>The same service as it was before the outages (Orders.Broken), under the same load, stopped in the same way: what the lines say that are annotated there happens.</summary>
[Collection(nameof(AllServers))]
public class TwinTests(AllServers servers)
{
    private const int Clients = 8;

    private const int Kills = 3;

    // Of ECS's thirty seconds. The rest would change nothing: this service asks for five minutes, and its loops would not end in an hour.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task UnderLoad_ItHasToBeKilled_AndWhatWasAcceptedIsLost()
    {
        var random = new Random(4711);
        var program = await BuildAsync();
        var accepted = new ConcurrentQueue<string>();
        await using var busy = await Queue.StartAsync(throttles: true);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var service = await StartAsync(program, busy);
            using var client = new HttpClient { BaseAddress = new(service.Url) };
            accepted.Enqueue(await PlaceAsync(client));
            var load = Enumerable.Range(0, Clients).Select(_ => PlaceUntilRefusedAsync(client, accepted)).ToArray();
            await Task.Delay(random.Next(300));

            service.Terminate();
            Assert.False(await service.ExitsWithin(Grace), $"kill {kill}: it stopped by itself");
            service.Kill();
            Assert.Equal(128 + 9, service.ExitCode);
            await Task.WhenAll(load);
        }

        // The next task finds a queue that has time, and has only its own order to tell it.
        await using var queue = await Queue.StartAsync(throttles: false);
        using var next = await StartAsync(program, queue);
        using var caller = new HttpClient { BaseAddress = new(next.Url) };
        var told = await PlaceAsync(caller);
        for (var waited = Stopwatch.StartNew(); queue.Messages.IsEmpty && waited.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(20);
        Assert.Equal([$"{told} is placed"], queue.Messages);
        Assert.InRange(accepted.Count, Kills, int.MaxValue);
        Assert.DoesNotContain(told, accepted);
    }

    private static async Task PlaceUntilRefusedAsync(HttpClient client, ConcurrentQueue<string> accepted)
    {
        try
        {
            while (true)
                accepted.Enqueue(await PlaceAsync(client));
        }
        catch (HttpRequestException)
        {
            // Refused, or in a connection that was cut.
        }
    }

    /// <summary>Places an order, and returns the number by which the service accepted it.</summary>
    private static async Task<string> PlaceAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("/orders", new { name = "Ada" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<string>())!;
    }

    private async Task<Service> StartAsync(string program, Queue queue)
    {
        var service = new Service(program, new()
        {
            ["AWS__SecretKey"] = "local",
            ["AWS_ENDPOINT_URL_SQS"] = queue.Url,
            ["Outbox__Queue"] = $"{queue.Url}/orders",
            ["ConnectionStrings__Orders"] = servers.Postgres.Connection.Replace("Database=postgres", "Database=twin"),
            ["ConnectionStrings__Redis"] = servers.Redis.Connection + ",allowAdmin=true",
        });
        await service.IsUpAsync($"/orders/{Guid.Empty}");
        return service;
    }

    private static async Task<string> BuildAsync()
    {
        var project = Path.Combine(Beside(AppContext.BaseDirectory), "Orders", "Orders.csproj");
        var output = Path.Combine(AppContext.BaseDirectory, "twin");
        // Its findings are no news here, and in CI they would be errors.
        var start = new ProcessStartInfo("dotnet", ["build", project, "--artifacts-path", output, "-p:ArchEnabled=false", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            RedirectStandardOutput = true,
        };
        // What 'dotnet test' tells its children about its own MSBuild is not theirs to know.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, said);
        return Path.Combine(output, "bin", "Orders", "debug", "Orders.dll");
    }

    private static string Beside(string directory) =>
        Path.Combine(directory, "Orders.Broken") is var twin && Directory.Exists(twin) ? twin : Beside(Path.GetDirectoryName(directory)!);
}
