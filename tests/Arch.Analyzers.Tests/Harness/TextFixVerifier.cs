using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>
/// Verifies a fix in a text file, which the testing library cannot: one finding after the other and all at once lead to the same text,
/// and the rule is silent on it.
/// </summary>
internal static class TextFixVerifier<TRule, TFix>
    where TRule : FileRule
    where TFix : CodeFixProvider, new()
{
    public static async Task File(string path, string before, string after, params (string Path, string Text)[] others)
    {
        await Expectation.VerifyAsync(NewLint(path, before, others), RuleVerifier<TRule>.Id);
        var text = Expectation.Parse(before, RuleVerifier<TRule>.Id).Text;

        var oneByOne = text;
        for (var pass = 0; ; pass++)
        {
            Assert.True(pass < 100, "The fix does not come to an end:\n" + oneByOne);
            if (await ApplyFirstAsync(path, oneByOne, others) is not { } next || next == oneByOne)
                break;
            oneByOne = next;
        }

        Assert.Equal(after, oneByOne);
        Assert.Equal(after, await ApplyAllAsync(path, text, others));
        Assert.DoesNotContain(await NewLint(path, after, others).RunAsync(), finding => finding.Id == RuleVerifier<TRule>.Id);
    }

    public static async Task NotOffered(string path, string text, params (string Path, string Text)[] others)
    {
        await Expectation.VerifyAsync(NewLint(path, text, others), RuleVerifier<TRule>.Id);
        Assert.Null(await ApplyFirstAsync(path, Expectation.Parse(text, RuleVerifier<TRule>.Id).Text, others));
    }

    private static Lint NewLint(string path, string text, (string Path, string Text)[] others) =>
        new() { Sources = [("Code.cs", "class Code;")], Files = [(path, text), .. others] };

    private static async Task<string?> ApplyFirstAsync(string path, string text, (string Path, string Text)[] others)
    {
        using var workspace = new AdhocWorkspace();
        var (document, findings) = await OpenAsync(workspace, path, text, others);
        foreach (var finding in findings)
        {
            CodeAction? action = null;
            await new TFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (offered, _) => action ??= offered, default));
            if (action is not null)
                return await ResultAsync(action, document);
        }

        return null;
    }

    private static async Task<string> ApplyAllAsync(string path, string text, (string Path, string Text)[] others)
    {
        using var workspace = new AdhocWorkspace();
        var (document, findings) = await OpenAsync(workspace, path, text, others);
        var fix = new TFix();
        var context = new FixAllContext(
            document.Project.Documents.First(), fix, FixAllScope.Project, RuleVerifier<TRule>.Id + "/text", fix.FixableDiagnosticIds,
            new Findings(findings), default);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await ResultAsync(action!, document);
    }

    private static async Task<string> ResultAsync(CodeAction action, TextDocument document)
    {
        var operations = await action.GetOperationsAsync(default);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetAdditionalDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<(TextDocument Document, ImmutableArray<Diagnostic> Findings)> OpenAsync(
        AdhocWorkspace workspace, string path, string text, (string Path, string Text)[] others)
    {
        var lint = NewLint(path, text, others);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, lint.AssemblyName, lint.AssemblyName, LanguageNames.CSharp, metadataReferences: lint.References.References));
        var solution = project.Solution.AddDocument(DocumentId.CreateNewId(project.Id), "Code.cs", "class Code;", filePath: Lint.FullPath("Code.cs"));
        var id = DocumentId.CreateNewId(project.Id);
        solution = solution.AddAdditionalDocument(id, FilePaths.Name(path), SourceText.From(text), filePath: Lint.FullPath(path));
        var findings = (await lint.RunAsync()).Where(finding => finding.Id == RuleVerifier<TRule>.Id && finding.Location.GetLineSpan().Path == Lint.FullPath(path));
        return (solution.GetAdditionalDocument(id)!, [.. findings]);
    }

    private sealed class Findings(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
