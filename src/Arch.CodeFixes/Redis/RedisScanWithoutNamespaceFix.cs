using System.Composition;
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
    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (!offer.Diagnostic.Properties.TryGetValue(RedisScanWithoutNamespace.Prefix, out var prefix)
            || await offer.Document.GetSemanticModelAsync(offer.Cancellation).ConfigureAwait(false) is not { } model
            || offer.Node<ExpressionSyntax>() is not { } place)
            return;

        var pattern = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(prefix + "*"));
        // At the pattern, or at the method name when there is none.
        var changed = place is SimpleNameSyntax && IsMethodName(place) && place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            ? WithPattern(call, pattern, model, offer)
            : offer.Root.ReplaceNode(place, pattern.WithTriviaFrom(place));
        if (changed is null)
            return;
        var document = offer.Document;
        offer.Change($"Sweep only '{prefix}*'", "prefix", _ => Task.FromResult(document.WithSyntaxRoot(changed)));
    }

    private static SyntaxNode? WithPattern(InvocationExpressionSyntax call, LiteralExpressionSyntax pattern, SemanticModel model, FixOffer offer)
    {
        if (model.GetSymbolInfo(call, offer.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        var arguments = call.ArgumentList.Arguments;
        if (method.Name is "Execute" or "ExecuteAsync" or "Call" or "CallAsync")
        {
            var last = arguments[arguments.Count - 1];
            if (ArgumentByParameter.Parameter(call.ArgumentList, last, method) is not { IsParams: true } rest || last.NameColon is not null
                || SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(last.Expression, offer.Cancellation).ConvertedType, rest.Type))
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

        return offer.Root.ReplaceNode(call, call.WithArgumentList(call.ArgumentList.WithArguments(arguments)));
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
