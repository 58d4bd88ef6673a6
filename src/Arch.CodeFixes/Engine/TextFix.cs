using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// The base of the fixes in text files. Such a fix is for editors: <c>dotnet format</c> does not run it.
/// It is offered only for a finding that lies in a text file, which in record mode none does.
/// </summary>
public abstract class TextFix : CodeFixProvider
{
    private protected TextFix(params DiagnosticDescriptor[] rules) => FixableDiagnosticIds = rules.Select(static rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    private protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => TextFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.TextDocument is not AdditionalDocument document)
            return;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Location.Kind != LocationKind.ExternalFile || Edits(document, text, diagnostic).IsEmpty
                || !await IsHarmlessAsync(document.Project, diagnostic, context.CancellationToken).ConfigureAwait(false))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    _ => Task.FromResult(document.Project.Solution.WithText(document.FilePath, text.WithChanges(Edits(document, text, diagnostic)))),
                    diagnostic.Id + "/text"),
                diagnostic);
        }
    }

    /// <summary>The edits that remove the finding; empty when there is no good fix. They do not overlap.</summary>
    private protected abstract ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic);

    /// <summary>Whether the project still does what it did: asked only of a fix that has edits.</summary>
    private protected virtual Task<bool> IsHarmlessAsync(Project project, Diagnostic diagnostic, CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>The edits that remove several findings of one file; they do not overlap. For fixes where one finding decides how another is removed.</summary>
    private protected virtual IEnumerable<TextChange> EditsOfAll(AdditionalDocument document, SourceText text, IReadOnlyList<Diagnostic> diagnostics) =>
        WithoutOverlaps(diagnostics.SelectMany(diagnostic => Edits(document, text, diagnostic)));

    private static IEnumerable<TextChange> WithoutOverlaps(IEnumerable<TextChange> edits)
    {
        var end = 0;
        foreach (var edit in edits.Distinct().OrderBy(static edit => edit.Span.Start).ThenByDescending(static edit => edit.Span.Length))
        {
            if (edit.Span.Start < end)
                continue;
            end = edit.Span.End;
            yield return edit;
        }
    }

    /// <summary>Fixes every finding of a project or solution, file by file. The built-in provider only knows C# documents.</summary>
    private sealed class TextFixAll : FixAllProvider
    {
        public static readonly TextFixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var fix = (TextFix)context.CodeFixProvider;
            var findings = new List<(Project Project, Diagnostic Diagnostic)>();
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
            {
                foreach (var diagnostic in await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false))
                {
                    if (diagnostic.Location.Kind == LocationKind.ExternalFile && await fix.IsHarmlessAsync(project, diagnostic, context.CancellationToken).ConfigureAwait(false))
                        findings.Add((project, diagnostic));
                }
            }

            var solution = context.Solution;
            // One file may be part of several projects, and each of them has its own findings in it.
            foreach (var file in findings.GroupBy(static finding => finding.Diagnostic.Location.GetLineSpan().Path))
            {
                if (file.First().Project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == file.Key) is not AdditionalDocument document)
                    continue;
                var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
                var edits = fix.EditsOfAll(document, text, file.Select(static finding => finding.Diagnostic).ToList());
                solution = solution.WithText(file.Key, text.WithChanges(edits));
            }

            return CodeAction.Create(fix.Title, _ => Task.FromResult(solution), context.CodeActionEquivalenceKey);
        }
    }
}
