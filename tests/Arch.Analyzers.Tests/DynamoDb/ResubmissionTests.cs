using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What the fix of ARCH2102 writes is run: against DynamoDB Local, with an endpoint that throttles and leaves items over.</summary>
[Collection(nameof(DynamoDbLocal))]
public class ResubmissionTests(DynamoDbLocal dynamo)
{
    private const string Store = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                await dynamo.BatchWriteItemAsync(batch, ct);
            }

            public async Task<int> Read(BatchGetItemRequest keys, CancellationToken ct)
            {
                var count = 0;
                var response = await dynamo.BatchGetItemAsync(keys, ct);
                foreach (var item in response.Responses["Orders"])
                {
                    count++;
                }

                return count;
            }
        }
        """;

    private const string Probe = """
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;

        public static class Probe
        {
            public static async Task<int[]> Run(string url)
            {
                var db = Faulty.Client(url, new Faults(throttled: 1, itemsPerBatch: 9));
                await Faulty.CreateTable(db);
                var ids = Enumerable.Range(0, 25).ToList();
                await new Store(db).Write(new() { RequestItems = new() { [Faulty.Table] = ids.Select(id => new WriteRequest(new PutRequest(Faulty.Item(id)))).ToList() } }, CancellationToken.None);
                var written = (await db.ScanAsync(new ScanRequest(Faulty.Table))).Items.Count;
                foreach (var id in ids)
                    await db.PutItemAsync(Faulty.Table, Faulty.Item(id));
                var read = await new Store(db).Read(new() { RequestItems = new() { [Faulty.Table] = new() { Keys = ids.Select(Faulty.Item).ToList() } } }, CancellationToken.None);
                return [written, read];
            }
        }
        """;

    [Fact]
    public async Task Unfixed_LosesItems() => Assert.Equal(new[] { 9, 9 }, await dynamo.RunAsync<int[]>(Refs.AwsV4, Store, Probe));

    [Fact]
    public async Task Fixed_LosesNothing()
    {
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", Store)] };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2102", [new DynamoDbUnprocessedItemsIgnoredFix()]);
        Assert.Contains("UnprocessedItems is not", repaired.Sources[0].Text);
        Assert.Contains("UnprocessedKeys is not", repaired.Sources[0].Text);
        Assert.Equal(new[] { 25, 25 }, await dynamo.RunAsync<int[]>(Refs.AwsV4, repaired.Sources[0].Text, Probe));
    }
}
