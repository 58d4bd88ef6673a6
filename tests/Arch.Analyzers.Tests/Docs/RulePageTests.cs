using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>Every page is complete, and what it shows is true: its examples are compiled and judged.</summary>
public class RulePageTests
{
    [Theory]
    [MemberData(nameof(RuleFacts.Ids), MemberType = typeof(RuleFacts))]
    public void Sections_AreAllThere(string id)
    {
        var page = RulePage.Of(id);
        var sections = page.Markdown.Headings.Where(heading => heading.Level == 2).Select(heading => heading.Title);
        Assert.True(RulePage.Sections.SequenceEqual(sections), $"{page.Rule.Page} needs the sections '{string.Join("', '", RulePage.Sections)}' in this order");

        var lines = page.Markdown.Text.ReplaceLineEndings("\n").Split('\n');
        var empty = lines.Index().Where(line => line.Item.StartsWith("## ", StringComparison.Ordinal)
            && lines.Skip(line.Index + 1).TakeWhile(next => !next.StartsWith("## ", StringComparison.Ordinal)).All(next => next.Length == 0));
        Assert.True(!empty.Any(), $"{page.Rule.Page} has empty sections: {string.Join(", ", empty.Select(line => line.Item))}");
    }

    [Theory]
    [MemberData(nameof(RuleFacts.Ids), MemberType = typeof(RuleFacts))]
    public async Task Violation_RaisesExactlyThisRule(string id)
    {
        // These speak about findings of other rules.
        if (id is "ARCH9002" or "ARCH9003" or "ARCH9004" && !Catalogue.Rules.Any(rule => rule.Id == "ARCH1004"))
            return;
        var page = RulePage.Of(id);
        Assert.True(page.Violations.Any(), $"{page.Rule.Page} has no block marked 'violation'");
        foreach (var sample in page.Violations)
        {
            var found = await RunAsync(sample);
            Assert.True(found.Length > 0, $"{sample.Place} raises nothing");
            Assert.True(found.All(finding => finding.Id == id), $"{sample.Place} raises more than {id}:\n{string.Join("\n", found.Select(Describe))}");
        }
    }

    [Theory]
    [MemberData(nameof(RuleFacts.Ids), MemberType = typeof(RuleFacts))]
    public async Task Remedy_RaisesNothing(string id)
    {
        var page = RulePage.Of(id);
        Assert.True(page.Remedies.Any(), $"{page.Rule.Page} has no block marked 'fix'");
        foreach (var sample in page.Remedies)
        {
            var found = await RunAsync(sample);
            Assert.True(found.IsEmpty, $"{sample.Place} raises:\n{string.Join("\n", found.Select(Describe))}");
        }
    }

    /// <summary>The n-th remedy is what the code fix makes of the n-th violation, unless it says <c>by-hand</c>.</summary>
    [Theory]
    [MemberData(nameof(RuleFacts.Ids), MemberType = typeof(RuleFacts))]
    public async Task Remedy_IsWhatTheCodeFixMakes(string id)
    {
        var page = RulePage.Of(id);
        if (id == "ARCH9003" && !Catalogue.Rules.Any(rule => rule.Id == "ARCH1004"))
            return;
        if (page.Rule.Fixes.IsEmpty)
        {
            Assert.DoesNotContain(page.Remedies, remedy => remedy.IsByHand);
            return;
        }

        var pairs = page.Violations.Zip(page.Remedies).Where(pair => !pair.Second.IsByHand).ToList();
        Assert.True(pairs.Count > 0, $"{page.Rule.Page} does not show what its code fix does");
        foreach (var (violation, remedy) in pairs)
        {
            var fixedLint = await FixRunner.FixAllOneByOneAsync(violation.Lint(), id, page.Rule.Fixes, remedy.Block.Setting("variant"));
            var actual = fixedLint.Sources.Concat(fixedLint.Files).Single(file => file.Path == violation.Path).Text;
            Assert.True(PageKeys.Fill(remedy.Block.Text) == actual, $"{remedy.Place} is not what the code fix makes of {violation.Place}, which is:\n{actual}");
        }
    }

    /// <summary>What other pages show as silent is silent, and no ignore in it is superfluous.</summary>
    [Fact]
    public async Task Remedy_OnOtherPages_RaisesNothing()
    {
        var samples = Markdown.All().Where(page => !page.Path.StartsWith("docs/rules/", StringComparison.Ordinal)).SelectMany(page => RulePage.ReadSamples(page, null)).ToList();
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            var found = await RunAsync(sample);
            Assert.True(found.IsEmpty, $"{sample.Place} raises:\n{string.Join("\n", found.Select(Describe))}");
        }
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> RunAsync(PageSample sample)
    {
        var lint = sample.Lint();
        var compilation = lint.Compile();
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"{sample.Place} does not compile:\n{string.Join("\n", errors)}");
        return await lint.RunAsync(compilation);
    }

    private static string Describe(Diagnostic finding) => $"{finding.Id} {finding.Location.GetLineSpan()}: {finding.GetMessage()}";
}
