using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Orders.Tests;

/// <summary>The service as a client meets it, on embedded adapters.</summary>
public sealed class ApiTests : IDisposable
{
    private readonly WebApplicationFactory<Program> _factory = new();
    private readonly HttpClient _client;

    public ApiTests() => _client = _factory.CreateClient();

    public void Dispose()
    {
        _client.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task Placed_IsFound_AndListedALittleLater()
    {
        var id = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.Created, (await PlaceAsync(id)).StatusCode);
        var order = await _client.GetFromJsonAsync<JsonNode>($"/orders/{id}");
        Assert.Equal((id.ToString(), "acme", "Placed", 7m), ((string?)order!["id"], (string?)order["customer"], (string?)order["status"], (decimal?)order["total"]));

        JsonArray listed;
        do
        {
            await Task.Delay(20);
            listed = (await _client.GetFromJsonAsync<JsonNode>("/customers/acme/orders"))!["orders"]!.AsArray();
        }
        while (listed.Count == 0);
        Assert.Equal(id.ToString(), (string?)listed[0]!["id"]);
    }

    [Fact]
    public async Task PlacedTwice_IsOneOrder_AndAnotherOneUnderTheSameIdAConflict()
    {
        var id = Guid.NewGuid();
        await PlaceAsync(id);
        Assert.Equal(HttpStatusCode.Created, (await PlaceAsync(id)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PlaceAsync(id, quantity: 3)).StatusCode);
    }

    [Fact]
    public async Task WhatTheShopRefuses_IsSaidSo()
    {
        var id = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri($"/orders/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync($"/orders/{id}/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PlaceAsync(id, quantity: 0)).StatusCode);
        await PlaceAsync(id);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync($"/orders/{id}/ship")).StatusCode);
        var refused = await PostAsync($"/orders/{id}/cancel");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("An order that is on its way cannot be cancelled.", (string?)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["detail"]);
    }

    [Theory]
    [InlineData("/health/live", "Healthy")]
    [InlineData("/health/ready", "Healthy")]
    [InlineData("/openapi/v1.json", "/orders/{id}/cancel")]
    [InlineData("/", "<!doctype html>")]
    public async Task Pages_Answer(string path, string part) => Assert.Contains(part, await _client.GetStringAsync(new Uri(path, UriKind.Relative)), StringComparison.Ordinal);

    private Task<HttpResponseMessage> PlaceAsync(Guid id, int quantity = 2) =>
        _client.PutAsJsonAsync($"/orders/{id}", new { customer = "acme", lines = new[] { new { product = "tea", quantity, unitPrice = 3.5m } } });

    private Task<HttpResponseMessage> PostAsync(string path) => _client.PostAsync(new Uri(path, UriKind.Relative), null);
}
