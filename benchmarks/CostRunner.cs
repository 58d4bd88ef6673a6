using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Benchmarks;

/// <summary>
/// What analyzers add to a build: in one process, on the same parsed trees, each sample right after one of its reference, in random order.
/// CPU time and allocated bytes, because wall time on a shared machine measures the neighbours.
/// </summary>
internal static class CostRunner
{
    private static readonly AnalyzerOptions NoFiles = new([]);

    /// <summary>Analyzers, those they are compared with, and the files that they read.</summary>
    internal sealed record Case(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<DiagnosticAnalyzer> Reference)
    {
        public AnalyzerOptions Files { get; init; } = NoFiles;

        /// <summary>Those of our rules that are on; none for all.</summary>
        public string[] Only { get; init; } = [];
    }

    public static string Run(Body body, int samples, bool peers)
    {
        ImmutableArray<DiagnosticAnalyzer> none = [];
        ImmutableArray<DiagnosticAnalyzer> floor = [new TextScanFloor()];
        List<Case> cases =
        [
            new("floor: text scan per tree", floor, none),
            new("floor: empty operation action", [new EmptyOperationAction()], none),
            new("Arch.Analyzers", AnalyzerSets.Ours, none),
            new("Arch.Analyzers on the text-scan floor", AnalyzerSets.Ours, floor),
            new("SDK NetAnalyzers", AnalyzerSets.Sdk, none),
            new("Arch.Analyzers on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Ours], AnalyzerSets.Sdk),
        ];
        if (peers)
        {
            cases.AddRange(
            [
                new("BannedApiAnalyzers with 20 symbols on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.BannedApi], AnalyzerSets.Sdk) { Files = AnalyzerSets.BannedSymbols },
                new("Arch.Analyzers with its rules about these symbols on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Ours], AnalyzerSets.Sdk) { Only = AnalyzerSets.RulesAboutBannedSymbols },
                new("Roslynator on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Roslynator], AnalyzerSets.Sdk),
                new("Meziantou on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Meziantou], AnalyzerSets.Sdk),
                new("SecurityCodeScan on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.SecurityCodeScan], AnalyzerSets.Sdk),
                new("Sonar on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Sonar], AnalyzerSets.Sdk),
            ]);
        }

        return Run(body, samples, cases);
    }

    public static string Run(Body body, int samples, IReadOnlyList<Case> cases)
    {
        foreach (var warm in cases)
            Measure(body, warm, warm.Analyzers);

        var random = new Random(17);
        var bare = new List<Cost>();
        var differences = cases.ToDictionary(one => one, _ => new List<Cost>());
        for (var round = 0; round < samples; round++)
        {
            bare.Add(Emit(body));
            foreach (var one in cases.OrderBy(_ => random.Next()).ToList())
            {
                var reference = Measure(body, one, one.Reference);
                var measured = Measure(body, one, one.Analyzers);
                differences[one].Add(measured - reference);
            }
        }

        var emit = Cost.Median(bare).Milliseconds;
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### {body.Name}: {body.Lines:N0} lines, {body.Trees.Count:N0} files; bare emit {emit:N0} ms CPU");
        report.AppendLine();
        report.AppendLine("| added | CPU ms (± standard error) | % of bare emit | MB | own ms | rules |");
        report.AppendLine("|---|---|---|---|---|---|");
        foreach (var one in cases)
        {
            var middle = Cost.Median(differences[one]);
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {one.Name} | {middle.Milliseconds:N0} ± {Cost.Error(differences[one]):N0} | {100 * middle.Milliseconds / emit:N1} | {middle.Megabytes:N2} | {OwnTime(body, one):N1} | {Rules(one)} |");
        }

        return report.ToString();
    }

    private static int Rules(Case one) => one.Only is not [] ? one.Only.Length : one.Analyzers.Except(one.Reference).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Count();

    /// <summary>The time of all callbacks in one compilation. Every build binds declarations and references, so that is done before, and not counted for whoever asks first.</summary>
    public static double OwnTimeOnce(Body body, Case one)
    {
        var compilation = body.Compile(one.Only);
        compilation.GetDeclarationDiagnostics();
        return Analyze(compilation, one, [.. one.Analyzers.Except(one.Reference)], times: true)
            .GetAnalysisResultAsync(default).GetAwaiter().GetResult().AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds);
    }

    /// <summary>The median of three, because one garbage collection inside a callback hides it.</summary>
    public static double OwnTime(Body body, Case one) => Cost.Median(Enumerable.Range(0, 3).Select(_ => OwnTimeOnce(body, one)));

    private static Cost Measure(Body body, Case one, ImmutableArray<DiagnosticAnalyzer> analyzers) => Cost.Of(() =>
    {
        if (analyzers.IsEmpty)
            body.Compile().GetDiagnostics();
        else
            Analyze(body.Compile(one.Only), one, analyzers).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
    });

    private static Cost Emit(Body body) => Cost.Of(() => body.Compile().Emit(Stream.Null));

    private static CompilationWithAnalyzers Analyze(CSharpCompilation compilation, Case one, ImmutableArray<DiagnosticAnalyzer> analyzers, bool times = false) =>
        compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(one.Files, null, concurrentAnalysis: false, logAnalyzerExecutionTime: times));
}
