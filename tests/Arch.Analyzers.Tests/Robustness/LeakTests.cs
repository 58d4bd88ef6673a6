using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>A compiler server and an editor run for days: what we remember of a compilation and of a text is gone with it.</summary>
[Collection(nameof(OwnTime))]
public class LeakTests(ITestOutputHelper output)
{
    private const int WarmUp = 40;

    private const int Rounds = 4;

    private const int Round = 40;

    private const int Compilations = WarmUp + Rounds * Round;

    /// <summary>The last ones may still be held by what the compiler and idle threads keep to use again.</summary>
    private const int StillHeld = 10;

    /// <summary>Each text is as long, so that one that is kept weighs four times <see cref="MostGrowth"/>.</summary>
    private const int Length = 30_000;

    /// <summary>
    /// Bytes per compilation in the round with the least: a leak is in all of them, and what else the process does is not. The compiler itself keeps some
    /// ten thousand names and small nodes to use again, and the texts fill that up.
    /// </summary>
    private const double MostGrowth = 15_000;

    private static readonly string Ballast = string.Concat(Enumerable.Repeat("nothing to see here ", Length / 20));

    /// <summary>The same instances all the time, as in a compiler server.</summary>
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = new Lint().Analyzers;

    private readonly List<WeakReference> _seen = [.. Enumerable.Range(0, Compilations * 11).Select(static _ => new WeakReference(null))];

    [Fact]
    public async Task TwoHundredCompilations_LeaveNothingBehind()
    {
        var (tree, files) = Unchanged();
        for (var run = 0; run < WarmUp; run++)
            await AnalyzeAsync(run, tree, files);

        var remembered = Remembered();
        var growth = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = LiveBytes();
            for (var run = 0; run < Round; run++)
                await AnalyzeAsync(WarmUp + round * Round + run, tree, files);
            growth.Add((LiveBytes() - before) / (double)Round);
        }

        output.WriteLine($"bytes per compilation: {string.Join(", ", growth.Select(static bytes => $"{bytes:0}"))}");
        var alive = _seen.SkipLast(StillHeld * 11).Select(static seen => seen.Target?.GetType().Name).OfType<string>().ToList();
        Assert.True(alive.Count == 0, $"still referenced: {alive.Count} of {string.Join(", ", alive.Distinct())}");
        Assert.Equal("", string.Join(", ", Remembered().Except(remembered)));
        Assert.True(growth.Min() < MostGrowth, $"each compilation leaves {growth.Min():0} bytes behind");
    }

    /// <summary>What our analyzers and static fields hold on to, one line for each type.</summary>
    private static List<string> Remembered() => [.. Reachable.From(typeof(Catalogue).Assembly, Analyzers).Select(static type => $"{type.Value} {type.Key}")];

    /// <summary>Compiles and analyzes what no other run has seen, beside what all have.</summary>
    private async Task AnalyzeAsync(int run, SyntaxTree tree, ImmutableArray<AdditionalText> files)
    {
        var lint = Shop($"Shop{run}");
        var compilation = lint.Compile().AddSyntaxTrees(tree);
        var options = lint.AnalyzerOptions();
        var own = options.AdditionalFiles;
        // There is one arch.json, its own or the one that all have.
        options = new AnalyzerOptions(run % 2 == 0 ? [.. own, .. files.RemoveAt(0)] : [.. own.RemoveAt(0), .. files], options.AnalyzerConfigOptionsProvider);
        var found = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();
        Assert.Equal(["ARCH1002", "ARCH1003", "ARCH1004", "ARCH1005", "ARCH2102", "ARCH3008", "ARCH4001"], found.Select(static finding => finding.Id).Distinct().Order());

        object[] gone = [compilation, compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].GetText(), .. own, .. own.Select(static file => file.GetText()!)];
        for (var i = 0; i < gone.Length; i++)
            _seen[run * 11 + i].Target = gone[i];
    }

    /// <summary>What an editor leaves as it is while the file beside it changes with every key.</summary>
    private static (SyntaxTree Tree, ImmutableArray<AdditionalText> Files) Unchanged()
    {
        var lint = Shop("Unchanged");
        return (lint.Compile().SyntaxTrees[0], lint.AnalyzerOptions().AdditionalFiles);
    }

    private static long LiveBytes()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(false);
    }

    private static Lint Shop(string shop) => new()
    {
        References = Refs.AwsV4,
        Sources =
        [
            ($"{shop}.cs", $$"""
                // {{Ballast}}
                namespace {{shop}}.Domain { public class {{shop}}Order { public {{shop}}.Data.{{shop}}Table? Table; } }
                namespace {{shop}}.Data
                {
                    public class {{shop}}Table
                    {
                        public object Open(string id, string secret) => new Amazon.SQS.AmazonSQSClient(new Amazon.Runtime.BasicAWSCredentials(id, secret));

                        public async System.Threading.Tasks.Task Write(Amazon.DynamoDBv2.IAmazonDynamoDB table, Amazon.DynamoDBv2.Model.BatchWriteItemRequest {{shop}}Batch) =>
                            await table.BatchWriteItemAsync({{shop}}Batch);

                        public void Set() => System.Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "{{shop}}");
                    }
                }
                """),
        ],
        Files =
        [
            ("arch.json", $$"""
                // {{Ballast}}
                { "layers": { "{{shop}}": { "match": "**.Domain", "mustNotUse": ["Data"] }, "Data": { "match": ["**.Data", "{{shop}}.Tables"] } } }
                """),
            ($"{shop}/Dockerfile", $"# {Ballast}\nFROM alpine AS {shop}\nENV {shop}=1\nENV AWS_ACCESS_KEY_ID={shop}\nENTRYPOINT dotnet {shop}.dll\n"),
            ($"{shop}/appsettings.json", $$"""
                // {{Ballast}}
                { "{{shop}}": { "AccessKey": "{{"AKIA7" + "QZ4VKXW2MHR5JTP"}}" } }
                """),
            ($"{shop}/template.yaml", $"""
                # {Ballast}
                Resources:
                  {shop}Task:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions:
                        - Name: {shop}
                          EntryPoint: [sh, -c, '{shop}']
                          StopTimeout: 900
                """),
        ],
    };
}
