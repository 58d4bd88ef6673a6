using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>Same input, same findings: in any order of files and references, on any number of threads, after an edit, however often.</summary>
public class DeterminismTests
{
    private static readonly List<(string Path, string Text)> Sample = [.. SampleLibrary.Whole("Orders.Broken")];

    /// <summary>A service that breaks nearly every rule, and samples from everywhere beside it.</summary>
    private static readonly List<(string Path, string Text)> Sources =
    [
        .. Sample.Where(IsCode),
        ("ImplicitUsings.cs", Twin.ImplicitUsings),
        .. SampleLibrary.Code.Where(static (_, number) => number % 6 == 0).Select((source, number) => ($"Code{number}.cs", Apart(source, number))),
    ];

    private static readonly List<(string Path, string Text)> Files =
    [
        .. Sample.Where(static file => !IsCode(file)),
        .. SampleLibrary.Files.Where(static (_, number) => number % 5 == 0).Select((file, number) => ($"{number}/{file.Path.TrimStart('/')}", file.Text)),
    ];

    private static readonly Lazy<Task<string>> Expected = new(() => Findings(Body()));

    [Fact]
    public async Task TwentyConcurrentRuns_AgreeAndFindSomething()
    {
        var rules = (await Expected.Value).Split('\n').Select(static line => line[..8]).Distinct().ToList();
        Assert.True(rules.Count >= 35, $"silent: {string.Join(" ", Catalogue.Rules.Select(static rule => rule.Id).Except(rules))}");
        for (var run = 0; run < 20; run++)
            Assert.Equal(await Expected.Value, await Findings(Body()));
    }

    [Fact]
    public async Task ASingleThread_FindsTheSame() => Assert.Equal(await Expected.Value, await Findings(Body(concurrent: false)));

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task TheOrderOfFiles_DoesNotMatter(int seed)
    {
        var random = new Random(seed);
        var shuffled = Body(order: texts => [.. texts.OrderBy(_ => random.Next())]);
        var compilation = shuffled.Compile();
        compilation = compilation.WithReferences(compilation.References.OrderBy(_ => random.Next()).ToList());
        Assert.Equal(await Expected.Value, Text(await shuffled.RunAsync(compilation)));
    }

    [Fact]
    public async Task OneTreeAfterTheOther_AsAnEditorAsks_FindsTheSame()
    {
        var lint = Body();
        var live = lint.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => !rule.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd) && rule.Id != "ARCH9001").Select(rule => rule.Id).ToHashSet();
        var compilation = lint.Compile();
        var run = compilation.WithAnalyzers(lint.Analyzers, lint.AnalyzerOptions());
        var found = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            found.AddRange(await run.GetAnalyzerSyntaxDiagnosticsAsync(tree, default));
            found.AddRange(await run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default));
        }

        var whole = (await Body().RunAsync()).Where(finding => finding.Location.IsInSource && live.Contains(finding.Id));
        Assert.Equal(Text(whole), Text(found.Where(finding => live.Contains(finding.Id))));
    }

    [Fact]
    public async Task AnEditedTree_IsJudgedAsAfresh()
    {
        var lint = Body();
        var compilation = lint.Compile();
        await lint.RunAsync(compilation);
        var tree = compilation.SyntaxTrees[0];
        var edited = CSharpSyntaxTree.ParseText(SampleLibrary.Code[^1], (CSharpParseOptions)tree.Options, tree.FilePath);
        var after = await lint.RunAsync((CSharpCompilation)compilation.ReplaceSyntaxTree(tree, edited));

        var fresh = Body();
        fresh.Sources[0] = (fresh.Sources[0].Path, SampleLibrary.Code[^1]);
        Assert.Equal(await Findings(fresh), Text(after));
    }

    [Fact]
    public async Task AnEditedTextFile_IsJudgedAsAfresh()
    {
        var lint = Body();
        var compilation = lint.Compile();
        var before = Text(await lint.RunAsync(compilation));
        var edited = Body();
        edited.Files[edited.Files.FindIndex(static file => file.Path == "arch.json")] = ("arch.json", "{}");
        var after = Text(await edited.RunAsync(compilation));

        Assert.NotEqual(before, after);
        Assert.Equal(await Findings(edited), after);
    }

    private static bool IsCode((string Path, string Text) file) => file.Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>Samples repeat the names of their types, and which of two bases or members a type gets is up to the order the compiler reads them in.</summary>
    private static string Apart(string source, int number)
    {
        var members = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot().Members;
        if (members.Count == 0 || members.Any(member => member is GlobalStatementSyntax))
            return source;
        if (members[0] is FileScopedNamespaceDeclarationSyntax space)
            return source.Insert(space.Name.SpanStart, $"Sample{number}.");
        var start = members[0].FullSpan.Start;
        return $"{source[..start]}\nnamespace Sample{number} {{\n{source[start..]}\n}}\n";
    }

    private static Lint Body(bool concurrent = true, Func<IEnumerable<(string, string)>, List<(string, string)>>? order = null) => new()
    {
        References = Refs.Everything,
        AssemblyName = "Orders",
        Severities = Catalogue.Rules.ToDictionary(static rule => rule.Id, static _ => ReportDiagnostic.Warn),
        Sources = order is null ? [.. Sources] : order(Sources),
        Files = order is null ? [.. Files] : order(Files),
        Concurrent = concurrent,
    };

    private static async Task<string> Findings(Lint lint) => Text(await lint.RunAsync());

    private static string Text(IEnumerable<Diagnostic> found) => string.Join("\n", found.Select(Line).Order(StringComparer.Ordinal));

    private static string Line(Diagnostic finding) => string.Join(
        " ",
        finding.Id, finding.Location.GetLineSpan(), finding.Severity, finding.GetMessage(),
        string.Join(",", finding.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}")),
        string.Join(",", finding.AdditionalLocations.Select(location => location.GetLineSpan().ToString())));
}
