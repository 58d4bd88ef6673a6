using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>Applies code fixes to the sources and text files of a <see cref="Lint"/>, as an editor would, and gives the changed one.</summary>
internal static class FixRunner
{
    private const int MostPasses = 100;

    /// <summary>Fixes the first finding that has a fix until none is left.</summary>
    /// <param name="lint">What to fix.</param>
    /// <param name="id">The rule whose findings are fixed.</param>
    /// <param name="fixes">The providers, in the order they are asked.</param>
    /// <param name="variant">Which of several fixes, by the part of its equivalence key behind the rule id; the first one when not given.</param>
    public static async Task<Lint> FixAllOneByOneAsync(Lint lint, string id, IEnumerable<CodeFixProvider> fixes, string? variant = null)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (await FixFirstAsync(lint, id, fixes, variant) is not { } changed)
                return lint;
            lint = changed;
        }

        throw new InvalidOperationException($"The fixes of {id} do not come to an end.");
    }

    /// <summary>Fix All over the findings of one rule in every project of a solution; gives the solution.</summary>
    /// <param name="solution">Projects made by <see cref="Open"/>.</param>
    /// <param name="fix">The provider.</param>
    /// <param name="key">The equivalence key of its action.</param>
    /// <param name="scope">Document (the first one), project (the first one) or solution.</param>
    /// <param name="findings">What the analyzers found in each project.</param>
    public static async Task<Solution> FixAllAsync(
        Solution solution, CodeFixProvider fix, string key, FixAllScope scope, IReadOnlyDictionary<ProjectId, ImmutableArray<Diagnostic>> findings)
    {
        var project = solution.Projects.First();
        var context = new FixAllContext(project.Documents.First(), fix, scope, key, fix.FixableDiagnosticIds, new Findings(findings), default);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static async Task<Lint?> FixFirstAsync(Lint lint, string id, IEnumerable<CodeFixProvider> fixes, string? variant)
    {
        using var workspace = new AdhocWorkspace();
        var project = Open(workspace, lint);
        foreach (var finding in (await lint.RunAsync()).Where(finding => finding.Id == id))
        {
            foreach (var fix in fixes)
            {
                foreach (var action in await OffersAsync(project, fix, finding))
                {
                    if (variant is null || action.EquivalenceKey == $"{id}/{variant}")
                        return await ApplyAsync(lint, project, action);
                }
            }
        }

        return null;
    }

    /// <summary>The project a workspace makes of a lint, beside those of the solution when one is given.</summary>
    public static Project Open(AdhocWorkspace workspace, Lint lint, Solution? solution = null)
    {
        var info = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, lint.AssemblyName, lint.AssemblyName, LanguageNames.CSharp, compilationOptions: lint.Compile().Options,
            parseOptions: new CSharpParseOptions(lint.LanguageVersion, DocumentationMode.Parse), metadataReferences: lint.References.References);
        var project = (solution ?? workspace.CurrentSolution).AddProject(info).GetProject(info.Id)!;
        foreach (var (path, text) in lint.Sources)
            project = project.AddDocument(Path.GetFileName(path), SourceText.From(text), filePath: Lint.FullPath(path)).Project;
        foreach (var (path, text) in lint.Files)
            project = project.AddAdditionalDocument(Path.GetFileName(path), SourceText.From(text), filePath: Lint.FullPath(path)).Project;
        return project;
    }

    /// <summary>What a fix offers for a finding.</summary>
    public static async Task<List<CodeAction>> OffersAsync(Project project, CodeFixProvider fix, Diagnostic finding)
    {
        var offers = new List<CodeAction>();
        var path = finding.Location.GetLineSpan().Path;
        TextDocument? document = project.Documents.Cast<TextDocument>().Concat(project.AdditionalDocuments).FirstOrDefault(document => document.FilePath == path);
        if (document is not null && fix.FixableDiagnosticIds.Contains(finding.Id))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offers.Add(action), default));
        return offers;
    }

    /// <summary>The lint with the texts as the action leaves them.</summary>
    public static async Task<Lint> ApplyAsync(Lint lint, Project project, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        return lint.With(
            [.. await TextsAsync(lint.Sources, changed.Documents)],
            [.. await TextsAsync(lint.Files, changed.AdditionalDocuments)]);
    }

    private static async Task<List<(string, string)>> TextsAsync(List<(string Path, string Text)> before, IEnumerable<TextDocument> documents)
    {
        var after = new List<(string, string)>();
        foreach (var (path, _) in before)
            after.Add((path, (await documents.Single(document => document.FilePath == Lint.FullPath(path)).GetTextAsync()).ToString()));
        return after;
    }

    private sealed class Findings(IReadOnlyDictionary<ProjectId, ImmutableArray<Diagnostic>> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings[document.Project.Id].Where(finding => finding.Location.GetLineSpan().Path == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(findings[project.Id].Where(finding => finding.Location.SourceTree is null));

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings[project.Id]);
    }
}
