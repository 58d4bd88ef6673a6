using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>
/// What all rules together may cost a build: the bytes that their callbacks allocate, which are the same to a few kilobytes on any machine, and their time
/// against that of a callback measured in the same run. The gate stands at two and a half times the budget; the benchmarks say how much of it is used.
/// </summary>
[Collection(nameof(OwnTime))]
public class BudgetTests(ITestOutputHelper output)
{
    private const double Gate = 2.5;

    /// <summary>Kilobytes for a project that no rule is concerned with, of any size.</summary>
    private const double AnyProject = 200;

    private const double PerThousandLines = 20;

    /// <summary>Of the time that asking for the symbol of every invocation takes: 1.6 of 151 milliseconds on 200,000 lines.</summary>
    private const double TimePerRule = 1.6 / 151;

    /// <summary>The least that each analyzer took in some attempts counts: a busy machine makes a callback dearer, and nothing makes it cheaper than it is.</summary>
    private const int Fewest = 3;

    private const int Most = 20;

    private static readonly Lint WithAws = Body(Refs.AwsV4, file => file % 6 == 0);

    private static readonly Lint WithoutLibraries = Body(Refs.Net10, static _ => false);

    private static ImmutableArray<DiagnosticAnalyzer> Ours => new Lint().Analyzers;

    [Fact]
    public async Task AServiceThatUsesAws_PaysNoMoreThanTheBudget() => Assert.Null(await ExcessAsync(WithAws, PerThousandLines, Ours));

    [Fact]
    public async Task AProjectWithoutALibrary_PaysNextToNothing() => Assert.Null(await ExcessAsync(WithoutLibraries, 0, Ours));

    [Fact]
    public async Task SymbolsOfAllNames_AreTooDear()
    {
        var excess = await ExcessAsync(WithAws, PerThousandLines, Ours.Add(new SymbolOfEachName()), Fewest);
        Assert.Contains("KB", excess);
        Assert.Contains("times the reference", excess);
        Assert.Contains(nameof(SymbolOfEachName), excess);
    }

    [Fact]
    public async Task ATextOfEachStatement_IsTooDear() => Assert.Contains("KB", await ExcessAsync(WithAws, PerThousandLines, Ours.Add(new TextOfEachStatement()), Fewest));

    /// <summary>What is over the gate, and what each analyzer took in the last attempt; null when nothing is.</summary>
    private async Task<string?> ExcessAsync(Lint body, double perThousandLines, ImmutableArray<DiagnosticAnalyzer> analyzers, int most = Most)
    {
        var compilation = body.Compile();
        Assert.DoesNotContain(compilation.GetDiagnostics(), static problem => problem.Severity == DiagnosticSeverity.Error);
        var mostBytes = Gate * 1_000 * (AnyProject + perThousandLines * compilation.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count) / 1_000);
        var mostTime = Gate * TimePerRule * analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct().Count();

        var (bytes, time, referenceTime) = (double.MaxValue, double.MaxValue, double.MaxValue);
        var times = Enumerable.Repeat(double.MaxValue, analyzers.Length).ToArray();
        var all = "";
        for (var attempt = 0; attempt < Fewest || (attempt < most && (bytes > mostBytes || time > mostTime * referenceTime)); attempt++)
        {
            var reference = new Metered(new SymbolOfEachInvocation());
            var metered = analyzers.Select(static analyzer => new Metered(analyzer)).ToList();
            // Each time anew: what the compiler has found out once costs nobody anything. Declarations and references it binds for itself.
            var fresh = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);
            fresh.GetDeclarationDiagnostics();
            var options = new CompilationWithAnalyzersOptions(body.AnalyzerOptions(), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
            Assert.Empty(await fresh.WithAnalyzers([new WhatOthersAskFor(), reference, .. metered], options).GetAnalyzerDiagnosticsAsync());

            bytes = Math.Min(bytes, metered.Sum(static one => one.Bytes));
            times = [.. metered.Zip(times, static (one, least) => Math.Min(least, one.Time.TotalMilliseconds))];
            time = times.Sum();
            referenceTime = Math.Min(referenceTime, reference.Time.TotalMilliseconds);
            all = string.Join(", ", metered.Select(static one => $"{one.Name} {one.Bytes / 1e3:0} KB {one.Time.TotalMilliseconds:0.0} ms"));
            output.WriteLine($"{bytes / 1e3:0} of {mostBytes / 1e3:0} KB, {time:0.0} of {mostTime * referenceTime:0.0} ms; this time {all}");
        }

        var excess = (bytes > mostBytes ? $"{bytes / 1e3:0} KB instead of {mostBytes / 1e3:0}; " : "")
            + (time > mostTime * referenceTime ? $"{time / referenceTime:0.00} times the reference instead of {mostTime:0.00}; " : "");
        return excess.Length == 0 ? null : excess + all;
    }

    private static Lint Body(RefSet references, Func<int, bool> usesAws) => new()
    {
        References = references,
        Sources = [.. Enumerable.Range(0, 40).Select(file => ($"Service{file}.cs", Service(file, usesAws(file))))],
    };

    private static string Service(int file, bool usesAws) => $$"""
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        {{(usesAws ? "using Amazon; using Amazon.SQS; using Amazon.SQS.Model; using Amazon.DynamoDBv2; using Amazon.DynamoDBv2.Model;" : "")}}
        namespace Body.Part{{file % 23}};

        public sealed record Order{{file}}(string Id, decimal Total, DateTimeOffset At);

        public sealed class Service{{file}}
        {
            private readonly Dictionary<string, Order{{file}}> _known = new();
            {{(usesAws ? "private readonly AmazonSQSClient _queue = new(RegionEndpoint.EUWest1); private readonly IAmazonDynamoDB _table = new AmazonDynamoDBClient();" : "")}}
        {{string.Concat(Enumerable.Range(0, 8).Select(method => Method(file, method, usesAws && method % 3 == 0)))}}
        }
        """;

    private static string Method(int file, int method, bool usesAws) => $$"""

            public async Task<List<Order{{file}}>> Find{{method}}Async(string customer, int page, CancellationToken token)
            {
                var found = new List<Order{{file}}>();
                for (var i = 0; i < page; i++)
                {
                    var id = $"{customer}-{{method}}-{i}";
                    if (_known.TryGetValue(id, out var known) && known.Total > {{file}}m)
                    {
                        found.Add(known with { Total = known.Total * 1.1m });
                    }
                }

                {{(usesAws ? Calls(file) : "")}}
                await Task.Delay(TimeSpan.FromMilliseconds(page), token);
                return found
                    .Where(order => order.Id.StartsWith(customer))
                    .OrderBy(order => order.At)
                    .ToList();
            }

        """;

    private static string Calls(int file) => $$"""
        await _queue.SendMessageAsync(new SendMessageRequest { QueueUrl = customer, MessageBody = "{}" }, token);
                var key = new Dictionary<string, AttributeValue> { ["pk"] = new AttributeValue(customer) };
                var item = await _table.GetItemAsync(new GetItemRequest { TableName = "orders", Key = key }, token);
                if (item.Item is { Count: > 0 })
                {
                    found.Add(new Order{{file}}(item.Item["pk"].S, 1m, DateTimeOffset.UtcNow));
                }
        """;

    private abstract class OfTheTest : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("TEST1", "Test", "Test", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public sealed override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(Start);
        }

        protected abstract void Start(CompilationStartAnalysisContext context);
    }

    /// <summary>The analyzers of the SDK have the compiler make operations of all code, in every build.</summary>
    private sealed class WhatOthersAskFor : OfTheTest
    {
        protected override void Start(CompilationStartAnalysisContext context) => context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
    }

    private sealed class SymbolOfEachInvocation : OfTheTest
    {
        protected override void Start(CompilationStartAnalysisContext context) =>
            context.RegisterSyntaxNodeAction(static node => node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken), SyntaxKind.InvocationExpression);
    }

    private sealed class SymbolOfEachName : OfTheTest
    {
        protected override void Start(CompilationStartAnalysisContext context) =>
            context.RegisterSyntaxNodeAction(static node => node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken), SyntaxKind.IdentifierName);
    }

    private sealed class TextOfEachStatement : OfTheTest
    {
        protected override void Start(CompilationStartAnalysisContext context) =>
            context.RegisterSyntaxNodeAction(
                static node => node.Node.ToString(),
                SyntaxKind.Block, SyntaxKind.ExpressionStatement, SyntaxKind.LocalDeclarationStatement, SyntaxKind.IfStatement, SyntaxKind.ForStatement, SyntaxKind.ReturnStatement);
    }
}
