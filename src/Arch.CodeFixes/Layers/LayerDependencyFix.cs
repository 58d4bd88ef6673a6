using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Layers;

/// <summary>
/// ARCH4001 and ARCH4002: asks for an interface instead of the type that implements it, where the mention is the type of a variable, member or parameter.
/// Where something of it is used that is no part of the interface, nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayerDependencyFix)), Shared]
public sealed class LayerDependencyFix() : CodeFix(LayersRules.LayerDependency, LayersRules.PackageInLayer)
{
    private const string Best = "port";

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        if (await PortRewrite.OpenAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } rewrite)
            return document;
        var variant = Variant(context);
        foreach (var finding in diagnostics.Where(static finding => !finding.Properties.ContainsKey(Reporter.Recording)).OrderBy(static finding => finding.Location.SourceSpan.Start))
        {
            if (rewrite.Find(finding.Location.SourceSpan) is not { } mention)
                continue;
            foreach (var port in rewrite.Rank(mention, mention.Ports(finding)))
            {
                if (variant is "" or Best || variant == Other(port))
                {
                    if (await rewrite.UseAsync(mention, port).ConfigureAwait(false))
                        break;
                }
            }
        }

        return rewrite.Changed;
    });

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (await PortRewrite.OpenAsync(offer.Document, offer.Cancellation).ConfigureAwait(false) is not { } ranking || ranking.Find(offer.Diagnostic.Location.SourceSpan) is not { } mention)
            return;
        var variant = Best;
        foreach (var port in ranking.Rank(mention, mention.Ports(offer.Diagnostic)))
        {
            if (await PortRewrite.OpenAsync(offer.Document, offer.Cancellation).ConfigureAwait(false) is { } rewrite && await rewrite.UseAsync(mention, port).ConfigureAwait(false))
            {
                offer.Change($"Use the port '{port.Name}'", variant == Best ? Best : Other(port), _ => Task.FromResult(rewrite.Changed));
                variant = "";
            }
        }
    }

    /// <summary>Fix All with the first offer gives every type its own best port; with another one it means that port.</summary>
    private static string Other(INamedTypeSymbol port) => $"{Best} {Names.Metadata(port)}";
}
