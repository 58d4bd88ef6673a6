using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// The base of fixes that write statements and choose names. Two of them in one method know nothing of each other, so Fix All
/// makes them one after the other instead of merging their texts.
/// </summary>
public abstract class StepwiseFix : CodeFix
{
    private protected StepwiseFix(params DiagnosticDescriptor[] rules) : base(rules)
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    private protected sealed override async Task OfferAsync(FixOffer offer)
    {
        if (await offer.Document.GetSemanticModelAsync(offer.Cancellation).ConfigureAwait(false) is not { } model)
            return;
        var node = offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        foreach (var step in Steps(new(offer.Document, offer.Root, model, node, offer.Diagnostic, offer.Cancellation)))
            offer.Change(step.Title, step.Variant, _ => Task.FromResult(offer.Document.WithSyntaxRoot(step.NewRoot())));
    }

    /// <summary>What can be done about one finding; nothing when a precondition fails.</summary>
    private protected abstract IEnumerable<FixStep> Steps(FixSite site);

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        var findings = diagnostics
            .Where(static diagnostic => !diagnostic.Properties.ContainsKey(Analyzers.Engine.Reporter.Recording))
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => (Diagnostic: diagnostic, Node: root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)))
            .ToList();
        var variant = Variant(context);
        document = document.WithSyntaxRoot(root.TrackNodes(findings.Select(static finding => finding.Node).Distinct()));
        foreach (var (diagnostic, node) in findings)
        {
            var current = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            var model = (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
            if (current.GetCurrentNode(node) is not { } place)
                continue;
            var step = Steps(new(document, current, model, place, diagnostic, context.CancellationToken))
                .FirstOrDefault(step => variant.Length == 0 || step.Variant == variant);
            if (step is not null)
                document = document.WithSyntaxRoot(step.NewRoot());
        }

        return document;
    }
}

/// <summary>A finding in the document as it is now.</summary>
internal sealed record FixSite(Document Document, SyntaxNode Root, SemanticModel Model, SyntaxNode Node, Diagnostic Diagnostic, CancellationToken Cancellation);

/// <summary>One way to fix a finding.</summary>
internal sealed record FixStep(string Title, string Variant, Func<SyntaxNode> NewRoot);
