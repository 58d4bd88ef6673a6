using System.Composition;
using System.Threading.Tasks;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Layers;

/// <summary>ARCH4001: where a type has no port yet, makes one of what is used of it, has the type implement it, and asks for it instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayerDependencyExtractPortFix)), Shared]
public sealed class LayerDependencyExtractPortFix() : CodeFix(LayersRules.LayerDependency)
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (await PortRewrite.OpenAsync(offer.Document, offer.Cancellation).ConfigureAwait(false) is not { } rewrite || rewrite.Find(offer.Diagnostic.Location.SourceSpan) is not { } mention)
            return;
        foreach (var port in mention.Ports(offer.Diagnostic))
        {
            if (await rewrite.UseAsync(mention, port).ConfigureAwait(false))
                return;
        }

        if (await PortExtraction.OpenAsync(offer.Document, mention, offer.Cancellation).ConfigureAwait(false) is { } extraction
            && await extraction.MakeAsync().ConfigureAwait(false) is { } solution)
            offer.Solution($"Extract port '{extraction.Name}'", "extract", _ => Task.FromResult(solution));
    }
}
