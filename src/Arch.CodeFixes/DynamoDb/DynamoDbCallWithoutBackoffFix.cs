using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.DynamoDb;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Runs the call of ARCH2101 in a pipeline that is at hand, or adds one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DynamoDbCallWithoutBackoffFix)), Shared]
public sealed class DynamoDbCallWithoutBackoffFix() : CodeFix(DynamoDbRules.DynamoDbCallWithoutBackoff)
{
    private const string Add = "add";

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        OneByOneFixAll.Create(static async (document, node, diagnostic, variant, cancellation) => await FixAsync(document, node, diagnostic, variant, cancellation).ConfigureAwait(false) ?? document);

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (!offer.Diagnostic.Properties.ContainsKey(DynamoDbCallWithoutBackoff.Wrappable) || offer.Node<InvocationExpressionSyntax>() is not { } call)
            return;
        var pipelines = Pipelines(offer.Diagnostic);
        foreach (var pipeline in pipelines)
            await OfferAsync(offer, call, $"Run in '{pipeline.Name}'", pipeline.Name).ConfigureAwait(false);
        if (pipelines.Length == 0)
            await OfferAsync(offer, call, "Add a DynamoDB retry pipeline and run in it", Add).ConfigureAwait(false);
    }

    private static PipelineCandidate[] Pipelines(Diagnostic diagnostic) =>
        PipelineCandidate.Read(diagnostic.Properties.TryGetValue(DynamoDbCallWithoutBackoff.Pipelines, out var written) ? written : null).ToArray();

    private static async Task OfferAsync(FixOffer offer, SyntaxNode call, string title, string variant)
    {
        if (await FixAsync(offer.Document, call, offer.Diagnostic, variant, offer.Cancellation).ConfigureAwait(false) is { } changed)
            offer.Change(title, variant, _ => Task.FromResult(changed));
    }

    /// <summary>The fixed document; null when the call cannot be wrapped, or not so that the result compiles.</summary>
    private static async Task<Document?> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, string variant, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || WrappedCall.Of(call, model, cancellation) is not { } wrapped)
            return null;

        var pipeline = Pipelines(diagnostic).FirstOrDefault(candidate => candidate.Name == variant);
        if (pipeline is not null)
            return await CheckedDocument.MakeAsync(document, wrapped.In(pipeline), cancellation).ConfigureAwait(false);
        if (variant != Add || AddedPipeline.For(wrapped) is not { } added)
            return null;
        return await CheckedDocument.MakeAsync(document, wrapped.In(added.Pipeline, added.Declaration, addUsings: true), cancellation).ConfigureAwait(false)
            // A using may make other names ambiguous.
            ?? await CheckedDocument.MakeAsync(document, wrapped.In(added.Pipeline, added.Declaration), cancellation).ConfigureAwait(false);
    }
}
