using System.Collections.Generic;
using System.Composition;
using System.Threading;
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
public sealed class RedisScanWithoutNamespaceFix() : StepwiseFix(RedisRules.RedisScanWithoutNamespace)
{
    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        if (!site.Diagnostic.Properties.TryGetValue(RedisScanWithoutNamespace.Prefix, out var prefix) || site.Node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } place)
            yield break;

        var pattern = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(prefix + "*"));
        // At the pattern, or at the method name when there is none.
        var isAbsent = place is SimpleNameSyntax && IsMethodName(place);
        SyntaxNode? old = isAbsent ? place.FirstAncestorOrSelf<InvocationExpressionSyntax>() : place;
        SyntaxNode? changed = old is InvocationExpressionSyntax call && isAbsent ? WithPattern(call, pattern, site.Model, site.Cancellation) : pattern.WithTriviaFrom(place);
        if (old is not null && changed is not null)
            yield return new FixStep($"Sweep only '{prefix}*'", "prefix", () => site.Root.ReplaceNode(old, changed));
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
