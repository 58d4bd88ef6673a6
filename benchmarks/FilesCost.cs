using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>What text files cost when they are new, and when a compilation comes with the same text again.</summary>
internal static class FilesCost
{
    private const int Length = 300_000;

    public static string Run(int samples)
    {
        var body = Body.Generated(1, aws: true);
        var report = new StringBuilder();
        report.AppendLine("### Files beside the code, parsed and judged");
        report.AppendLine();
        report.AppendLine("| file | lines | ms per 1,000 lines | once more |");
        report.AppendLine("|---|---|---|---|");
        foreach (var (path, text) in new[] { ("template.yaml", GivenFile.Yaml(Length)), ("template.json", GivenFile.Json(Length)), ("Dockerfile", GivenFile.Docker(Length)) })
        {
            // The first compilation of all pays for what is compiled on the way.
            var pairs = Enumerable.Range(0, samples + 1).Select(_ => Measure(body, path, text.ToString())).Skip(1).ToList();
            var thousands = text.Lines.Count / 1000.0;
            report.AppendLine(CultureInfo.InvariantCulture, $"| {path} | {text.Lines.Count:N0} | {Cost.Median(pairs.Select(pair => pair.First)) / thousands:N2} | {Cost.Median(pairs.Select(pair => pair.Again)) / thousands:N2} |");
        }

        return report.ToString();
    }

    private static (double First, double Again) Measure(Body body, string path, string text)
    {
        var one = new CostRunner.Case(path, AnalyzerSets.Ours, []) { Files = GivenFile.Options("/body/" + path, text) };
        return (CostRunner.OwnTimeOnce(body, one), CostRunner.OwnTimeOnce(body, one));
    }
}
