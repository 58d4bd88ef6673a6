using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Engine;

/// <summary>Finishes a changed document: adds the usings it needs, drops those that have become unnecessary, and makes sure that it compiles.</summary>
internal static class CheckedDocument
{
    private const string UnnecessaryUsing = "CS8019";

    /// <summary>The finished document, or null when the change would leave an error that was not there before.</summary>
    public static async Task<Document?> MakeAsync(Document document, SyntaxNode root, CancellationToken cancellation)
    {
        var changed = document.WithSyntaxRoot(root);
        changed = await ImportAdder.AddImportsAsync(changed, Simplifier.AddImportsAnnotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);

        var before = await DiagnosticsAsync(document, cancellation).ConfigureAwait(false);
        var after = await DiagnosticsAsync(changed, cancellation).ConfigureAwait(false);
        if (Errors(after) > Errors(before))
            return null;

        changed = await WithoutUsingsAsync(changed, after, Usings(before), cancellation).ConfigureAwait(false);
        return await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a change elsewhere leaves an error in a document that was not there before.</summary>
    public static async Task<bool> HasMoreErrorsAsync(Document before, Document after, CancellationToken cancellation) =>
        Errors(await DiagnosticsAsync(after, cancellation).ConfigureAwait(false)) > Errors(await DiagnosticsAsync(before, cancellation).ConfigureAwait(false));

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Document document, CancellationToken cancellation) =>
        await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model ? model.GetDiagnostics(cancellationToken: cancellation) : Array.Empty<Diagnostic>();

    private static int Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static ISet<string> Usings(IEnumerable<Diagnostic> diagnostics) =>
        new HashSet<string>(diagnostics.Select(UsingOf).OfType<UsingDirectiveSyntax>().Select(static directive => directive.ToString()));

    private static UsingDirectiveSyntax? UsingOf(Diagnostic diagnostic) =>
        diagnostic.Id == UnnecessaryUsing
            ? diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>()
            : null;

    private static async Task<Document> WithoutUsingsAsync(Document document, IEnumerable<Diagnostic> diagnostics, ISet<string> alreadyUnnecessary, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var unnecessary = diagnostics.Select(UsingOf).OfType<UsingDirectiveSyntax>()
            .Where(directive => !alreadyUnnecessary.Contains(directive.ToString()) && !Statements.HasDirectives(directive)).ToList();
        if (unnecessary.Count == 0)
            return document;
        // The first using may carry the header of the file.
        var options = unnecessary.Any(static directive => directive.GetLeadingTrivia().Any(static trivia => trivia.IsDirective || !string.IsNullOrWhiteSpace(trivia.ToString())))
            ? SyntaxRemoveOptions.KeepLeadingTrivia
            : SyntaxRemoveOptions.KeepNoTrivia;
        return document.WithSyntaxRoot(root.RemoveNodes(unnecessary, options)!);
    }
}
