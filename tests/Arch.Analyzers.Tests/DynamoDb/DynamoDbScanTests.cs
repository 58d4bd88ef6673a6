using Arch.Analyzers.Tests.Harness;
using Verify = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.DynamoDb.DynamoDbScan>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbScanTests
{
    private static Task InMethod(string statements, string? message = null, Dictionary<string, string>? options = null) => Verify.Csharp(Refs.AwsV4, $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        class Store
        {
            async Task<object> Run(IAmazonDynamoDB db, IDynamoDBContext context, ITable table, ScanRequest given, int segment)
            {
                await Task.Yield();
                {{statements}}
            }

            ScanRequest Make(ScanRequest request) => request;
        }
        """, message: message, options: options);

    [Theory]
    [InlineData("return await db.ScanAsync(new ScanRequest { TableName = \"Orders\", TotalSegments = 8, Segment = segment });")]
    [InlineData("var request = new ScanRequest(\"Orders\"); request.TotalSegments = 8; return await db.ScanAsync(request);")]
    [InlineData("return table.Scan(new ScanOperationConfig { TotalSegments = 4, Segment = segment });")]
    public Task ParallelPass_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return await db.ScanAsync(new ScanRequest { TableName = \"Orders\", IndexName = \"open\" });")]
    [InlineData("return context.ScanAsync<object>(new List<ScanCondition>(), new ScanConfig { IndexName = \"open\" });")]
    public Task SparseIndex_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task Probe_IsSilent() => InMethod("return (await db.ScanAsync(new ScanRequest { TableName = \"Orders\", Limit = 1 })).LastEvaluatedKey;");

    [Theory]
    [InlineData("return await db.ScanAsync(given);")]
    [InlineData("var request = new ScanRequest(\"Orders\"); Make(request); return await db.ScanAsync(request);")]
    [InlineData("return await db.ScanAsync(Make(new ScanRequest(\"Orders\")));")]
    public Task RequestFromElsewhere_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return await db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = \"SELECT * FROM Orders WHERE Id = ?\" });")]
    [InlineData("return await db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = \"UPDATE Orders SET A = 1\" });")]
    [InlineData("return await db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = given.TableName });")]
    [InlineData("return await db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = \"SELECT * FROM \\\"Orders\\\".\\\"open\\\"\" });")]
    [InlineData("return await db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = \"SELECT * FROM Orders\", Limit = 1 });")]
    public Task OtherStatement_IsSilent(string statements) => InMethod(statements);

    [Theory]
    [InlineData("return await db.QueryAsync(new QueryRequest { TableName = \"Orders\", Limit = 1 });")]
    [InlineData("return context.QueryAsync<object>(\"id\");")]
    [InlineData("return nameof(db.ScanAsync);")]
    public Task OtherCall_IsSilent(string statements) => InMethod(statements);

    [Fact]
    public Task SameNameElsewhere_IsSilent() => InMethod("return new Other().ScanAsync(); } class Other { public object ScanAsync() => this;");

    [Fact]
    public Task Decorator_IsSilent() => InMethod("return given; } } class Logged : AmazonDynamoDBClient { async Task<object> All() { var page = await ScanAsync(new ScanRequest(\"Orders\")); return (page.Items, page.LastEvaluatedKey);");

    [Fact]
    public Task ExpressionTree_IsSilent() => InMethod("return (System.Linq.Expressions.Expression<System.Func<IAmazonDynamoDB, object>>)(client => client.ScanAsync(new ScanRequest(\"Orders\"), default));");

    [Fact]
    public Task TestProject_IsSilent() => InMethod("return await db.ScanAsync(new ScanRequest(\"Orders\"));", options: new() { ["build_property.IsTestProject"] = "true" });

    [Theory]
    [InlineData("return db.Paginators.[|Scan|](new ScanRequest(\"Orders\"));")]
    [InlineData("return context.[|ScanAsync|]<object>(new List<ScanCondition>());")]
    [InlineData("return context.[|FromScanAsync|]<object>(new ScanOperationConfig());")]
    [InlineData("return table.[|Scan|](new ScanFilter());")]
    [InlineData("return table.[|Scan|](new ScanOperationConfig { ConsistentRead = true });")]
    public Task HighLevelScan_Reports(string statements) => InMethod(statements);

    [Fact]
    public Task Message_Reports() => InMethod(
        "var answer = await db.[|ScanAsync|](new ScanRequest { TableName = \"Orders\", FilterExpression = \"Customer = :c\" }); return (answer.Items, answer.LastEvaluatedKey);",
        "'ScanAsync' reads every item of the table and pays for all of them; a filter is applied after the read. "
        + "Use Query with a key condition, or an index; for a deliberate full pass set TotalSegments.");

    [Fact]
    public Task LimitInALoop_Reports() => InMethod("""
        var request = new ScanRequest { TableName = "Orders", Limit = 100 };
        do
        {
            var page = await db.[|ScanAsync|](request);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return given;
        """);

    [Fact]
    public Task ListOfAttributes_Reports() => InMethod("var page = await db.[|ScanAsync|](\"Orders\", new List<string> { \"Id\" }); return (page.Items, page.LastEvaluatedKey);");

    [Fact]
    public Task Statement_Reports() => InMethod(
        "var page = await db.[|ExecuteStatementAsync|](new ExecuteStatementRequest { Statement = \"select * from Orders\" }); return (page.Items, page.NextToken);");

    [Theory]
    [InlineData("var pages = db.Paginators.[|Scan|](new ScanRequest { TableName = \"Orders\", Limit = 100 }).Responses; return pages;")]
    [InlineData("await foreach (var page in db.Paginators.[|Scan|](new ScanRequest { TableName = \"Orders\", Limit = 100 }).Responses) { } return given;")]
    public Task LimitOfAPaginator_Reports(string statements) => InMethod(statements);

    [Fact]
    public Task NetFramework_Reports() => Verify.Csharp(Refs.DynamoDbFramework, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.Model;
        class Store
        {
            object Read(IAmazonDynamoDB db) { var page = db.[|Scan|](new ScanRequest("Orders")); return (page.Items, page.LastEvaluatedKey); }
            object Read(IDynamoDBContext context) => context.[|Scan|]<object>();
        }
        """);

    [Fact]
    public Task SdkV3_Reports() => Verify.Csharp(Refs.DynamoDbV3, """
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        class Store(IAmazonDynamoDB db)
        {
            async Task<object> Read() { var page = await db.[|ScanAsync|](new ScanRequest()); return (page.Items, page.LastEvaluatedKey); }
        }
        """);
}
