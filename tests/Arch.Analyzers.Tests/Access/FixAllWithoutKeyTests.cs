using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Access;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Access;

/// <summary><c>dotnet format</c> asks for Fix All without an equivalence key when the first finding of a rule has no fix of its own.</summary>
public class FixAllWithoutKeyTests
{
    [Fact]
    public async Task FirstFindingWithoutFix_DoesNotKeepTheOthersFromTheirs()
    {
        const string source = """
            using System;
            class Start
            {
                string? Read() => Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY");
                void Set() { Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", "x"); Console.WriteLine(); }
            }
            """;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: Refs.AwsV4.References));
        var document = workspace.AddDocument(project.Id, "Code.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source));
        var findings = await new Lint().RunAsync((CSharpCompilation)(await document.Project.GetCompilationAsync())!);
        Assert.Equal(2, findings.Length);

        var fix = new CredentialsReadByHandFix();
        var context = new FixAllContext(document, fix, FixAllScope.Solution, null!, fix.FixableDiagnosticIds, new Given(findings), default);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        var changed = (await action!.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

        var text = (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.DoesNotContain("AWS_SESSION_TOKEN", text);
        Assert.Contains("AWS_SECRET_ACCESS_KEY", text);
    }

    private sealed class Given(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(findings);
    }
}
