using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>What an editor spends after a keystroke: one file has changed, and is analysed again in a compilation that is new around it.</summary>
internal static class EditCost
{
    private static readonly AnalyzerOptions NoFiles = new([]);

    public static string Run(Body body, int samples)
    {
        var before = body.Compile();
        var edits = body.Trees.Take(samples).ToList();
        var floor = Measure(before, edits, [new TextScanFloor()]);
        var ours = Measure(before, edits, AnalyzerSets.Ours);
        var sdk = Measure(before, edits, AnalyzerSets.Sdk);
        var both = Measure(before, edits, [.. AnalyzerSets.Sdk, .. AnalyzerSets.Ours]);
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### {body.Name}: one edited file of {body.Trees.Count:N0}, medians of {edits.Count} edits");
        report.AppendLine();
        report.AppendLine("| analyzers | CPU ms | MB |");
        report.AppendLine("|---|---|---|");
        foreach (var (name, cost) in new[] { ("floor: text scan per tree", floor), ("Arch.Analyzers", ours), ("SDK NetAnalyzers", sdk), ("both", both) })
            report.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {cost.Milliseconds:N1} | {cost.Megabytes:N2} |");
        return report.ToString();
    }

    private static Cost Measure(Compilation before, List<SyntaxTree> edits, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        Edit(before, edits[0], analyzers);
        return Cost.Median(edits.Select(tree => Edit(before, tree, analyzers)).ToList());
    }

    private static Cost Edit(Compilation before, SyntaxTree tree, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var text = tree.GetText();
        var edited = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(text.Length, 0), "// typed")));
        return Cost.Of(() =>
        {
            var compilation = before.ReplaceSyntaxTree(tree, edited);
            var analysis = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(NoFiles, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            analysis.GetAnalyzerSyntaxDiagnosticsAsync(edited, default).GetAwaiter().GetResult();
            analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(edited), null, default).GetAwaiter().GetResult();
        });
    }
}
