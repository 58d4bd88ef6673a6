using System.Collections.Immutable;
using System.Reflection;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Docs;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>
/// What holds for every rule, asked with the violations that its page shows: a new rule is asked all of this without a line of test of its own.
/// The rules ARCH9xxx speak about these switches and are tested apart.
/// </summary>
public class EveryRuleTests
{
    private const int LongestMessage = 300;

    /// <summary>The rules whose findings may stand in the baseline.</summary>
    public static TheoryData<string> RecordedIds => [.. RuleFacts.All.Where(rule => !rule.IsEngine && !rule.Descriptor.CustomTags.Contains(Descriptor.NoBaselineTag)).Select(rule => rule.Id)];

    public static TheoryData<string> Ids => [.. RuleFacts.All.Where(rule => !rule.IsEngine).Select(rule => rule.Id)];

    [Theory, MemberData(nameof(Ids))]
    public Task Message_IsOneFilledLine(string id) => EachAsync(id, async sample =>
    {
        Assert.All(await FindAsync(sample.Lint(), id), finding =>
        {
            var message = finding.GetMessage();
            Assert.InRange(message.Length, 1, LongestMessage);
            Assert.DoesNotContain('\n', message);
            Assert.DoesNotMatch(@"\{\d", message);
            Assert.DoesNotContain(Lint.ProjectDirectory, message);
        });
    });

    [Theory, MemberData(nameof(Ids))]
    public Task SeverityNone_IsSilent(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        lint.Severities[id] = ReportDiagnostic.Suppress;
        Assert.Empty(await FindAsync(lint, id));
    });

    [Theory, MemberData(nameof(Ids))]
    public Task SeveritySuggestion_StaysInfoInCi(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        lint.Severities[id] = ReportDiagnostic.Info;
        lint.Options["build_property.ArchBreakBuild"] = "true";
        var found = await FindAsync(lint, id);
        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Equal(DiagnosticSeverity.Info, finding.Severity));
    });

    [Theory, MemberData(nameof(Ids))]
    public Task SwitchedOff_IsSilent(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        lint.Options["build_property.ArchEnabled"] = "False";
        Assert.Empty(await lint.RunAsync());
    });

    [Theory, MemberData(nameof(Ids))]
    public Task Escalation_TurnsWarningsIntoErrors(string id) => EachAsync(id, async sample =>
    {
        var severities = (await FindAsync(sample.Lint(), id)).Select(finding => finding.Severity).ToList();
        Assert.All(severities, severity => Assert.True(severity is DiagnosticSeverity.Warning or DiagnosticSeverity.Info));

        var lint = sample.Lint();
        lint.Options["build_property.ArchBreakBuild"] = "true";
        // A rule that is off by default only runs with a severity that somebody wrote down, and that one stays.
        var escalates = RuleFacts.Of(id).Descriptor.IsEnabledByDefault;
        var escalated = severities.Select(severity => escalates && severity == DiagnosticSeverity.Warning ? DiagnosticSeverity.Error : severity);
        Assert.Equal(escalated, (await FindAsync(lint, id)).Select(finding => finding.Severity));

        lint.Options["build_property._ArchNotAsErrors"] = $"CS0618,{id}";
        Assert.Equal(severities, (await FindAsync(lint, id)).Select(finding => finding.Severity));
    });

    [Theory, MemberData(nameof(Ids))]
    public Task Pragma_IsSilent(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        var sources = lint.Sources.Select(source => (source.Path, $"#pragma warning disable {id}\n{source.Text}")).ToList();
        Assert.DoesNotContain(await FindAsync(lint.With(sources, lint.Files), id), IsInCode);
    });

    [Theory, MemberData(nameof(Ids))]
    public Task SuppressMessage_OnTheAssembly_IsSilent(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        lint.Sources.Add(("Suppressions.cs", $"[assembly: {SuppressMessage(id)}]"));
        Assert.Empty(await FindAsync(lint, id));
    });

    [Theory, MemberData(nameof(Ids))]
    public Task SuppressMessage_OnTheType_IsSilent(string id) => SuppressAsync<BaseTypeDeclarationSyntax>(id);

    [Theory, MemberData(nameof(Ids))]
    public Task SuppressMessage_OnTheMember_IsSilent(string id) => SuppressAsync<MemberDeclarationSyntax>(id);

    [Theory, MemberData(nameof(Ids))]
    public Task GeneratedCode_IsJudgedOnlyIfTheHostSaysSo(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        var before = (await FindAsync(lint, id)).Count(IsInCode);
        var sources = lint.Sources.Select(source => (Path.ChangeExtension(source.Path, ".g.cs"), source.Text)).ToList();
        var found = (await FindAsync(lint.With(sources, lint.Files), id)).Count(IsInCode);
        Assert.Equal(SeesGeneratedCode(id) ? before : 0, found);
    });

    [Theory, MemberData(nameof(RecordedIds))]
    public Task Baseline_SilencesEveryFinding(string id) => EachAsync(id, async sample =>
    {
        var lines = await LinesAsync(sample, id);
        Assert.NotEmpty(lines);
        var found = await sample.Lint(Baseline(lines)).RunAsync();
        Assert.Equal([EngineRules.BaselineSummary.Id], found.Select(finding => finding.Id));
    });

    [Theory, MemberData(nameof(RecordedIds))]
    public Task Baseline_OfARepairedProject_IsStale(string id) => EachAsync(id, async sample =>
    {
        var lines = (await LinesAsync(sample, id)).Distinct().Order(StringComparer.Ordinal).ToList();
        var repaired = sample.Lint(Baseline(lines)).With([("Code.cs", "class Code;")], [Baseline(lines)]);
        var expected = RuleFacts.Of(id).Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd) ? 0 : lines.Count;
        Assert.Equal(expected, (await FindAsync(repaired, EngineRules.StaleBaseline.Id)).Length);
    });

    /// <summary>The same code once more, in a type inside of the same outermost type: what has the same identity is silenced by the same line.</summary>
    [Theory, MemberData(nameof(RecordedIds))]
    public Task Baseline_SilencesTheSecondFindingOfTheSameIdentity(string id) => EachAsync(id, async sample =>
    {
        var lines = (await LinesAsync(sample, id)).ToHashSet();
        if (Doubled(sample.Lint(Baseline([]))) is not { } doubled)
            return;
        var (same, other) = Split(await FindAsync(doubled, id));
        Assert.True(same >= lines.Count);
        var (left, stillOther) = Split(await FindAsync(doubled.With(doubled.Sources, [.. doubled.Files.Where(file => file.Path != Analyzers.Engine.Baseline.FileName), Baseline(lines)]), id));
        Assert.Equal((0, other), (left, stillOther));

        (int Same, int Other) Split(ImmutableArray<Diagnostic> found) =>
            (found.Count(finding => lines.Contains(finding.Properties[Reporter.BaselineLine]!)), found.Count(finding => !lines.Contains(finding.Properties[Reporter.BaselineLine]!)));
    });

    [Theory, MemberData(nameof(RecordedIds))]
    public Task RecordMode_PutsEveryFindingIntoCode(string id) => EachAsync(id, async sample =>
    {
        var before = await FindAsync(sample.Lint(), id);
        var lint = sample.Lint(Baseline([]));
        lint.Options["build_property.ArchRecordBaseline"] = "true";
        lint.Options["build_property.ArchBreakBuild"] = "true";
        var found = await FindAsync(lint, id);

        Assert.Equal(before.Length, found.Length);
        Assert.All(found, finding =>
        {
            Assert.True(IsInCode(finding));
            Assert.NotEqual(DiagnosticSeverity.Error, finding.Severity);
            Assert.StartsWith(id + " ", finding.Properties[Reporter.BaselineLine]);
        });
        Assert.Equal(
            before.Where(finding => !IsInCode(finding)).Select(finding => finding.Location.GetLineSpan()).ToHashSet(),
            found.Where(finding => finding.Location.SourceSpan.IsEmpty && finding.AdditionalLocations.Count > 0).Select(finding => finding.AdditionalLocations[0].GetLineSpan()).ToHashSet());
    });

    /// <summary>In record mode a finding need not lie where it belongs, so every fix but the one that records it steps back.</summary>
    [Theory, MemberData(nameof(RecordedIds))]
    public Task RecordMode_OffersNothingButTheBaseline(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint(Baseline([]));
        lint.Options["build_property.ArchRecordBaseline"] = "true";
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        foreach (var finding in await FindAsync(lint, id))
        {
            Assert.Single(await FixRunner.OffersAsync(project, new BaselineFix(), finding));
            foreach (var fix in RuleFacts.AllFixes.Where(fix => fix is not BaselineFix))
                Assert.Empty(await FixRunner.OffersAsync(project, fix, finding));
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task Fixes_HaveATitleAndAKeyOfTheirOwn(string id) => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        foreach (var finding in await FindAsync(lint, id))
        {
            var offers = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
            foreach (var fix in RuleFacts.Of(id).Fixes)
                offers.AddRange(await FixRunner.OffersAsync(project, fix, finding));
            Assert.Equal(offers.Count, offers.Select(offer => offer.EquivalenceKey).Distinct().Count());
            Assert.All(offers, offer =>
            {
                Assert.StartsWith(id + "/", offer.EquivalenceKey);
                Assert.True(char.IsUpper(offer.Title[0]) && !offer.Title.EndsWith('.') && offer.Title.Length <= 80, offer.Title);
            });
        }
    });

    private static async Task EachAsync(string id, Func<PageSample, Task> check)
    {
        // One of each sort: in C#, and in a file.
        foreach (var sample in RulePage.Of(id).Violations.DistinctBy(violation => violation.Block.Language == "csharp"))
        {
            try
            {
                await check(sample);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                Assert.Fail($"{sample.Place}: {failure.Message}");
            }
        }
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Lint lint, string id)
    {
        var found = await lint.RunAsync();
        Assert.DoesNotContain(found, finding => finding.Id == "AD0001");
        return [.. found.Where(finding => finding.Id == id)];
    }

    private static async Task<List<string>> LinesAsync(PageSample sample, string id) =>
        [.. (await FindAsync(sample.Lint(Baseline([])), id)).Select(finding => finding.Properties[Reporter.BaselineLine]!)];

    private static (string Path, string Text) Baseline(IEnumerable<string> lines) => (Analyzers.Engine.Baseline.FileName, string.Concat(lines.Select(line => line + "\n")));

    private static bool IsInCode(Diagnostic finding) => finding.Location.SourceTree is not null;

    private static string SuppressMessage(string id) =>
        $"System.Diagnostics.CodeAnalysis.SuppressMessage(\"{RuleFacts.Of(id).Category}\", \"{id}\", Justification = \"A test\")";

    /// <summary>Whether its host looks at all generated code, and not only at files that it chooses.</summary>
    private static bool SeesGeneratedCode(string id) => Catalogue.CodeHosts.Where(host => host.SupportedDiagnostics.Any(rule => rule.Id == id))
        .Any(host => (bool)typeof(ArchAnalyzer).GetProperty("ReportsInGeneratedCode", NonPublic)!.GetValue(host)!
            && host.GetType().GetMethod("LooksAtGenerated", NonPublic)!.DeclaringType == typeof(CodeAnalyzer));

    private const BindingFlags NonPublic = BindingFlags.Instance | BindingFlags.NonPublic;

    private static Task SuppressAsync<T>(string id) where T : MemberDeclarationSyntax => EachAsync(id, async sample =>
    {
        var lint = sample.Lint();
        var found = (await FindAsync(lint, id)).Where(IsInCode).ToList();
        var sources = lint.Sources.Select(source =>
        {
            // From the end, so that the places in front stay where they are.
            var starts = found.Where(finding => finding.Location.GetLineSpan().Path == Lint.FullPath(source.Path))
                .Select(finding => OwnerOf<T>(finding)?.SpanStart).OfType<int>().Distinct().OrderDescending();
            return (source.Path, starts.Aggregate(source.Text, (text, start) => text.Insert(start, $"[{SuppressMessage(id)}] ")));
        }).ToList();
        var expected = found.Count(finding => OwnerOf<T>(finding) is null);
        Assert.Equal(expected, (await FindAsync(lint.With(sources, lint.Files), id)).Count(IsInCode));
    });

    /// <summary>The declaration around a finding that can carry an attribute; top-level code has none.</summary>
    private static T? OwnerOf<T>(Diagnostic finding) where T : MemberDeclarationSyntax =>
        finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan, findInsideTrivia: true)
            .AncestorsAndSelf().OfType<T>().FirstOrDefault(owner => owner is not (GlobalStatementSyntax or BaseNamespaceDeclarationSyntax or EnumMemberDeclarationSyntax));

    /// <summary>Each outermost type holds a copy of itself; null where there is none that can.</summary>
    private static Lint? Doubled(Lint lint)
    {
        var changed = false;
        var sources = lint.Sources.Select(source =>
        {
            var root = CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(lint.LanguageVersion)).GetCompilationUnitRoot();
            var types = root.DescendantNodes().OfType<TypeDeclarationSyntax>()
                .Where(type => type.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax && type.CloseBraceToken.Span.Length > 0).Reverse();
            var text = source.Text;
            foreach (var type in types)
            {
                changed = true;
                text = text.Insert(type.CloseBraceToken.SpanStart, Renamed(type) + "\n");
            }

            return (source.Path, text);
        }).ToList();
        return changed ? lint.With(sources, lint.Files) : null;
    }

    private static string Renamed(TypeDeclarationSyntax type)
    {
        const string name = "SameAgain";
        var copy = type.ReplaceTokens(
            type.Members.OfType<ConstructorDeclarationSyntax>().Select(constructor => constructor.Identifier).Append(type.Identifier),
            (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, name, token.TrailingTrivia));
        return copy.ToFullString();
    }
}
