using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
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
    }

    private readonly record struct Sample(double Milliseconds, double Megabytes);

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
                new("Roslynator on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Roslynator], AnalyzerSets.Sdk),
                new("Meziantou on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Meziantou], AnalyzerSets.Sdk),
                new("Sonar on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Sonar], AnalyzerSets.Sdk),
            ]);
        }

        return Run(body, samples, cases);
    }

    public static string Run(Body body, int samples, IReadOnlyList<Case> cases)
    {
        foreach (var warm in cases)
            Measure(body, warm.Analyzers, warm.Files);

        var random = new Random(17);
        var bare = new List<Sample>();
        var differences = cases.ToDictionary(one => one, _ => new List<Sample>());
        for (var round = 0; round < samples; round++)
        {
            bare.Add(Emit(body));
            foreach (var one in cases.OrderBy(_ => random.Next()).ToList())
            {
                var reference = Measure(body, one.Reference, one.Files);
                var measured = Measure(body, one.Analyzers, one.Files);
                differences[one].Add(new(measured.Milliseconds - reference.Milliseconds, measured.Megabytes - reference.Megabytes));
            }
        }

        var emit = Median(bare.Select(sample => sample.Milliseconds));
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### {body.Name}: {body.Lines:N0} lines, {body.Trees.Count:N0} files; bare emit {emit:N0} ms CPU");
        report.AppendLine();
        report.AppendLine("| added | CPU ms (± standard error) | % of bare emit | MB | own ms | rules |");
        report.AppendLine("|---|---|---|---|---|---|");
        foreach (var one in cases)
        {
            var milliseconds = differences[one].Select(sample => sample.Milliseconds).ToList();
            var middle = Median(milliseconds);
            report.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {one.Name} | {middle:N0} ± {Error(milliseconds):N0} | {100 * middle / emit:N1} | {Median(differences[one].Select(sample => sample.Megabytes)):N2} | {OwnTime(body, one):N1} | {Rules(one)} |");
        }

        return report.ToString();
    }

    private static int Rules(Case one) => one.Analyzers.Except(one.Reference).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Count();

    private static Sample Measure(Body body, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions files) => Time(() =>
    {
        if (analyzers.IsEmpty)
            body.Compile().GetDiagnostics();
        else
            Analyze(body, analyzers, files).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
    });

    private static Sample Emit(Body body) => Time(() => body.Compile().Emit(Stream.Null));

    private static CompilationWithAnalyzers Analyze(Body body, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions files, bool times = false) =>
        body.Compile().WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(files, null, concurrentAnalysis: false, logAnalyzerExecutionTime: times));

    /// <summary>The sum of our callbacks' times; the median of three, because one garbage collection inside a callback hides it.</summary>
    private static double OwnTime(Body body, Case one)
    {
        var own = one.Analyzers.Except(one.Reference).ToImmutableArray();
        return Median(Enumerable.Range(0, 3).Select(_ => Analyze(body, own, one.Files, times: true).GetAnalysisResultAsync(default).GetAwaiter().GetResult()
            .AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds)));
    }

    private static Sample Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var process = Process.GetCurrentProcess();
        var bytes = GC.GetTotalAllocatedBytes(true);
        var cpu = process.TotalProcessorTime;
        action();
        process.Refresh();
        return new((process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes(true) - bytes) / 1e6);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Error(List<double> values)
    {
        var mean = values.Average();
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }
}
