using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using static Arch.Analyzers.Tests.DynamoDb.DynamoDbPageIgnoredTests;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.DynamoDbPageIgnored, Arch.CodeFixes.DynamoDb.DynamoDbPageIgnoredFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbPageIgnoredFixTests
{
    [Fact]
    public Task Pages_AreReadInALoop() => Verify.Csharp(Refs.AwsV4, Class("""
        // all orders
                var response = await db.[|QueryAsync|](new QueryRequest { TableName = "Orders" }, ct);
                return response.Items.Select(item => item["Id"].S).ToList();
        """), Class("""
        // all orders
                var request = new QueryRequest { TableName = "Orders" };
                var items = new List<Dictionary<string, AttributeValue>>();
                do
                {
                    var page = await db.QueryAsync(request, ct);
                    items.AddRange(page.Items ?? []);
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey is { Count: > 0 });
                return items.Select(item => item["Id"].S).ToList();
        """));

    [Theory]
    [InlineData("var found = (await db.[|QueryAsync|](new QueryRequest(), ct)).Items; Handle(found);", "found", " Handle(found);")]
    [InlineData("foreach (var item in (await db.[|QueryAsync|](new QueryRequest(), ct)).Items) Handle(item);", "items", "\n        foreach (var item in items) Handle(item);")]
    [InlineData("var ids = (await db.[|QueryAsync|](new QueryRequest(), ct)).Items.Select(Handle);", "items", "\n        var ids = items.Select(Handle);")]
    public Task ItemsInPlace_AreReadInALoop(string statement, string list, string rest) => Verify.Csharp(Refs.AwsV4, Class($"""
        // all orders
                {statement}
                return 0;
        """), Class($$"""
        // all orders
                var request = new QueryRequest();
                var {{list}} = new List<Dictionary<string, AttributeValue>>();
                do
                {
                    var page = await db.QueryAsync(request, ct);
                    {{list}}.AddRange(page.Items ?? []);
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey is { Count: > 0 });{{rest}}
                return 0;
        """));

    [Fact]
    public Task ListOfTheResponse_BecomesTheList() => Verify.Csharp(Refs.AwsV4, Class("""
        var response = await db.[|QueryAsync|](new() { TableName = "Orders" }, ct);
                var orders = response.Items;
                return orders;
        """), Class("""
        QueryRequest request = new() { TableName = "Orders" };
                var orders = new List<Dictionary<string, AttributeValue>>();
                do
                {
                    var page = await db.QueryAsync(request, ct);
                    orders.AddRange(page.Items ?? []);
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey is { Count: > 0 });
                return orders;
        """));

    [Fact]
    public Task Pages_InOldCSharp() => Verify.Csharp(Refs.DynamoDbV3, OldClass("""
        var request = new QueryRequest();
                var response = await db.[|QueryAsync|](request).ConfigureAwait(false);
                foreach (var item in response.Items) Console.WriteLine(item);
        """), OldClass("""
        var request = new QueryRequest();
                var items = new List<Dictionary<string, AttributeValue>>();
                do
                {
                    var page = await db.QueryAsync(request).ConfigureAwait(false);
                    items.AddRange(page.Items ?? new List<Dictionary<string, AttributeValue>>());
                    request.ExclusiveStartKey = page.LastEvaluatedKey;
                }
                while (request.ExclusiveStartKey != null && request.ExclusiveStartKey.Count > 0);
                foreach (var item in items) Console.WriteLine(item);
        """), language: LanguageVersion.CSharp8);

    private static string OldClass(string statements) => Usings + $$"""
        class Store
        {
            async Task Read(IAmazonDynamoDB db)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("[|r.LastEvaluatedKey|].Count > 0", "r.LastEvaluatedKey is { Count: > 0 }")]
    [InlineData("[|r.LastEvaluatedKey|].Any()", "r.LastEvaluatedKey is { Count: > 0 }")]
    [InlineData("[|r.LastEvaluatedKey|].Count != 0 && ct.CanBeCanceled", "r.LastEvaluatedKey is { Count: > 0 } && ct.CanBeCanceled")]
    public Task EndTest_IsRepaired(string before, string after) => Verify.Csharp(Refs.AwsV4,
        Class($"QueryResponse r; do {{ r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; }} while ({before}); return 0;"),
        Class($"QueryResponse r; do {{ r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; }} while ({after}); return 0;"));

    [Theory]
    [InlineData("[|r.LastEvaluatedKey|] == null", "r.LastEvaluatedKey is not { Count: > 0 }")]
    [InlineData("[|r.LastEvaluatedKey|] is null", "r.LastEvaluatedKey is not { Count: > 0 }")]
    public Task EndTestOfV3_IsRepaired(string before, string after) => Verify.Csharp(Refs.DynamoDbV3,
        Class($"while (true) {{ var r = await db.QueryAsync(given, ct); if ({before}) return 0; given.ExclusiveStartKey = r.LastEvaluatedKey; }}"),
        Class($"while (true) {{ var r = await db.QueryAsync(given, ct); if ({after}) return 0; given.ExclusiveStartKey = r.LastEvaluatedKey; }}"));

    [Fact]
    public Task EmptyStartKey_IsRemoved() => Verify.Csharp(Refs.AwsV4,
        Class("return new ScanRequest { TableName = \"Orders\", [|ExclusiveStartKey = new()|] };"),
        Class("return new ScanRequest { TableName = \"Orders\" };"));

    [Theory]
    [InlineData("return Handle((await db.[|QueryAsync|](new QueryRequest(), ct)).Items);")]
    [InlineData("var r = await db.[|QueryAsync|](new QueryRequest(), ct); return (r.Items, r.Items.Count);")]
    [InlineData("return (await db.[|ListTablesAsync|](ct)).TableNames;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return [|r.LastEvaluatedKey|][\"Id\"].S;")]
    public Task NotOffered(string statements) => Verify.NotOffered(Refs.AwsV4, Class(statements));
}
