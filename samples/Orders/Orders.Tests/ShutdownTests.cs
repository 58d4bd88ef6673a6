using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Orders.Domain;
using Orders.Infrastructure.DynamoDb;
using Orders.Infrastructure.Postgres;
using Orders.Tests.Servers;

namespace Orders.Tests;

/// <summary>
/// The service as ECS stops it: a real process on real servers, SIGTERM in the middle of its work, again and again. The variable <c>ORDERS_KILLS</c> says how often, 50 when it
/// says nothing.
/// </summary>
[Collection(nameof(AllServers))]
public class ShutdownTests(AllServers servers)
{
    private const int Clients = 8;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("ORDERS_KILLS") ?? "50", CultureInfo.InvariantCulture);

    // What ECS grants, and what the service promises to need at most.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task UnderLoad_NothingThatWasAcceptedIsLost()
    {
        var random = new Random(4711);
        var accepted = new ConcurrentBag<OrderId>();
        var unanswered = new ConcurrentBag<OrderId>();
        var customer = new CustomerId(Guid.NewGuid().ToString());
        var longest = TimeSpan.Zero;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var service = await StartAsync();
            using var stopped = new CancellationTokenSource();
            var load = Enumerable.Range(0, Clients).Select(_ => PlaceUntilRefusedAsync(service.Url, customer, accepted, unanswered, stopped.Token)).ToArray();
            await Task.Delay(random.Next(300));

            var waited = Stopwatch.StartNew();
            service.Terminate();
            Assert.True(await service.ExitsWithin(Grace), $"kill {kill}: still there after {Grace}\n{service.Said}");
            longest = waited.Elapsed > longest ? waited.Elapsed : longest;
            await stopped.CancelAsync();
            await Task.WhenAll(load);
            Assert.True(service.ExitCode == 0, $"kill {kill}: exit code {service.ExitCode}\n{service.Said}");
        }

        Assert.NotEmpty(accepted);
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(25));

        // Everything accepted is stored and answered, told to the readers, and nothing is left to tell.
        var store = new DynamoDbOrderStore(servers.DynamoDb.Client, Options.Create(servers.DynamoDb.Tables));
        foreach (var id in accepted)
            Assert.NotNull(await store.FindAsync(id, default));
        foreach (var id in unanswered)
            Assert.Null(await store.FindAsync(id, default));
        var listed = await new PostgresOrderList(servers.Postgres.Contexts).OfAsync(customer, null, int.MaxValue, default);
        Assert.Empty(accepted.Select(static id => id.Value).Except(listed.Select(static order => order.Id)));
        var left = await new DynamoDbOutbox(servers.DynamoDb.Client, Options.Create(servers.DynamoDb.Tables)).ReadAsync(10_000, default);
        Assert.DoesNotContain(left, entry => entry.Event.Customer == customer);
    }

    /// <summary>A client that places one order after the other, until nobody listens any more.</summary>
    private static async Task PlaceUntilRefusedAsync(string url, CustomerId customer, ConcurrentBag<OrderId> accepted, ConcurrentBag<OrderId> unanswered, CancellationToken stopped)
    {
        using var client = new HttpClient { BaseAddress = new(url) };
        while (!stopped.IsCancellationRequested)
        {
            var id = OrderId.New();
            try
            {
                var response = await client.PutAsJsonAsync(
                    $"/orders/{id.Value}", new { customer = customer.ToString(), lines = new[] { new { product = "tea", quantity = 1, unitPrice = 1m } } }, CancellationToken.None);
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                accepted.Add(id);
            }
            catch (HttpRequestException)
            {
                // Refused, or in a connection that nobody took any more.
                unanswered.Add(id);
                return;
            }
        }
    }

    private async Task<Service> StartAsync()
    {
        var service = new Service(typeof(Program).Assembly.Location, new()
        {
            ["Orders__Store"] = "DynamoDb",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = servers.DynamoDb.Url,
            ["AWS_REGION"] = "eu-west-1",
            // DynamoDB Local takes any.
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["Orders__Drain"] = "00:00:00.1",
            ["ConnectionStrings__OrderList"] = servers.Postgres.Connection,
            ["ConnectionStrings__Redis"] = servers.Redis.Connection,
        });
        await service.IsUpAsync("/health/ready");
        return service;
    }
}
