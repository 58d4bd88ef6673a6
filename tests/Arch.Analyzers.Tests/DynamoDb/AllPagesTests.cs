using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;

namespace Arch.Analyzers.Tests.DynamoDb;

/// <summary>What the fix of ARCH2105 writes is run: against DynamoDB Local, with a table of several pages.</summary>
[Collection(nameof(DynamoDbLocal))]
public class AllPagesTests(DynamoDbLocal dynamo)
{
    private const string Store = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task<int> OfCustomer(Dictionary<string, AttributeValue> values, CancellationToken ct)
            {
                var response = await dynamo.QueryAsync(new QueryRequest { TableName = "Pages", KeyConditionExpression = "Customer = :c", ExpressionAttributeValues = values }, ct);
                return response.Items.Count;
            }

            public async Task<int> Count(QueryRequest request)
            {
                var count = 0;
                do
                {
                    var page = await dynamo.QueryAsync(request);
                    count += page.Items?.Count ?? 0;
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey.Count > 0);
                return count;
            }

            public async Task<int> FromTheStart(QueryRequest request)
            {
                request.ExclusiveStartKey = new();
                var response = await dynamo.QueryAsync(request);
                return response.Items.Count;
            }
        }
        """;

    // 12 items of 200 KB: three pages.
    private const string Probe = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        public static class Probe
        {
            public static async Task<string> Run(string url)
            {
                var db = Faulty.Client(url, new Faults(throttled: 0, itemsPerBatch: 25));
                try { await db.DeleteTableAsync("Pages"); } catch (ResourceNotFoundException) { }
                await db.CreateTableAsync(new CreateTableRequest
                {
                    TableName = "Pages",
                    KeySchema = [new("Customer", KeyType.HASH), new("Id", KeyType.RANGE)],
                    AttributeDefinitions = [new("Customer", ScalarAttributeType.S), new("Id", ScalarAttributeType.S)],
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                });
                for (var id = 10; id < 22; id++)
                    await db.PutItemAsync("Pages", new() { ["Customer"] = new("c"), ["Id"] = new(id.ToString()), ["Text"] = new(new string('x', 200_000)) });
                var values = new Dictionary<string, AttributeValue> { [":c"] = new("c") };
                QueryRequest Request() => new() { TableName = "Pages", KeyConditionExpression = "Customer = :c", ExpressionAttributeValues = values };
                var store = new Store(db);
                return $"{await Try(() => store.OfCustomer(values, default))}, {await Try(() => store.Count(Request()))}, {await Try(() => store.FromTheStart(Request()))}";
            }

            private static async Task<string> Try(Func<Task<int>> work)
            {
                try { return (await work()).ToString(); } catch (Exception e) { return e.GetType().Name; }
            }
        }
        """;

    [Fact]
    public async Task Unfixed_LosesPagesOrThrows() => Assert.Equal("6, NullReferenceException, AmazonDynamoDBException", await dynamo.RunAsync<string>(Refs.AwsV4, Store, Probe));

    [Fact]
    public async Task Fixed_ReadsAllPages()
    {
        var lint = new Lint { References = Refs.AwsV4, Sources = [("Code.cs", Store)] };
        var repaired = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2105", [new DynamoDbPageIgnoredFix()]);
        Assert.DoesNotContain("new();", repaired.Sources[0].Text);
        Assert.Equal("12, 12, 6", await dynamo.RunAsync<string>(Refs.AwsV4, repaired.Sources[0].Text, Probe));
    }
}
