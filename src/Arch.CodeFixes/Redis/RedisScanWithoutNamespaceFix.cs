using System.Composition;
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

/// <summary>Gives a sweep of everything the one namespace that is configured.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedisScanWithoutNamespaceFix)), Shared]
public sealed class RedisScanWithoutNamespaceFix() : CodeFix(RedisRules.RedisScanWithoutNamespace)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        OneByOneFixAll.Create(static (document, node, diagnostic, _, cancellation) => FixAsync(document, node, diagnostic, cancellation));

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (offer.Node<ExpressionSyntax>() is not { } place)
            return;
        var changed = await FixAsync(offer.Document, place, offer.Diagnostic, offer.Cancellation).ConfigureAwait(false);
        if (changed != offer.Document)
            offer.Change($"Sweep only '{offer.Diagnostic.Properties[RedisScanWithoutNamespace.Prefix]}*'", "prefix", _ => Task.FromResult(changed));
    }

    private static async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(RedisScanWithoutNamespace.Prefix, out var prefix)
            || node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } place
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            return document;

        var pattern = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(prefix + "*"));
        // At the pattern, or at the method name when there is none.
        var root = place.SyntaxTree.GetRoot(cancellation);
        var changed = place is SimpleNameSyntax && IsMethodName(place) && place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            ? WithPattern(call, pattern, model, cancellation) is { } complete ? root.ReplaceNode(call, complete) : null
            : root.ReplaceNode(place, pattern.WithTriviaFrom(place));
        return changed is null ? document : document.WithSyntaxRoot(changed);
    }

    private static InvocationExpressionSyntax? WithPattern(
        InvocationExpressionSyntax call, LiteralExpressionSyntax pattern, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return null;
        var arguments = call.ArgumentList.Arguments;
        if (method.Name is "Execute" or "ExecuteAsync" or "Call" or "CallAsync")
        {
            var last = arguments[arguments.Count - 1];
            if (ArgumentByParameter.Parameter(call.ArgumentList, last, method) is not { IsParams: true } rest || last.NameColon is not null
                || SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(last.Expression, cancellation).ConvertedType, rest.Type))
                return null;
            arguments = arguments
                .Add(Spaced(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("MATCH"))))
                .Add(Spaced(pattern));
        }
        else
        {
            var name = SyntaxFactory.NameColon("pattern").WithTrailingTrivia(SyntaxFactory.Space);
            var argument = SyntaxFactory.Argument(name, default, pattern);
            arguments = arguments.Add(arguments.Count == 0 ? argument : argument.WithLeadingTrivia(SyntaxFactory.Space));
        }

        return call.WithArgumentList(call.ArgumentList.WithArguments(arguments));
    }

    private static ArgumentSyntax Spaced(ExpressionSyntax expression) => SyntaxFactory.Argument(expression.WithLeadingTrivia(SyntaxFactory.Space));

    private static bool IsMethodName(ExpressionSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name && access.Parent is InvocationExpressionSyntax call && call.Expression == access,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } => true,
        InvocationExpressionSyntax call => call.Expression == name,
        _ => false,
    };
}
