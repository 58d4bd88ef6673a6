using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Benchmarks;

/// <summary>What each rule takes by itself on top of an analyzer that makes the compiler bind everything: where to look when the package has become dear.</summary>
internal static class RulesCost
{
    public static string Run(Body body, int samples)
    {
        Measure(body, only: null);
        var costs = AnalyzerSets.Rules.Append(null).Select(rule => (Rule: rule ?? "all", Cost: Cost.Median([.. Enumerable.Range(0, samples).Select(_ => Measure(body, rule))]))).ToList();

        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### {body.Name}: {body.Lines:N0} lines, {body.Trees.Count:N0} files");
        report.AppendLine();
        report.AppendLine("| rule | own ms | own KB |");
        report.AppendLine("|---|---|---|");
        foreach (var (rule, cost) in costs.OrderByDescending(one => one.Cost.Milliseconds))
            report.AppendLine(CultureInfo.InvariantCulture, $"| {rule} | {cost.Milliseconds:N1} | {cost.Megabytes * 1e3:N0} |");
        return report.ToString();
    }

    private static Cost Measure(Body body, string? only)
    {
        var compilation = only is null ? body.Compile() : body.Compile(only);
        // Every build binds declarations and references, whoever asks for them first.
        compilation.GetDeclarationDiagnostics();
        ImmutableArray<Metered> ours = [.. AnalyzerSets.Ours.Select(analyzer => new Metered(analyzer))];
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        compilation.WithAnalyzers([new EmptyOperationAction(), .. ours], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new(ours.Sum(one => one.Time.TotalMilliseconds), ours.Sum(one => one.Bytes) / 1e6);
    }
}
