using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using static Arch.Analyzers.Tests.DynamoDb.UnprocessedResubmittedWithoutBackoffTests;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.UnprocessedResubmittedWithoutBackoff, Arch.CodeFixes.DynamoDb.UnprocessedResubmittedWithoutBackoffFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class UnprocessedResubmittedWithoutBackoffFixTests
{
    private const string Time = "TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt++)))";

    [Fact]
    public Task WaitIsInserted() => Verify.Csharp(Refs.Polly8, Class("""
                // until all is written
                do
                {
                    var response = await db.[|BatchWriteItemAsync|](request, ct).ConfigureAwait(false);
                    request.RequestItems = response.UnprocessedItems;
                }
                while (request.RequestItems is { Count: > 0 });
        """.Trim()), Class($$"""
                // until all is written
                var attempt = 0;
                do
                {
                    var response = await db.BatchWriteItemAsync(request, ct).ConfigureAwait(false);
                    request.RequestItems = response.UnprocessedItems;
                    if (request.RequestItems is { Count: > 0 })
                    {
                        await Task.Delay({{Time}}, ct).ConfigureAwait(false);
                    }
                }
                while (request.RequestItems is { Count: > 0 });
        """.Trim()));

    [Fact]
    public Task EndlessLoop_WaitsWithoutATest() => Verify.Csharp(Refs.Polly8, Class("""
        while (true)
                {
                    var response = await db.[|BatchWriteItemAsync|](items, ct);
                    if (response.UnprocessedItems is not { Count: > 0 })
                        break;
                    items = response.UnprocessedItems;
                }
        """), Class($$"""
        var attempt = 0;
                while (true)
                {
                    var response = await db.BatchWriteItemAsync(items, ct);
                    if (response.UnprocessedItems is not { Count: > 0 })
                        break;
                    items = response.UnprocessedItems;
                    await Task.Delay({{Time}}, ct);
                }
        """));

    [Fact]
    public Task ConstantTime_IsReplaced() => Verify.Csharp(Refs.Polly8, Class("""
        while (request.RequestItems is { Count: > 0 })
                {
                    var response = await db.[|BatchWriteItemAsync|](request, ct);
                    request.RequestItems = response.UnprocessedItems;
                    await Task.Delay(100, ct);
                }
        """), Class($$"""
        var attempt = 0;
                while (request.RequestItems is { Count: > 0 })
                {
                    var response = await db.BatchWriteItemAsync(request, ct);
                    request.RequestItems = response.UnprocessedItems;
                    await Task.Delay({{Time}}, ct);
                }
        """));

    [Fact]
    public Task FeedInTheCall_WaitsBeforeIt() => Verify.Csharp(Refs.Polly8, Class("""
        var response = await db.BatchWriteItemAsync(items, ct);
                while (response.UnprocessedItems is { Count: > 0 })
                {
                    response = await db.[|BatchWriteItemAsync|](response.UnprocessedItems, ct);
                }
        """), Class($$"""
        var response = await db.BatchWriteItemAsync(items, ct);
                var attempt = 0;
                while (response.UnprocessedItems is { Count: > 0 })
                {
                    await Task.Delay({{Time}}, ct);
                    response = await db.BatchWriteItemAsync(response.UnprocessedItems, ct);
                }
        """));

    [Fact]
    public Task BlockingCalls_WaitBlocking() => Verify.Csharp(Refs.DynamoDbFramework, Blocking("""
        do
                {
                    var response = db.[|BatchWriteItem|](request);
                    request.RequestItems = response.UnprocessedItems;
                }
                while (request.RequestItems != null && request.RequestItems.Count > 0);
        """), Blocking("""
        var attempt = 0;
                do
                {
                    var response = db.BatchWriteItem(request);
                    request.RequestItems = response.UnprocessedItems;
                    if (request.RequestItems != null && request.RequestItems.Count > 0)
                    {
                        Thread.Sleep(TimeSpan.FromMilliseconds(new Random().NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt++))));
                    }
                }
                while (request.RequestItems != null && request.RequestItems.Count > 0);
        """), language: LanguageVersion.CSharp8);

    private static string Blocking(string statements) => $$"""
        using System;
        using System.Threading;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store
        {
            void Write(IAmazonDynamoDB db, BatchWriteItemRequest request)
            {
                {{statements}}
            }
        }
        """;

    [Fact]
    public Task CounterOfTheLoop_IsUsed() => Verify.Csharp(Refs.Polly8, Class("""
        for (var turn = 0; turn < 5; turn++)
                {
                    var response = await db.[|BatchWriteItemAsync|](request, ct);
                    if (response.UnprocessedItems is not { Count: > 0 })
                        return;
                    request.RequestItems = response.UnprocessedItems; // what is left
                    await Task.Delay(pause, ct); // a pause
                }
        """), Class($$"""
        for (var turn = 0; turn < 5; turn++)
                {
                    var response = await db.BatchWriteItemAsync(request, ct);
                    if (response.UnprocessedItems is not { Count: > 0 })
                        return;
                    request.RequestItems = response.UnprocessedItems; // what is left
                    await Task.Delay({{Time.Replace("attempt++", "turn")}}, ct); // a pause
                }
        """));

    [Theory]
    [InlineData("var r = await db.BatchWriteItemAsync(items, ct); if (r.UnprocessedItems.Count > 0) await [|Write|](request, r.UnprocessedItems, ct);")]
    [InlineData("for (var r = await db.BatchWriteItemAsync(request, ct); r.UnprocessedItems.Count > 0; r = await db.[|BatchWriteItemAsync|](request, ct), request.RequestItems = r.UnprocessedItems) { }")]
    public Task NotOffered(string statements) => Verify.NotOffered(Refs.Polly8, Class(statements));
}
