using System.Globalization;
using System.Text;

namespace Arch.Benchmarks;

/// <summary>Whether our own work grows with the code and no faster, and what a rule of ours takes of it.</summary>
internal static class ScaleCost
{
    /// <summary>Files of the generated code bases: 45,000, 200,000 and 1,000,000 lines.</summary>
    private static readonly int[] Sizes = [425, 1_900, 9_450];

    private static readonly int Rules = AnalyzerSets.Rules.Length;

    public static string Run()
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"### Own time of {Rules} rules on code that uses the AWS SDK");
        report.AppendLine();
        report.AppendLine("| lines | own ms | per 1,000 lines | per rule | the search for keys (ARCH1001) alone | bare compilation, CPU ms per 1,000 lines |");
        report.AppendLine("|---|---|---|---|---|---|");
        // What is compiled on the way is not what grows.
        CostRunner.OwnTime(Body.Generated(Sizes[0], aws: true), All);
        foreach (var files in Sizes)
        {
            var body = Body.Generated(files, aws: true);
            var own = CostRunner.OwnTime(body, All);
            var keys = CostRunner.OwnTimeOnce(body, All with { Only = ["ARCH1001"] });
            // The compiler itself takes longer for each line of a large program.
            var bare = Cost.Of(() => body.Compile().GetDiagnostics()).Milliseconds;
            report.AppendLine(CultureInfo.InvariantCulture, $"| {body.Lines:N0} | {own:N1} | {own * 1000 / body.Lines:N2} | {own / Rules:N2} | {keys:N1} | {bare * 1000 / body.Lines:N1} |");
        }

        return report.ToString();
    }

    private static CostRunner.Case All => new("", AnalyzerSets.Ours, []);
}
