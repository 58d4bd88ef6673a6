using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Engine;

public class StaleBaselineTests
{
    private const string Stale = "ARCH9901 Sample Shop -> Refund";

    [Fact]
    public async Task RepairedFinding_Reports() =>
        Assert.Equal([$"ARCH9003 arch.baseline.txt(2) Baseline entry is no longer needed: {Stale}; delete the line"], await Lint("# head\n" + Stale).RunAsync(id: null));

    [Theory]
    [InlineData("ARCH9901 Other Shop -> Refund")]    // another assembly
    [InlineData("ARCH9902 Sample Shop -> Refund")]   // no host of this rule ran
    [InlineData("ARCH9999 Sample Shop -> Refund")]   // no such rule
    [InlineData("ARCH9905 Sample Shop -> Refund")]   // reports at the end, in no order with us
    [InlineData("# " + Stale)]
    public async Task Other_IsSilent(string line) => Assert.Empty(await Lint(line).RunAsync(id: null));

    [Fact]
    public async Task RuleThatIsOff_IsSilent()
    {
        var lint = Lint(Stale);
        lint.Severities["ARCH9901"] = ReportDiagnostic.Suppress;
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Theory]
    [InlineData("build_property.TargetFrameworks", "net8.0;net10.0")]
    [InlineData("build_property._ArchMultiTargeted", "True")]
    [InlineData("build_property._ArchPrimaryTarget", "false")]
    [InlineData("build_property.ArchTextFiles", "false")]
    [InlineData("build_property.ArchRecordBaseline", "true")]
    [InlineData("build_property.ArchEnabled", "false")]
    public async Task HalfTheProject_IsSilent(string property, string value)
    {
        var lint = Lint(Stale);
        lint.Options[property] = value;
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task ListOfOneTarget_Reports()
    {
        var lint = Lint(Stale);
        lint.Options["build_property.TargetFrameworks"] = "net10.0";
        lint.Options["build_property._ArchMultiTargeted"] = "False";
        Assert.Single(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task BrokenCode_IsSilent() => Assert.Empty(await Lint(Stale, "class Shop { void Run() => Missing(); }").RunAsync(id: null));

    [Fact]
    public async Task InfoInCiToo()
    {
        var lint = Lint(Stale);
        lint.Options["build_property.ArchBreakBuild"] = "true";
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await lint.RunAsync(compilation: null)).Severity);
    }

    [Fact]
    public async Task MalformedLine_IsAnErrorOfTheConfiguration() => Assert.Equal(
        ["ARCH9001 arch.baseline.txt(1) arch.baseline.txt: a line is 'RULE ASSEMBLY FROM -> TO' with single blanks; this line has no effect, so correct or delete it"],
        await Lint("ARCH9901 Sample Shop Refund").RunAsync(id: null));

    [Fact]
    public async Task OnlyTheNearestBaseline_IsJudged()
    {
        var lint = Lint("");
        lint.Files.Add(("/arch.baseline.txt", "nonsense\n" + Stale + "\n"));
        Assert.Empty(await lint.RunAsync(id: null));
    }

    private static Lint Lint(string baseline, string code = "class Shop { }") => Probes.Lint(
        [("Code.cs", code)], [("arch.baseline.txt", baseline + "\n")],
        Probes.Host(Probes.Calls(Probes.First, "Pay")), Probes.Host(AtEnd()), Probes.Files());

    private static CodeProbe AtEnd() => new(Probes.AtEnd, start => start.OnEnd(static _ => { }));
}
