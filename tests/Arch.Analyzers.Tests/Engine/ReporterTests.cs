using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Off, ignored, in the baseline, relocated, escalated: in this order.</summary>
public class ReporterTests
{
    private const string Code = "class Shop { void Run() => Pay(); static void Pay() { } }";
    private const string Line = "ARCH9901 Sample Shop -> Pay";
    private const string FileLine = "ARCH9911 Sample ops/pay.env -> SECRET";

    [Fact]
    public async Task Finding_HasPlaceMessageAndSeverity()
    {
        var finding = Assert.Single(await Probes.Lint(Code, Probes.Host(Probes.Calls(Probes.First, "Pay"))).RunAsync(compilation: null));
        Assert.Equal("ARCH9901 Code.cs(1) 'Pay' is found", Probes.Describe(finding));
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Empty(finding.Properties);
    }

    [Fact]
    public async Task RuleThatIsOff_TouchesNoBaseline()
    {
        var lint = Lint(Line);
        lint.Severities["ARCH9901"] = ReportDiagnostic.Suppress;
        Assert.Empty(await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task RuleThatIsOffInOneTree_ReportsInTheOther()
    {
        var lint = Probes.Lint(
            [("A.cs", "class A { void Run() => Pay(); void Pay() { } }"), ("B.cs", "class B { void Run() => Pay(); void Pay() { } }")],
            [("arch.baseline.txt", "ARCH9901 Sample A -> Pay\n")],
            Probes.Host(Probes.Calls(Probes.First, "Pay")), Probes.Files());
        lint.TreeSeverities[("A.cs", "ARCH9901")] = ReportDiagnostic.Suppress;
        // Off comes before the baseline: the line is not hit, and nothing is counted as silenced.
        Assert.Equal(
            ["ARCH9901 B.cs(1) 'Pay' is found", "ARCH9003 arch.baseline.txt(1) Baseline entry is no longer needed: ARCH9901 Sample A -> Pay; delete the line"],
            (await lint.RunAsync(id: null)).OrderByDescending(line => line));
    }

    [Fact]
    public async Task RuleThatIsOnInOneTreeOnly_ReportsThere()
    {
        var lint = Probes.Lint(
            [("A.cs", "class A { void Run() => Pay(); void Pay() { } }"), ("B.cs", "class B { void Run() => Pay(); void Pay() { } }")], [],
            Probes.Host(Probes.Calls(Probes.Off, "Pay")));
        lint.TreeSeverities[("B.cs", "ARCH9904")] = ReportDiagnostic.Warn;
        Assert.Equal(["ARCH9904 B.cs(1) 'Pay' is found"], await lint.RunAsync(id: null));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(ReportDiagnostic.Warn, 1)]
    [InlineData(ReportDiagnostic.Default, 1)] // what ArchMode All writes
    [InlineData(ReportDiagnostic.Suppress, 0)]
    public async Task RuleThatIsOffByDefault_IsSwitchedOnByAGlobalConfig(ReportDiagnostic? severity, int findings)
    {
        // A host of nothing but rules that are off by default is not run for Default.
        var lint = Probes.Lint(Code, Probes.Host(Probes.Calls(Probes.Off, "Pay"), Probes.Calls(Probes.First, "Refund")));
        if (severity is { } configured)
            lint.TreeSeverities[("", "ARCH9904")] = configured;
        Assert.Equal(findings, (await lint.RunAsync(id: null)).Length);
    }

    [Fact]
    public async Task Ignored_ComesBeforeTheBaseline()
    {
        var lint = Probes.Lint(
            [("Code.cs", "class Shop;")], [("ops/pay.env", "A=SECRET # arch:ignore ARCH9911 a fixture\n"), ("arch.baseline.txt", FileLine + "\n")],
            Probes.Files(Probes.Words(Probes.InFiles, "SECRET")));
        Assert.Equal(["ARCH9003 arch.baseline.txt(1) Baseline entry is no longer needed: ARCH9911 Sample ops/pay.env -> SECRET; delete the line"], await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task InTheBaseline_IsSilentAndCounted()
    {
        Assert.Equal(["ARCH9004 arch.baseline.txt(1) 1 known findings of 1 baseline entries are silent in 'Sample'"], await Lint(Line).RunAsync(id: null));
        Assert.Equal(["ARCH9901 Code.cs(1) 'Pay' is found"], await Lint("").RunAsync(id: null));
    }

    [Fact]
    public async Task SecondFindingOfTheSameIdentity_IsSilentToo()
    {
        var lint = Probes.Lint(
            [("A.cs", "partial class Shop { void Run() { Pay(); Pay(); } void Pay() { } }"), ("B.cs", "partial class Shop { class Inner { void Run(Shop s) => s.Pay(); } }")],
            [("arch.baseline.txt", Line)],
            Probes.Host(Probes.Calls(Probes.First, "Pay")), Probes.Files());
        Assert.Equal(["ARCH9004 arch.baseline.txt(1) 3 known findings of 1 baseline entries are silent in 'Sample'"], await lint.RunAsync(id: null));
    }

    [Fact]
    public async Task OtherTarget_OtherType_OtherAssembly_AreNew()
    {
        Assert.Equal(["ARCH9003", "ARCH9901"], await Ids("ARCH9901 Sample Shop -> Refund"));
        Assert.Equal(["ARCH9003", "ARCH9901"], await Ids("ARCH9901 Sample Store -> Pay"));
        Assert.Equal(["ARCH9901"], await Ids("ARCH9901 Other Shop -> Pay"));

        async Task<string[]> Ids(string line) => [.. (await Lint(line).RunAsync(id: null)).Select(found => found[..8]).Order()];
    }

    [Fact]
    public async Task FindingCarriesItsLine_WhereThereIsABaseline()
    {
        var finding = (await Lint("").RunAsync(compilation: null)).Single();
        Assert.Equal(Line, finding.Properties[Reporter.BaselineLine]);
    }

    [Fact]
    public async Task RecordMode_MovesFileFindingsIntoTheFirstHandwrittenTree()
    {
        var lint = Probes.Lint(
            [("B.cs", "class B;"), ("A.cs", "class A { void Run() => Pay(); void Pay() { } }"), ("0.g.cs", "class G;"), ("obj/0.cs", "class O;")],
            [("ops/pay.env", "A=1\nB=SECRET\n")],
            Probes.Host(Probes.Calls(Probes.First, "Pay")), Probes.Files(Probes.Words(Probes.InFiles, "SECRET")));
        lint.Options["build_property.ArchRecordBaseline"] = "True";
        lint.Options["build_property.ArchBreakBuild"] = "true";

        var found = (await lint.RunAsync(compilation: null)).ToDictionary(finding => finding.Id);
        Assert.Equal(2, found.Count);
        var moved = found["ARCH9911"];
        Assert.Equal(("/project/A.cs", 0), (moved.Location.GetLineSpan().Path, moved.Location.SourceSpan.Start));
        Assert.Equal("/project/ops/pay.env", Assert.Single(moved.AdditionalLocations).GetLineSpan().Path);
        Assert.Equal(FileLine, moved.Properties[Reporter.BaselineLine]);

        var stays = found["ARCH9901"];
        Assert.Equal("/project/A.cs", stays.Location.GetLineSpan().Path);
        Assert.NotEqual(0, stays.Location.SourceSpan.Start);
        Assert.All(found.Values, finding => Assert.Equal((DiagnosticSeverity.Warning, "true"), (finding.Severity, finding.Properties[Reporter.Recording])));
    }

    [Fact]
    public async Task RecordMode_IsAnOptionToo_AndKnowsTheBaseline()
    {
        var lint = Probes.Lint(
            [("A.cs", "class A;")], [("ops/pay.env", "B=SECRET\n"), ("ops/new.env", "B=SECRET\n"), ("arch.baseline.txt", FileLine + "\n")],
            Probes.Files(Probes.Words(Probes.InFiles, "SECRET")));
        lint.Options["arch.baseline.record"] = "true";
        var moved = (await lint.RunAsync(compilation: null)).Single(finding => finding.Id == "ARCH9911");
        Assert.Equal("ARCH9911 Sample ops/new.env -> SECRET", moved.Properties[Reporter.BaselineLine]);
    }

    [Theory]
    [InlineData("true", null, DiagnosticSeverity.Error)]
    [InlineData("True", null, DiagnosticSeverity.Error)]
    [InlineData("false", null, DiagnosticSeverity.Warning)]
    [InlineData("", null, DiagnosticSeverity.Warning)]
    [InlineData("yes", null, DiagnosticSeverity.Warning)]
    [InlineData("true", "ARCH9901", DiagnosticSeverity.Warning)]
    [InlineData("true", "CS0618, arch9901 ,nullable", DiagnosticSeverity.Warning)]
    [InlineData("true", "ARCH9902", DiagnosticSeverity.Error)]
    public async Task Escalation_OfWarnings(string breakBuild, string? notAsErrors, DiagnosticSeverity severity)
    {
        var lint = Probes.Lint(Code, Probes.Host(Probes.Calls(Probes.First, "Pay")));
        lint.Options["build_property.ArchBreakBuild"] = breakBuild;
        if (notAsErrors is not null)
            lint.Options["build_property._ArchNotAsErrors"] = notAsErrors;
        Assert.Equal(severity, Assert.Single(await lint.RunAsync(compilation: null)).Severity);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Hidden, DiagnosticSeverity.Hidden)]
    public async Task Escalation_LeavesASeverityThatTheUserWrote(ReportDiagnostic configured, DiagnosticSeverity severity)
    {
        var lint = Probes.Lint(Code, Probes.Host(Probes.Calls(Probes.First, "Pay")));
        lint.Options["build_property.ArchBreakBuild"] = "true";
        lint.Severities["ARCH9901"] = configured;
        Assert.Equal(severity, Assert.Single(await lint.RunAsync(compilation: null)).Severity);
    }

    [Fact]
    public async Task Escalation_LeavesInfoAndSoftFindings()
    {
        var lint = Probes.Lint(Code, Probes.Host(Probes.Calls(Probes.Weak, "Pay"), Soft()));
        lint.Options["build_property.ArchBreakBuild"] = "true";
        Assert.Equal(
            [("ARCH9902", DiagnosticSeverity.Info), ("ARCH9903", DiagnosticSeverity.Info)],
            (await lint.RunAsync(compilation: null)).Select(finding => (finding.Id, finding.Severity)).Order());
    }

    [Theory]
    [InlineData("on", 1)]
    [InlineData("ON", 1)]
    [InlineData("off", 0)]
    [InlineData(" Off ", 0)]
    [InlineData("maybe", 1)]
    public async Task SoftFindings_AreAnOption(string value, int findings)
    {
        var lint = Probes.Lint(Code, Probes.Host(Soft(), Probes.Calls(Probes.First, "Pay")));
        lint.Options["arch.ARCH9902.soft"] = value;
        Assert.Equal(findings, (await lint.RunAsync("ARCH9902")).Length);
        Assert.Single(await lint.RunAsync("ARCH9901"));
    }

    [Fact]
    public async Task PropertiesAndLocations_TravelWithTheFinding()
    {
        var rule = new CodeProbe(Probes.First, start => start.OnCall(["Pay"], static call => call.Report
            .With("kind", "cash").WithLocations([call.Call.GetLocation()]).At(call.NameLocation, new Finding("x"), "x")));
        var finding = Assert.Single(await Probes.Lint(Code, Probes.Host(rule)).RunAsync(compilation: null));
        Assert.Equal("cash", finding.Properties["kind"]);
        Assert.Equal("Pay()", Code.Substring(Assert.Single(finding.AdditionalLocations).SourceSpan.Start, 5));
    }

    private static CodeProbe Soft() =>
        new(Probes.Second, start => start.OnCall(["Pay"], static call => call.Report.Soft(call.NameLocation, new Finding("Pay"), "Pay")));

    private static Lint Lint(string baseline) => Probes.Lint(
        [("Code.cs", Code)], [("arch.baseline.txt", baseline + "\n")], Probes.Host(Probes.Calls(Probes.First, "Pay")), Probes.Files());
}
