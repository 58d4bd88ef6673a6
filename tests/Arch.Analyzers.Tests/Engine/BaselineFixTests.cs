using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Writing the baseline, and deleting from it.</summary>
public class BaselineFixTests
{
    private const string Code = "class Shop { void Run() { Pay(); Refund(); Pay(); } void Pay() { } void Refund() { } }";

    [Theory]
    [InlineData("", "ARCH1002 Sample Shop -> Pay\n")]
    [InlineData("# ours\n", "# ours\nARCH1002 Sample Shop -> Pay\n")]
    [InlineData("# ours", "# ours\nARCH1002 Sample Shop -> Pay\n")]
    [InlineData("# ours\r\n", "# ours\r\nARCH1002 Sample Shop -> Pay\r\n")]
    [InlineData("ARCH1001 A B -> C\nARCH1003 A B -> C\n", "ARCH1001 A B -> C\nARCH1002 Sample Shop -> Pay\nARCH1003 A B -> C\n")]
    [InlineData("ARCH1003 A B -> C\nARCH1001 A B -> C\nARCH1003 A B -> C", "ARCH1001 A B -> C\nARCH1002 Sample Shop -> Pay\nARCH1003 A B -> C\n")]
    [InlineData("# ours\n\n# the cache\nARCH1003 A B -> C\n", "# ours\n\n# the cache\nARCH1002 Sample Shop -> Pay\nARCH1003 A B -> C\n")]
    [InlineData("# ours\nARCH1001 A B -> C\n# the cache\nARCH1003 A B -> C\n# done\n", "# ours\nARCH1001 A B -> C\nARCH1002 Sample Shop -> Pay\n# the cache\nARCH1003 A B -> C\n# done\n")]
    public async Task OneFinding_IsRecordedInItsPlace(string before, string after)
    {
        var lint = Lint(before);
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var finding = (await FindingsAsync(lint)).First();
        var action = Assert.Single(await FixRunner.OffersAsync(project, new BaselineFix(), finding));
        Assert.Equal("Record in architecture baseline", action.Title);

        var recorded = await FixRunner.ApplyAsync(lint, project, action);
        Assert.Equal(after, recorded.Files.Single().Text);
        Assert.Equal(Code, recorded.Sources.Single().Text);
    }

    [Fact]
    public async Task EveryFinding_OnceEach_AndASecondPassChangesNothing()
    {
        var lint = Lint("");
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var findings = await FindingsAsync(lint);
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var solution = await FixAllAsync(project.Solution, scope, (project.Id, findings));
            var text = await TextAsync(solution.GetProject(project.Id)!);
            Assert.Equal("ARCH1002 Sample Shop -> Pay\nARCH1003 Sample Shop -> Refund\n", text);

            var again = await FixAllAsync(solution, scope, (project.Id, findings));
            Assert.Equal(text, await TextAsync(again.GetProject(project.Id)!));
        }
    }

    [Fact]
    public async Task TwoProjects_WithOneFile_WriteTheUnionIntoEveryCopy()
    {
        using var workspace = new AdhocWorkspace();
        var (a, b) = (Lint("ARCH1001 X Y -> Z\n", "A"), Lint("ARCH1001 X Y -> Z\n", "B"));
        var first = FixRunner.Open(workspace, a);
        var second = FixRunner.Open(workspace, b, first.Solution);
        var solution = await FixAllAsync(second.Solution, FixAllScope.Solution, (first.Id, await FindingsAsync(a)), (second.Id, await FindingsAsync(b)));
        const string union = "ARCH1001 X Y -> Z\nARCH1002 A Shop -> Pay\nARCH1002 B Shop -> Pay\nARCH1003 A Shop -> Refund\nARCH1003 B Shop -> Refund\n";
        Assert.Equal(union, await TextAsync(solution.GetProject(first.Id)!));
        Assert.Equal(union, await TextAsync(solution.GetProject(second.Id)!));
    }

    [Fact]
    public async Task WithoutAFile_NothingIsOffered()
    {
        var lint = Probes.Lint(Code, Hosts);
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        foreach (var finding in await FindingsAsync(lint))
            Assert.Empty(await FixRunner.OffersAsync(project, new BaselineFix(), finding));
    }

    [Fact]
    public async Task RecordMode_RecordsFindingsInFilesToo()
    {
        var lint = Lint("");
        lint.Files.Add(("ops/pay.env", "KEY=SECRET"));
        lint.Options["build_property.ArchRecordBaseline"] = "true";
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var solution = await FixAllAsync(project.Solution, FixAllScope.Solution, (project.Id, await FindingsAsync(lint)));
        Assert.Equal("ARCH1002 Sample Shop -> Pay\nARCH1003 Sample Shop -> Refund\nARCH1003 Sample ops/pay.env -> SECRET\n", await TextAsync(solution.GetProject(project.Id)!));
    }

    [Fact]
    public async Task StaleLine_IsDeleted()
    {
        var lint = Stale("A", "# head\nARCH9901 A Shop -> Gone\r\nARCH9901 B Shop -> Pay\nARCH9901 A Shop -> GoneToo");
        var cleaned = await FixRunner.FixAllOneByOneAsync(lint, "ARCH9003", [new StaleBaselineFix()]);
        Assert.Equal("# head\nARCH9901 B Shop -> Pay\n", cleaned.Files.Single().Text);
        Assert.Empty(await cleaned.RunAsync(id: null));
    }

    [Fact]
    public async Task StaleLines_OfTwoProjectsWithOneFile_AreAllDeleted()
    {
        const string text = "ARCH9901 A Shop -> Gone\nARCH9901 B Shop -> Gone\nARCH9901 C Shop -> Stays\n";
        using var workspace = new AdhocWorkspace();
        var (a, b) = (Stale("A", text), Stale("B", text));
        var first = FixRunner.Open(workspace, a);
        var second = FixRunner.Open(workspace, b, first.Solution);
        var solution = await FixRunner.FixAllAsync(second.Solution, new StaleBaselineFix(), "ARCH9003/text", FixAllScope.Solution, new Dictionary<ProjectId, ImmutableArray<Diagnostic>>
        {
            [first.Id] = await a.RunAsync(compilation: null),
            [second.Id] = await b.RunAsync(compilation: null),
        });
        Assert.Equal("ARCH9901 C Shop -> Stays\n", await TextAsync(solution.GetProject(first.Id)!));
        Assert.Equal("ARCH9901 C Shop -> Stays\n", await TextAsync(solution.GetProject(second.Id)!));
    }

    /// <summary>The fix only knows rules of the catalogue, so these probes borrow their ids.</summary>
    private static Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] Hosts =>
    [
        Probes.Host(Probes.Calls(Borrow("ARCH1002"), "Pay"), Probes.Calls(Borrow("ARCH1003"), "Refund")),
        Probes.Files(Probes.Words(Borrow("ARCH1003"), "SECRET")),
    ];

    private static DiagnosticDescriptor Borrow(string id) => Descriptor.Create(
        id, title: "A probe", messageFormat: "'{0}' is found", category: Category.Access, defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "A rule of the tests.");

    private static Lint Lint(string baseline, string assembly = "Sample") => new()
    {
        Sources = [("Code.cs", Code)], Files = [("arch.baseline.txt", baseline)], Analyzers = [.. Hosts], AssemblyName = assembly,
    };

    private static Lint Stale(string assembly, string baseline) => new()
    {
        Sources = [("Code.cs", Code)], Files = [("arch.baseline.txt", baseline)], AssemblyName = assembly,
        Analyzers = [Probes.Host(Probes.Calls(Probes.First, "Nothing")), Probes.Files()],
    };

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Lint lint) =>
        [.. (await lint.RunAsync(compilation: null)).Where(finding => finding.Id.StartsWith("ARCH1"))];

    private static Task<Solution> FixAllAsync(Solution solution, FixAllScope scope, params (ProjectId Id, ImmutableArray<Diagnostic> Findings)[] findings) =>
        FixRunner.FixAllAsync(solution, new BaselineFix(), "ARCH/baseline", scope, findings.ToDictionary(entry => entry.Id, entry => entry.Findings));

    private static async Task<string> TextAsync(Project project) =>
        (await project.AdditionalDocuments.Single(document => document.Name == "arch.baseline.txt").GetTextAsync()).ToString();
}
