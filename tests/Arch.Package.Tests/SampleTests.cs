using System.Text.RegularExpressions;

namespace Arch.Package.Tests;

/// <summary>
/// The samples, with the package as users install it. By convention each folder <c>X</c> is clean in CI and its twins <c>X.Broken</c> and <c>X.….Broken</c> raise
/// exactly what they are annotated with: a comment that holds only ids speaks for its line or, alone on a line, for the next one; <c>expected.txt</c> speaks where there are no comments.
/// </summary>
public sealed partial class SampleTests(SampleTests.Builds builds) : IClassFixture<SampleTests.Builds>
{
    private const string Twin = ".Broken";

    private static readonly string[] Folders = [.. Directory.EnumerateDirectories(Repository.PathOf("samples")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private static readonly string[] Good = [.. Folders.Where(static name => !name.EndsWith(Twin, StringComparison.Ordinal))];

    private static readonly string[] Broken = [.. Folders.Except(Good)];

    public static TheoryData<string> Samples => [.. Good];

    public static TheoryData<string> Twins => [.. Broken];

    [Fact]
    public void EverySample_HasATwin_AndEveryTwinASample()
    {
        Assert.Equal([], Good.Select(static name => name + Twin).Except(Broken));
        Assert.Equal([], Broken.Select(static name => name[..name.IndexOf('.')]).Except(Good));
    }

    [Fact]
    public void EveryRule_IsRaisedByTheTwinOfTheService()
    {
        var raised = Annotations("Orders.Broken").Select(static annotation => annotation[^8..]).ToHashSet();
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs", "rules"), "ARCH*.md").Select(static page => Path.GetFileNameWithoutExtension(page));
        Assert.Empty(pages.Where(id => id[4] != '9' && !raised.Contains(id)).Order());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void GoodSample_IsCleanInCi(string sample) => Assert.Empty(Said(builds.GoodInCi[sample]));

    [Theory]
    [MemberData(nameof(Twins))]
    public void Twin_RaisesWhatItIsAnnotatedWith_AndNothingElse(string twin)
    {
        var said = Said(builds.Outside[twin]);
        Assert.Equal(Annotations(twin), said.Select(static finding => $"{finding.File}:{finding.Line} {finding.Rule}").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            said.Select(static finding => (finding with { Level = finding.Level == "warning" ? "error" : finding.Level }).ToString()).Order(),
            Said(builds.InCi[twin]).Select(static finding => finding.ToString()).Order());
        Assert.Equal(said.Any(static finding => finding.Level == "warning"), builds.InCi[twin].Failed);
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Fixes_RaiseNothingNew(string twin)
    {
        var before = Said(builds.Outside[twin]).Select(static finding => (finding.File, finding.Rule)).ToList();
        foreach (var finding in Said(builds.Formatted[twin]))
            Assert.True(before.Remove((finding.File, finding.Rule)), $"'dotnet format analyzers' made {finding}");
    }

    /// <summary>
    /// One set of findings, whoever runs the analyzers; also of rules that report at the end of a compilation and of those without a fix. The formatter
    /// speaks of code only: what is found in other files is between the build and the editor.
    /// </summary>
    [Theory]
    [MemberData(nameof(Twins))]
    public void Formatter_FindsWhatTheBuildFinds(string twin) => Assert.Equal(
        Said(builds.Outside[twin]).Where(static finding => finding.File.EndsWith(".cs", StringComparison.Ordinal)).Select(static finding => $"{finding.File}:{finding.Line} {finding.Rule}")
            .Distinct().Order(StringComparer.Ordinal),
        builds.Reported[twin]);

    /// <summary>All but the hints of others.</summary>
    private static Finding[] Said(ProjectBuild build) => [.. build.All.Where(static finding => finding.Level != "note" || finding.Rule.StartsWith("ARCH", StringComparison.Ordinal))];

    private static IEnumerable<string> Annotations(string twin)
    {
        var annotations = new List<string>();
        foreach (var (full, relative) in Files(twin))
        {
            var lines = File.ReadAllLines(full);
            if (relative == "expected.txt")
                annotations.AddRange(lines.Where(static line => line.Length > 0 && line[0] != '#'));
            for (var i = 0; relative != "expected.txt" && i < lines.Length; i++)
            {
                if (Annotation().Match(lines[i]) is { Success: true } found)
                    annotations.AddRange(found.Groups["id"].Captures.Select(id => $"{relative}:{(found.Groups["code"].Value.Trim().Length == 0 ? i + 2 : i + 1)} {id.Value}"));
            }
        }

        return annotations.Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Full, string Relative)> Files(string sample)
    {
        var directory = Repository.PathOf("samples", sample);
        return from full in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(directory, full).Replace('\\', '/')
               where !relative.Split('/').Any(static part => part is "bin" or "obj" or "cdk.out")
               select (full, relative);
    }

    [GeneratedRegex(@"^(?<code>.*?)(//|#|--) *(?<id>ARCH\d{4})(, *(?<id>ARCH\d{4}))* *$")]
    private static partial Regex Annotation();

    [GeneratedRegex("(?<=\"Arch\\.Analyzers\" Version=\")[^\"]*")]
    private static partial Regex PackageVersion();

    public sealed class Builds : IAsyncLifetime
    {
        internal Build GoodInCi { get; private set; } = null!;

        internal Build Outside { get; private set; } = null!;

        internal Build InCi { get; private set; } = null!;

        internal FormatReport Reported { get; private set; } = null!;

        internal Build Formatted { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var good = await Copy("samples", Good);
            GoodInCi = await good.Build("CI=true");
            GoodInCi.AssertSucceeded();
            Assert.Contains(" 0 Warning(s)", GoodInCi.Output, StringComparison.Ordinal);

            var broken = await Copy("samples-broken", Broken);
            Outside = await broken.Build();
            Outside.AssertSucceeded();
            InCi = await broken.Build("CI=true");
            var rules = string.Join(' ', Broken.SelectMany(twin => Said(Outside[twin])).Select(static finding => finding.Rule).Distinct());
            Reported = await broken.ReportFormat(rules);
            await broken.Format(rules);
            Formatted = await broken.Build();
            Formatted.AssertSucceeded();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task<Scratch> Copy(string name, string[] samples)
        {
            var scratch = await Scratch.Create(name);
            foreach (var sample in samples)
            {
                foreach (var (full, relative) in Files(sample))
                {
                    var text = File.ReadAllText(full).Replace("AKIA7…", Secrets.KeyId, StringComparison.Ordinal);
                    scratch.Write($"{sample}/{relative}", PackageVersion().Replace(text, "VERSION"));
                }
            }

            return scratch;
        }
    }
}
