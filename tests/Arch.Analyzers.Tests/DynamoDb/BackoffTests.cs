using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What the fix of ARCH2109 writes is run: against DynamoDB Local, with an endpoint that takes one item at a time.</summary>
[Collection(nameof(DynamoDbLocal))]
public class BackoffTests(DynamoDbLocal dynamo)
{
    private const string Store = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                do
                {
                    var response = await dynamo.BatchWriteItemAsync(batch, ct);
                    batch.RequestItems = response.UnprocessedItems;
                }
                while (batch.RequestItems is { Count: > 0 });
            }
        }
        """;

    private const string Probe = """
        using System;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;

        public static class Probe
        {
            public static async Task<double[]> Run(string url)
            {
                var faults = new Faults(throttled: 0, itemsPerBatch: 1);
                var db = Faulty.Client(url, faults);
                await Faulty.CreateTable(db);
                var batch = new BatchWriteItemRequest { RequestItems = new() { [Faulty.Table] = Enumerable.Range(0, 6).Select(id => new WriteRequest(new PutRequest(Faulty.Item(id)))).ToList() } };
                var time = Stopwatch.StartNew();
                await new Store(db).Write(batch, CancellationToken.None);
                var (elapsed, requests) = (time.Elapsed.TotalMilliseconds, faults.Requests);
                return [(await db.ScanAsync(new ScanRequest(Faulty.Table))).Items.Count, requests, elapsed];
            }
        }
        """;

    [Fact]
    public async Task Fixed_WritesTheSameAndWaits()
    {
        var unfixed = await dynamo.RunAsync<double[]>(Refs.AwsV4, Store, Probe);
        Assert.Equal(new double[] { 6, 6 }, unfixed[..2]);

        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", Store)] };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2109", [new UnprocessedResubmittedWithoutBackoffFix()]);
        Assert.Contains("Math.Pow", repaired.Sources[0].Text);
        var fixedUp = await dynamo.RunAsync<double[]>(Refs.AwsV4, repaired.Sources[0].Text, Probe);
        Assert.Equal(new double[] { 6, 6 }, fixedUp[..2]);
        // Five random waits below 50, 100, 200, 400 and 800 ms: all of them together are shorter than this once in ten million runs.
        Assert.True(fixedUp[2] > 20, $"waited {fixedUp[2]} ms");
    }
}
