using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// The base of fixes that leave code unused behind them. All findings of a document are fixed together: what two of them use
/// is unused only when both are gone, so merging the fixes of each alone would leave it.
/// </summary>
public abstract class DocumentFix : CodeFix
{
    private protected DocumentFix(params DiagnosticDescriptor[] rules) : base(rules)
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var variant = Variant(context);
        var findings = diagnostics.Where(static finding => !finding.Properties.ContainsKey(Reporter.Recording)).ToList();
        if (findings.Count == 0 || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return document;

        var together = new Edits(model);
        foreach (var finding in findings)
        {
            // What cannot be fixed alone is not fixed with others either.
            var alone = new Edits(model);
            if (Plan(document, finding, variant, alone, context.CancellationToken)
                && await MakeAsync(document, alone, context.CancellationToken).ConfigureAwait(false) is not null)
                together.Add(alone);
        }

        return await MakeAsync(document, together, context.CancellationToken).ConfigureAwait(false) ?? document;
    });

    /// <summary>Offers a variant of the fix when it can be planned and its result compiles.</summary>
    private protected async Task OfferAsync(FixOffer offer, string title, string variant)
    {
        if (await offer.Document.GetSemanticModelAsync(offer.Cancellation).ConfigureAwait(false) is not { } model)
            return;
        var edits = new Edits(model);
        if (Plan(offer.Document, offer.Diagnostic, variant, edits, offer.Cancellation)
            && await MakeAsync(offer.Document, edits, offer.Cancellation).ConfigureAwait(false) is { } changed)
            offer.Change(title, variant, _ => Task.FromResult(changed));
    }

    /// <summary>Collects what has to change for a finding; false when the fix does not apply.</summary>
    private protected abstract bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation);

    private static async Task<Document?> MakeAsync(Document document, Edits edits, CancellationToken cancellation)
    {
        new UnusedVariables(edits, cancellation).Remove();
        return await CheckedDocument.MakeAsync(document, edits.Apply(), cancellation).ConfigureAwait(false);
    }
}
