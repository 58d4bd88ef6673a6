using System.Globalization;

namespace Arch.Benchmarks;

/// <summary>
/// What a person found about each finding in public code. A line is repository, commit, rule, file, line, verdict and reason, with tabs between them;
/// the verdicts are <c>true</c>, <c>false</c> and <c>debatable</c>.
/// </summary>
internal sealed class Verdicts
{
    private readonly List<Line> _lines;

    private Verdicts(List<Line> lines) => _lines = lines;

    public static Verdicts Read(string path) => new([.. File.ReadLines(path).Skip(1).Where(static line => line.Length > 0).Select(static line => line.Split('\t')).Select(static parts =>
        new Line(parts[0], parts[2], parts[3], int.Parse(parts[4], CultureInfo.InvariantCulture), parts[5]))]);

    public string Of(string repository, CorpusFinding finding) => _lines.Find(line => line.IsAbout(repository, finding))?.Verdict ?? "unread";

    /// <summary>What was found once and is not any more.</summary>
    public IEnumerable<string> Missing(string repository, IReadOnlyCollection<CorpusFinding> findings) =>
        _lines.Where(line => line.Repository == repository && !findings.Any(finding => line.IsAbout(repository, finding)))
            .Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.Verdict} {line.File}:{line.Number} {line.Rule}"));

    private sealed record Line(string Repository, string Rule, string File, int Number, string Verdict)
    {
        public bool IsAbout(string repository, CorpusFinding finding) =>
            Repository == repository && Rule == finding.Rule && File == finding.Path && Number == finding.Line;
    }
}
