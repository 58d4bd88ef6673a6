using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.DynamoDbPageIgnored>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbPageIgnoredTests
{
    internal const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        """;

    internal static string Class(string statements) => Usings + $$"""
        class Store(IAmazonDynamoDB db)
        {
            async Task<object> Read(QueryRequest given, CancellationToken ct)
            {
                {{statements}}
            }

            void Fill(QueryRequest request) { }
            object Handle(object response) => response;
        }

        static class Nothing { public static bool IsNullOrEmpty(object key) => key is null; }
        class TenAtATime : QueryRequest { public TenAtATime() => Limit = 10; }
        static class Paging { public static void Page(this QueryRequest request, int limit) => request.Limit = limit; }
        """;

    private static string HighLevel(string statements) => """
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;

        class Store(IDynamoDBContext context, ITable table)
        {
            async Task<object> Read(QueryFilter filter)
            {
        """ + statements + "\n    }\n}\n";

    private static Task InMethod(string statements, string? message = null, Dictionary<string, string>? options = null) => Verify.Csharp(Refs.AwsV4, Class(statements), message: message, options: options);

    private static Task V3(string statements, string? message = null) => Verify.Csharp(Refs.DynamoDbV3, Class(statements), message: message);

    // ---- Silent: first page

    [Theory]
    [InlineData("return (await db.QueryAsync(given, ct)).Items;")]
    [InlineData("var request = new QueryRequest(); Fill(request); return (await db.QueryAsync(request, ct)).Items;")]
    [InlineData("return (await db.QueryAsync(new QueryRequest { Limit = 10 }, ct)).Items;")]
    [InlineData("var request = new QueryRequest(); request.Limit = 10; return (await db.QueryAsync(request, ct)).Items;")]
    [InlineData("return (await db.ListTablesAsync(10, ct)).TableNames;")]
    [InlineData("var request = new QueryRequest(); request.Page(10); return (await db.QueryAsync(request, ct)).Items;")]
    [InlineData("return (await db.QueryAsync(new TenAtATime(), ct)).Items;")]
    public Task LimitOrUnknownRequest_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Items.FirstOrDefault()!;")]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Items?.FirstOrDefault()!;")]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Items[0];")]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Items.Any();")]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Count > 0;")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); if (r.Items.Count == 0) return 0; return r.Items[0];")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); var items = r.Items; return items.Single();")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); return r.Items == null || r.Items.Count == 0 ? 0 : r.Items[0];")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); return r.Items is { Count: > 0 } ? r.Items.First() : 0;")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); return r.Items is [var first, ..] ? first : 0;")]
    [InlineData("return (await db.QueryAsync(new QueryRequest(), ct)).Items.Select(Handle).FirstOrDefault()!;")]
    [InlineData("return ((await db.QueryAsync(new QueryRequest(), ct)).Items?.Count ?? 0) > 0;")]
    public Task FirstItemOfAQuery_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); return (r.Items, r.LastEvaluatedKey);")]
    [InlineData("var r = await db.ExecuteStatementAsync(new ExecuteStatementRequest(), ct); return (r.Items, r.NextToken);")]
    [InlineData("var r = await db.ListTablesAsync(ct); return r.LastEvaluatedTableName ?? r.TableNames[0];")]
    [InlineData("return await db.QueryAsync(new QueryRequest(), ct);")]
    [InlineData("var r = await db.QueryAsync(new QueryRequest(), ct); return Handle(r);")]
    [InlineData("var all = new List<object>(); await foreach (var r in db.Paginators.Query(new QueryRequest()).Responses) all.AddRange(r.Items); return all;")]
    [InlineData("return (await db.GetItemAsync(new GetItemRequest(), ct)).Item;")]
    public Task KeyIsReadOrResponseEscapes_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return await table.Query(filter).GetRemainingAsync();")]
    [InlineData("return (await table.Query(filter).GetNextSetAsync()).FirstOrDefault()!;")]
    [InlineData("var search = table.Query(filter); var first = await search.GetNextSetAsync(); return (first, search.PaginationToken);")]
    [InlineData("var search = table.Query(filter); var n = 0; do { n += (await search.GetNextSetAsync()).Count; } while (!search.IsDone); return n;")]
    [InlineData("return await table.Query(new QueryOperationConfig { Limit = 10 }).GetNextSetAsync();")]
    public Task SearchThatGoesOn_IsSilent(string statements) => Verify.Csharp(Refs.AwsV4, HighLevel(statements));

    [Fact]
    public Task TestProject_IsSilent() => InMethod("return (await db.QueryAsync(new QueryRequest(), ct)).Items;", options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Silent: end test

    [Theory]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey is { Count: > 0 }); return 0;")]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey != null); return 0;")]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey != null && given.ExclusiveStartKey.Count > 0); return 0;")]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey?.Count > 0); return 0;")]
    [InlineData("while (true) { var r = await db.QueryAsync(given, ct); if (r.LastEvaluatedKey == null || r.LastEvaluatedKey.Count == 0) return 0; given.ExclusiveStartKey = r.LastEvaluatedKey; }")]
    [InlineData("var r = await db.QueryAsync(given, ct); return r.LastEvaluatedKey is null ? 0 : r.LastEvaluatedKey.Count;")]
    [InlineData("return given.ExclusiveStartKey.Count;")]
    [InlineData("var r = await db.QueryAsync(given, ct); if (r is not { LastEvaluatedKey: { } }) return 0; return r.LastEvaluatedKey.Count;")]
    [InlineData("var r = await db.QueryAsync(given, ct); if (Nothing.IsNullOrEmpty(r.LastEvaluatedKey)) return 0; return r.LastEvaluatedKey[\"Id\"];")]
    [InlineData("var r = new QueryResponse { LastEvaluatedKey = [] }; r.LastEvaluatedKey[\"Id\"] = new(\"1\"); return r;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return r?.LastEvaluatedKey?.Count ?? 0;")]
    [InlineData("var r = await db.QueryAsync(given, ct); /* r.LastEvaluatedKey.Count */ return \"r.LastEvaluatedKey.Count\"; // LastEvaluatedKey.Count")]
    [InlineData("var LastEvaluatedKey = new List<int>(); await Task.Yield(); return LastEvaluatedKey.Count;")]
    public Task SafeEndTestInV4_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey.Count > 0); return 0;")]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey is { Count: > 0 }); return 0;")]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while (given.ExclusiveStartKey != null && given.ExclusiveStartKey.Any()); return 0;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return r.LastEvaluatedKey != null;")]
    public Task SafeEndTestInV3_IsSilent(string statements) => V3(statements);

    [Theory]
    [InlineData("given.ExclusiveStartKey = null; return 0;")]
    [InlineData("given.ExclusiveStartKey = new() { [\"Id\"] = new(\"1\") }; return 0;")]
    [InlineData("Amazon.AWSConfigs.InitializeCollections = true; given.ExclusiveStartKey = new(); return 0;")]
    [InlineData("given.ExclusiveStartKey = new(); given.ExclusiveStartKey.Add(\"Id\", new(\"1\")); return 0;")]
    [InlineData("given.ExclusiveStartKey = []; given.ExclusiveStartKey[\"Id\"] = new(\"1\"); return 0;")]
    public Task StartKeyWithContent_IsSilent(string statements) => InMethod(statements);

    // ---- Reports

    [Theory]
    [InlineData("return (await db.[|QueryAsync|](new QueryRequest { TableName = \"Orders\" }, ct)).Items;")]
    [InlineData("var r = await db.[|QueryAsync|](new QueryRequest(), ct); return r.Items;")]
    [InlineData("var request = new QueryRequest(); request.TableName = \"Orders\"; var r = await db.[|QueryAsync|](request, ct); return r.Items.Select(i => i[\"Id\"]).ToList();")]
    [InlineData("return (await db.[|QueryAsync|](new QueryRequest { FilterExpression = \"Open = :o\" }, ct)).Items.FirstOrDefault()!;")]
    [InlineData("return (await db.[|QueryAsync|](new QueryRequest { Select = Select.COUNT }, ct)).Count;")]
    [InlineData("return (await db.[|QueryAsync|](new QueryRequest(), ct)).Items.FirstOrDefault(i => i.Count > 3)!;")]
    [InlineData("var r = await db.[|QueryAsync|](new QueryRequest(), ct); return (r.Items ?? []).Select(Handle).ToList();")]
    [InlineData("var r = await db.[|QueryAsync|](new QueryRequest(), ct); return r.Items is { Count: > 0 } all ? all : [];")]
    public Task FirstPage_Reports(string statements) => InMethod(statements,
        "'QueryAsync' returns at most one page (1 MB, and only what the filter left of it); LastEvaluatedKey tells that more follows and is never read. Loop until it is empty, or set Limit.");

    [Fact]
    public Task FirstTables_Reports() => InMethod("return (await db.[|ListTablesAsync|](ct)).TableNames;",
        "'ListTablesAsync' returns at most one page (100 tables); LastEvaluatedTableName tells that more follows and is never read. Loop until it is empty, or set Limit.");

    [Theory]
    [InlineData("return (await db.[|ExecuteStatementAsync|](new ExecuteStatementRequest { Statement = given.TableName }, ct)).Items;")]
    [InlineData("return (await db.{|ARCH2106:[|ScanAsync|]|}(new ScanRequest(\"Orders\"), ct)).Items.FirstOrDefault()!;")]
    public Task OtherCalls_Reports(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return await table.Query(filter).[|GetNextSetAsync|]();")]
    [InlineData("var search = context.QueryAsync<object>(\"id\"); var page = await search.[|GetNextSetAsync|](); return page;")]
    public Task FirstSet_Reports(string statements) => Verify.Csharp(Refs.AwsV4, HighLevel(statements));

    [Theory]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while ([|given.ExclusiveStartKey|].Count > 0); return 0;")]
    [InlineData("while (true) { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; if (![|r.LastEvaluatedKey|].Any()) return 0; }")]
    [InlineData("var r = await db.QueryAsync(given, ct); return [|r.LastEvaluatedKey|][\"Id\"].S;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return r?[|.LastEvaluatedKey|].Count ?? 0;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return [|r./* LastEvaluatedKey */LastEvaluatedKey|].Count;")]
    [InlineData("var r = await db.QueryAsync(given, ct); return [|r.@LastEvaluatedKey|].Count;")]
    [InlineData("QueryResponse r; do { r = await db.QueryAsync(given, ct); } while ([|r.LastEvaluatedKey|]!.Count != 0); return 0;")]
    public Task CountOfNullInV4_Reports(string statements) => InMethod(statements);

    [Fact]
    public Task MessageV4_Reports() => InMethod("var r = await db.QueryAsync(given, ct); return [|r.LastEvaluatedKey|].Count;",
        "LastEvaluatedKey is null after the last page in AWSSDK v4, so this throws; test 'is { Count: > 0 }'");

    [Theory]
    [InlineData("do { var r = await db.QueryAsync(given, ct); given.ExclusiveStartKey = r.LastEvaluatedKey; } while ([|given.ExclusiveStartKey|] != null); return 0;")]
    [InlineData("while (true) { var r = await db.QueryAsync(given, ct); if ([|r.LastEvaluatedKey|] is null) break; given.ExclusiveStartKey = r.LastEvaluatedKey; } return 0;")]
    public Task NullTestInV3_Reports(string statements) => V3(statements);

    [Fact]
    public Task MessageV3_Reports() => V3("QueryResponse r; do { r = await db.QueryAsync(given, ct); } while ([|r.LastEvaluatedKey|] is not null); return 0;",
        "LastEvaluatedKey is an empty dictionary after the last page in AWSSDK v3, never null, so this loop starts over; test 'is { Count: > 0 }'");

    [Fact]
    public Task NullTestWithInitializedCollections_Reports() => InMethod(
        "Amazon.AWSConfigs.InitializeCollections = true; QueryResponse r; do { r = await db.QueryAsync(given, ct); } while ([|r.LastEvaluatedKey|] != null); return 0;");

    [Theory]
    [InlineData("var request = new ScanRequest { [|ExclusiveStartKey = new()|] }; return request;")]
    [InlineData("[|given.ExclusiveStartKey = new Dictionary<string, AttributeValue>()|]; return given;")]
    [InlineData("[|given.ExclusiveStartKey = []|]; return given;")]
    public Task EmptyStartKey_Reports(string statements) => InMethod(statements, "DynamoDB rejects an empty starting key; leave ExclusiveStartKey null for the first page");
}
