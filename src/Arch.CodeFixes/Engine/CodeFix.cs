using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// The base of the fixes in C#. A fix checks everything before it offers anything, takes what it needs from the properties of the diagnostic,
/// and steps back in record mode, where a finding need not lie where it belongs.
/// </summary>
public abstract class CodeFix : CodeFixProvider
{
    private protected CodeFix(params DiagnosticDescriptor[] rules) => FixableDiagnosticIds = rules.Select(static rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.TextDocument is not Document document
            || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.ContainsKey(Reporter.Recording) && diagnostic.Location.SourceTree is not null)
                await OfferAsync(new FixOffer(context, document, root, diagnostic)).ConfigureAwait(false);
        }
    }

    private protected abstract Task OfferAsync(FixOffer offer);

    /// <summary>
    /// The variant that Fix All is asked for. <c>dotnet format</c> passes the key of the first finding's fix, and none when that finding has no fix:
    /// then the text is empty, and the main variant is meant.
    /// </summary>
    internal static string Variant(FixAllContext context)
    {
        var key = context.CodeActionEquivalenceKey ?? "";
        return key.Substring(key.IndexOf('/') + 1);
    }
}

/// <summary>One diagnostic to be fixed, and the way to offer a fix for it.</summary>
internal readonly struct FixOffer(CodeFixContext context, Document document, SyntaxNode root, Diagnostic diagnostic)
{
    public Document Document => document;

    public SyntaxNode Root => root;

    public Diagnostic Diagnostic => diagnostic;

    public CancellationToken Cancellation => context.CancellationToken;

    /// <summary>The innermost node of the type that covers the diagnostic.</summary>
    public T? Node<T>() where T : SyntaxNode =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <param name="title">Imperative; says what will stand there.</param>
    /// <param name="variant">Tells several fixes of one rule apart: findings of one variant are fixed together by Fix All.</param>
    /// <param name="change">Makes the new solution from the document's own.</param>
    public void Solution(string title, string variant, Func<CancellationToken, Task<Solution>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, $"{diagnostic.Id}/{variant}"), diagnostic);

    /// <inheritdoc cref="Solution"/>
    public void Change(string title, string variant, Func<CancellationToken, Task<Document>> change) =>
        context.RegisterCodeFix(CodeAction.Create(title, change, $"{diagnostic.Id}/{variant}"), diagnostic);
}
