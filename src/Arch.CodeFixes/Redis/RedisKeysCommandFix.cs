using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Redis;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>Replaces KEYS by a complete SCAN: all connected primaries, the same database, no key twice, the type that the code went on with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedisKeysCommandFix)), Shared]
public sealed class RedisKeysCommandFix() : CodeFix(RedisRules.RedisKeysCommand)
{
    private const string Scan = "scan";
    private const string ScanPrefix = "scan-prefix";

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => OneByOneFixAll.Create(FixAsync);

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (!offer.Diagnostic.Properties.ContainsKey(RedisKeysCommand.Type) || offer.Node<InvocationExpressionSyntax>() is not { } call)
            return;
        var model = await offer.Document.GetSemanticModelAsync(offer.Cancellation).ConfigureAwait(false);
        if (model is null || ScanRewrite.Plan(call, TypeOf(offer.Diagnostic), model, null, offer.Cancellation) is null)
            return;

        var (document, diagnostic) = (offer.Document, offer.Diagnostic);
        offer.Change("Sweep with SCAN", Scan, token => FixAsync(document, call, diagnostic, Scan, token));
        if (diagnostic.Properties.TryGetValue(RedisKeysCommand.Prefix, out var prefix))
            offer.Change($"Sweep only '{prefix}*' with SCAN", ScanPrefix, token => FixAsync(document, call, diagnostic, ScanPrefix, token));
    }

    private static async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, string variant, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        string? pattern = null;
        if (variant == ScanPrefix)
        {
            if (!diagnostic.Properties.TryGetValue(RedisKeysCommand.Prefix, out var prefix))
                return document;
            pattern = SymbolDisplay.FormatLiteral(prefix + "*", quote: true);
        }

        return node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            && ScanRewrite.Plan(call, TypeOf(diagnostic), model, pattern, cancellation) is { } rewrite
            ? document.WithSyntaxRoot(rewrite.Apply())
            : document;
    }

    private static RedisType TypeOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(RedisKeysCommand.Type, out var name) && System.Enum.TryParse<RedisType>(name, out var type) ? type : RedisType.None;
}
