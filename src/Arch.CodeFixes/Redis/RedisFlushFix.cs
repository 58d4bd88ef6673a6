using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Redis;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>Deletes a sweep in batches. A flush has no fix: only a person knows which keys were meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedisFlushFix)), Shared]
public sealed class RedisFlushFix() : CodeFix(RedisRules.RedisFlush)
{
    private const int Batch = 500;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        OneByOneFixAll.Create(static (document, node, _, _, cancellation) => FixAsync(document, node, cancellation));

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (!offer.Diagnostic.Properties.ContainsKey(RedisFlush.Sweep) || offer.Node<InvocationExpressionSyntax>() is not { } call
            || await offer.Document.GetSemanticModelAsync(offer.Cancellation).ConfigureAwait(false) is not { } model
            || InBatches(call, model, offer.Cancellation) is null)
            return;
        var document = offer.Document;
        offer.Change($"Delete in batches of {Batch}", "batches", token => FixAsync(document, call, token));
    }

    private static async Task<Document> FixAsync(Document document, SyntaxNode node, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        return node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && InBatches(call, model, cancellation) is { } root
            ? document.WithSyntaxRoot(root)
            : document;
    }

    private static SyntaxNode? InBatches(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode whole = call.Parent is AwaitExpressionSyntax wait ? wait : call;
        if (whole.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || call.Expression is not MemberAccessExpressionSyntax access
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || ArgumentByParameter.Find(call.ArgumentList, method, "keys")?.Expression is not { } keys
            || Lazy(keys) is not { } sweep
            || CallSite.HoldsComment(call)
            || !HasChunk(model.Compilation)
            || model.GetTypeInfo(sweep, cancellation).Type is not { Name: "IEnumerable" })
            return null;

        var site = new CallSite(call, access, method, model, cancellation);
        if (!site.CanRepeat(access.Expression))
            return null;
        var batch = site.Fresh("batch");
        var delete = whole.ReplaceNode(keys, SyntaxFactory.IdentifierName(batch)).WithoutTrivia();
        var loop = SyntaxFactory.ParseStatement(string.Join(site.LineEnd,
            $"foreach (var {batch} in {sweep.WithoutTrivia()}.Chunk({Batch}))",
            site.Indent + "{",
            $"{site.Indent}    {delete};",
            site.Indent + "}")).WithTriviaFrom(statement);
        var root = statement.SyntaxTree.GetRoot(cancellation).ReplaceNode(statement, loop);
        return Usings.Add((CompilationUnitSyntax)root, "System.Linq", model.Compilation, site.LineEnd);
    }

    /// <summary>The sweep before it is made an array in place.</summary>
    private static ExpressionSyntax? Lazy(ExpressionSyntax keys) => keys switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" } access } => access.Expression,
        CollectionExpressionSyntax { Elements: { Count: 1 } elements } when elements[0] is SpreadElementSyntax spread => spread.Expression,
        _ => null,
    };

    // Chunk came with .NET 6.
    private static bool HasChunk(Compilation compilation) =>
        compilation.GetTypesByMetadataName("System.Linq.Enumerable").Any(static type => !type.GetMembers("Chunk").IsEmpty);
}
