using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.DynamoDb;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Verify = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.DynamoDb.DynamoDbUnprocessedItemsIgnored, Arch.CodeFixes.DynamoDb.DynamoDbUnprocessedItemsIgnoredFix>;

namespace Arch.Analyzers.Tests.DynamoDb;

public class DynamoDbUnprocessedItemsIgnoredFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;

        """;

    [Fact]
    public Task Statement_IsPutIntoALoop() => Verify.Csharp(Refs.AwsV4, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                // the whole batch
                await dynamo.[|BatchWriteItemAsync|](batch, ct); // at once
            }
        }
        """, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                // the whole batch
                for (var attempt = 0; ; attempt++)
                {
                    var response = await dynamo.BatchWriteItemAsync(batch, ct);
                    if (response.UnprocessedItems is not { Count: > 0 } unprocessed)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    batch.RequestItems = unprocessed;
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), ct);
                } // at once
            }
        }
        """);

    [Fact]
    public Task InlineRequests_AreHoisted() => Verify.Csharp(Refs.AwsV4, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        class Store
        {
            private readonly IAmazonDynamoDB _dynamo = new AmazonDynamoDBClient();

            public async Task Write(Dictionary<string, List<WriteRequest>> items, int attempt)
            {
                _ = await _dynamo.[|BatchWriteItemAsync|](new BatchWriteItemRequest { RequestItems = items }).ConfigureAwait(false);
                if (attempt > 0)
                    await _dynamo.[|BatchWriteItemAsync|](items);
            }
        }
        """, """
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        class Store
        {
            private readonly IAmazonDynamoDB _dynamo = new AmazonDynamoDBClient();

            public async Task Write(Dictionary<string, List<WriteRequest>> items, int attempt)
            {
                var request = new BatchWriteItemRequest { RequestItems = items };
                for (var attempt1 = 0; ; attempt1++)
                {
                    var response = await _dynamo.BatchWriteItemAsync(request).ConfigureAwait(false);
                    if (response.UnprocessedItems is not { Count: > 0 } unprocessed)
                    {
                        break;
                    }

                    if (attempt1 == 8)
                    {
                        throw new System.InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    request.RequestItems = unprocessed;
                    await Task.Delay(System.TimeSpan.FromMilliseconds(System.Random.Shared.NextDouble() * System.Math.Min(20_000, 50 * System.Math.Pow(2, attempt1)))).ConfigureAwait(false);
                }
                if (attempt > 0)
                {
                    var request1 = new BatchWriteItemRequest { RequestItems = items };
                    for (var attempt2 = 0; ; attempt2++)
                    {
                        var response1 = await _dynamo.BatchWriteItemAsync(request1);
                        if (response1.UnprocessedItems is not { Count: > 0 } unprocessed1)
                        {
                            break;
                        }

                        if (attempt2 == 8)
                        {
                            throw new System.InvalidOperationException("DynamoDB left writes unprocessed.");
                        }

                        request1.RequestItems = unprocessed1;
                        await Task.Delay(System.TimeSpan.FromMilliseconds(System.Random.Shared.NextDouble() * System.Math.Min(20_000, 50 * System.Math.Pow(2, attempt2))));
                    }
                }
            }
        }
        """);

    [Fact]
    public Task ResponseThatIsReadLater_IsDeclaredBefore() => Verify.Csharp(Refs.DynamoDbV3, Usings + """
        class Store
        {
            public async Task<bool> Write(IAmazonDynamoDB dynamo, BatchWriteItemRequest batch, CancellationToken ct)
            {
                var answer = await dynamo.[|BatchWriteItemAsync|](batch);
                return answer.HttpStatusCode == System.Net.HttpStatusCode.OK;
            }
        }
        """, Usings + """
        class Store
        {
            public async Task<bool> Write(IAmazonDynamoDB dynamo, BatchWriteItemRequest batch, CancellationToken ct)
            {
                BatchWriteItemResponse answer;
                for (var attempt = 0; ; attempt++)
                {
                    answer = await dynamo.BatchWriteItemAsync(batch);
                    if (answer.UnprocessedItems == null || answer.UnprocessedItems.Count == 0)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    batch.RequestItems = answer.UnprocessedItems;
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), ct);
                }
                return answer.HttpStatusCode == System.Net.HttpStatusCode.OK;
            }
        }
        """, language: LanguageVersion.CSharp8);

    [Fact]
    public Task Reads_AreHandledTurnByTurn() => Verify.Csharp(Refs.AwsV4, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task<List<string>> Read(BatchGetItemRequest keys, CancellationToken ct)
            {
                var names = new List<string>();
                var response = await dynamo.[|BatchGetItemAsync|](keys, ct);
                foreach (var item in response.Responses["Orders"])
                {
                    names.Add(item["Name"].S);
                }

                return names;
            }
        }
        """, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            public async Task<List<string>> Read(BatchGetItemRequest keys, CancellationToken ct)
            {
                var names = new List<string>();
                for (var attempt = 0; ; attempt++)
                {
                    var response = await dynamo.BatchGetItemAsync(keys, ct);
                    foreach (var item in response.Responses["Orders"])
                    {
                        names.Add(item["Name"].S);
                    }

                    if (response.UnprocessedKeys is not { Count: > 0 } unprocessed)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left keys unread.");
                    }

                    keys.RequestItems = unprocessed;
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), ct);
                }

                return names;
            }
        }
        """);

    [Fact]
    public Task Pipeline_StaysInsideTheLoop() => Verify.Csharp(Refs.Polly8, Usings + """
        class Store(IAmazonDynamoDB dynamo, Polly.ResiliencePipeline pipeline)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                await pipeline.ExecuteAsync(async token => await dynamo.[|BatchWriteItemAsync|](batch, token), ct);
            }
        }
        """, Usings + """
        class Store(IAmazonDynamoDB dynamo, Polly.ResiliencePipeline pipeline)
        {
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                for (var attempt = 0; ; attempt++)
                {
                    var response = await pipeline.ExecuteAsync(async token => await dynamo.BatchWriteItemAsync(batch, token), ct);
                    if (response.UnprocessedItems is not { Count: > 0 } unprocessed)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    batch.RequestItems = unprocessed;
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), ct);
                }
            }
        }
        """);

    [Fact]
    public Task ExpressionBody_BecomesABlock() => Verify.Csharp(Refs.AwsV4, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            /// <summary>At once.</summary>
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct) =>
                await dynamo.[|BatchWriteItemAsync|](batch, ct);

            public int Count => 0;
        }
        """, Usings + """
        class Store(IAmazonDynamoDB dynamo)
        {
            /// <summary>At once.</summary>
            public async Task Write(BatchWriteItemRequest batch, CancellationToken ct)
            {
                for (var attempt = 0; ; attempt++)
                {
                    var response = await dynamo.BatchWriteItemAsync(batch, ct);
                    if (response.UnprocessedItems is not { Count: > 0 } unprocessed)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    batch.RequestItems = unprocessed;
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))), ct);
                }
            }

            public int Count => 0;
        }
        """);

    [Fact]
    public Task NetFramework_GetsALoopOfItsOwnTime() => Verify.Csharp(Refs.DynamoDbFramework, Usings + """
        class Store
        {
            public void Write(IAmazonDynamoDB dynamo, Dictionary<string, List<WriteRequest>> items)
            {
                dynamo.[|BatchWriteItem|](items);
            }

            public async Task Write(IAmazonDynamoDB dynamo, BatchWriteItemRequest batch)
            {
                await dynamo.[|BatchWriteItemAsync|](batch);
            }
        }
        """, Usings + """
        class Store
        {
            public void Write(IAmazonDynamoDB dynamo, Dictionary<string, List<WriteRequest>> items)
            {
                var request = new BatchWriteItemRequest { RequestItems = items };
                for (var attempt = 0; ; attempt++)
                {
                    var response = dynamo.BatchWriteItem(request);
                    if (response.UnprocessedItems == null || response.UnprocessedItems.Count == 0)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    request.RequestItems = response.UnprocessedItems;
                    Thread.Sleep(TimeSpan.FromMilliseconds(new Random().NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))));
                }
            }

            public async Task Write(IAmazonDynamoDB dynamo, BatchWriteItemRequest batch)
            {
                for (var attempt = 0; ; attempt++)
                {
                    var response = await dynamo.BatchWriteItemAsync(batch);
                    if (response.UnprocessedItems == null || response.UnprocessedItems.Count == 0)
                    {
                        break;
                    }

                    if (attempt == 8)
                    {
                        throw new InvalidOperationException("DynamoDB left writes unprocessed.");
                    }

                    batch.RequestItems = response.UnprocessedItems;
                    await Task.Delay(TimeSpan.FromMilliseconds(new Random().NextDouble() * Math.Min(20_000, 50 * Math.Pow(2, attempt))));
                }
            }
        }
        """, language: LanguageVersion.CSharp8);

    [Theory]
    [InlineData("Task Write(BatchWriteItemRequest r) => db.[|BatchWriteItemAsync|](r);")]
    [InlineData("void Write(BatchWriteItemRequest r) { db.[|BatchWriteItemAsync|](r).Wait(); }")]
    [InlineData("async Task Write(BatchWriteItemRequest r) { {|ARCH3007:_|} = db.[|BatchWriteItemAsync|](r); await Task.Yield(); }")]
    [InlineData("async Task Write(List<BatchWriteItemRequest> all) { foreach (var r in all) Later(async () => await db.[|BatchWriteItemAsync|](r)); await Task.Yield(); } void Later(Func<Task> work) { }")]
    [InlineData("async Task Write(List<BatchWriteItemRequest> all) { await Task.[|WhenAll|](all.Select(b => db.BatchWriteItemAsync(b))); }")]
    [InlineData("async Task Write(List<BatchWriteItemRequest> all) { await db.[|BatchWriteItemAsync|](all[0]); }")]
    [InlineData("async Task Write(Func<IAmazonDynamoDB> open, BatchWriteItemRequest r) { await open().[|BatchWriteItemAsync|](r); }")]
    [InlineData("async Task Read(BatchGetItemRequest r) { await db.[|BatchGetItemAsync|](r); }")]
    [InlineData("async Task<object> Read(BatchGetItemRequest r) { var x = await db.[|BatchGetItemAsync|](r); return x.Responses; }")]
    [InlineData("async Task Read(BatchGetItemRequest r) { var x = await db.[|BatchGetItemAsync|](r); foreach (var i in x.Responses) { break; } }")]
    [InlineData("async Task Read(BatchGetItemRequest r) { var x = await db.[|BatchGetItemAsync|](r); foreach (var i in x.Responses[\"Orders\"].OrderBy(o => o[\"Id\"].S)) { } }")]
    [InlineData("async Task Read(BatchGetItemRequest r) { var x = await db.[|BatchGetItemAsync|](r); foreach (var i in x.Responses[\"Orders\"].Take(3)) { } }")]
    [InlineData("async Task Read(BatchGetItemRequest r) { var x = await db.[|BatchGetItemAsync|](r); foreach (var i in Sorted(x.Responses)) { } } string[] Sorted(object rows) => [];")]
    [InlineData("async Task Run(BatchExecuteStatementRequest r) { await db.[|BatchExecuteStatementAsync|](r); }")]
    [InlineData("async Task Write(BatchWriteItemRequest r) { var x = await db.[|BatchWriteItemAsync|](r); Console.WriteLine(x.UnprocessedItems.Count); }")]
    public Task NotOffered(string member) => Verify.NotOffered(Refs.AwsV4, Usings + $$"""
        class Store(IAmazonDynamoDB db)
        {
            {{member}}
        }
        """);

    /// <summary><c>dotnet format</c> asks for Fix All without a key when the first finding has no fix of its own.</summary>
    [Fact]
    public async Task FirstFindingWithoutFix_DoesNotKeepTheOthersFromTheirs()
    {
        var lint = new Lint
        {
            References = Refs.AwsV4,
            Sources = [("Code.cs", Usings + """
                class Store(IAmazonDynamoDB db)
                {
                    public Task Write(BatchWriteItemRequest r) => db.BatchWriteItemAsync(r);
                    public async Task Save(BatchWriteItemRequest r) => await db.BatchWriteItemAsync(r);
                }
                """)],
        };
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var findings = await lint.RunAsync((CSharpCompilation)(await project.GetCompilationAsync())!);
        Assert.Equal(2, findings.Length);

        var fixedAll = await FixRunner.FixAllAsync(
            project.Solution, new DynamoDbUnprocessedItemsIgnoredFix(), null!, FixAllScope.Project, new Dictionary<ProjectId, System.Collections.Immutable.ImmutableArray<Diagnostic>> { [project.Id] = findings });
        Assert.Contains("UnprocessedItems is not", (await fixedAll.Projects.Single().Documents.Single().GetTextAsync()).ToString(), StringComparison.Ordinal);
    }
}
