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
        var ids = AnalyzerSets.Ours.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        Measure(body, ids, _ => true);
        var costs = ids.Select(id => (Rule: id, Cost: Median(body, ids, samples, one => one == id))).ToList();
        costs.Add(("all", Median(body, ids, samples, _ => true)));
        var nothing = Median(body, ids, samples, _ => false);

        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### {body.Name}: {body.Lines:N0} lines, {body.Trees.Count:N0} files; the hosts without rules take {nothing.Milliseconds:N1} ms and {nothing.Megabytes * 1e3:N0} KB");
        report.AppendLine();
        report.AppendLine("| rule | own ms | own KB |");
        report.AppendLine("|---|---|---|");
        foreach (var (rule, cost) in costs.OrderByDescending(one => one.Cost.Milliseconds))
            report.AppendLine(CultureInfo.InvariantCulture, $"| {rule} | {cost.Milliseconds:N1} | {cost.Megabytes * 1e3:N0} |");
        return report.ToString();
    }

    private static Cost Median(Body body, IReadOnlyList<string> ids, int samples, Func<string, bool> isOn) =>
        Cost.Median([.. Enumerable.Range(0, samples).Select(_ => Measure(body, ids, isOn))]);

    private static Cost Measure(Body body, IReadOnlyList<string> ids, Func<string, bool> isOn)
    {
        var compilation = body.Compile();
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(ids.Where(id => !isOn(id)).Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));
        // Every build binds declarations and references, whoever asks for them first.
        compilation.GetDeclarationDiagnostics();
        ImmutableArray<Metered> ours = [.. AnalyzerSets.Ours.Select(analyzer => new Metered(analyzer))];
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        compilation.WithAnalyzers([new EmptyOperationAction(), .. ours], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new(ours.Sum(one => one.Time.TotalMilliseconds), ours.Sum(one => one.Bytes) / 1e6);
    }
}
