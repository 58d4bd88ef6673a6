using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Calls that run a delegate in a pipeline or policy of Polly, and the DynamoDB calls that they run.</summary>
internal static class ResilienceCall
{
    // Private methods that call private methods: deeper than this nobody looks.
    private const int MostDepth = 3;

    public static bool Is(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || !type.IsIn("Polly"))
            return false;
        return type.Name switch
        {
            "ResiliencePipeline" => method.Name is "Execute" or "ExecuteAsync" or "ExecuteOutcomeAsync",
            "IAsyncPolicy" or "ISyncPolicy" or "AsyncPolicy" or "Policy" => method.Name is "Execute" or "ExecuteAsync" or "ExecuteAndCapture" or "ExecuteAndCaptureAsync",
            _ => false,
        };
    }

    /// <summary>The DynamoDB calls that run when the delegates of this call do.</summary>
    public static IEnumerable<(InvocationExpressionSyntax Call, DynamoDbCall Kind)> CallsIn(InvocationExpressionSyntax execute, SemanticModel model, CancellationToken cancellation) =>
        execute.ArgumentList.Arguments.SelectMany(argument => CallsOf(argument.Expression, model, MostDepth, cancellation));

    private static IEnumerable<(InvocationExpressionSyntax, DynamoDbCall)> CallsOf(ExpressionSyntax work, SemanticModel model, int depth, CancellationToken cancellation)
    {
        if (work is AnonymousFunctionExpressionSyntax)
            return CallsBelow(work, model, depth, cancellation);
        if (work is IdentifierNameSyntax or MemberAccessExpressionSyntax && model.GetSymbolInfo(work, cancellation).Symbol is IMethodSymbol method)
            return CallsOf(method, model, depth, cancellation);
        return [];
    }

    private static IEnumerable<(InvocationExpressionSyntax, DynamoDbCall)> CallsOf(IMethodSymbol method, SemanticModel model, int depth, CancellationToken cancellation) =>
        depth > 0 && SymbolUses.Declaration(method.OriginalDefinition, model.SyntaxTree) is { } declaration ? CallsBelow(declaration, model, depth - 1, cancellation) : [];

    private static IEnumerable<(InvocationExpressionSyntax, DynamoDbCall)> CallsBelow(SyntaxNode body, SemanticModel model, int depth, CancellationToken cancellation)
    {
        foreach (var call in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
                continue;
            var kind = DynamoDbCall.Of(method);
            if (!kind.IsNone)
            {
                yield return (call, kind);
            }
            else
            {
                foreach (var inner in CallsOf(method, model, depth, cancellation))
                    yield return inner;
            }
        }
    }
}
