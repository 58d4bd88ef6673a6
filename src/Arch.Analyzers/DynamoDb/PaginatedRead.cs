using System;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Reads through a paginator of the SDK: the requests are sent by the loop over its pages, and building it sends none.</summary>
internal static class PaginatedRead
{
    private const int MostDepth = 4;

    public static bool IsPaginator(IMethodSymbol method) =>
        method.Name is "Query" or "Scan" or "BatchGetItem" && method.ContainingType.Name.EndsWith("PaginatorFactory", StringComparison.Ordinal) && method.IsIn("Amazon.DynamoDBv2.Model");

    /// <summary>The loop over the pages; null when no loop is in sight.</summary>
    public static SyntaxNode? LoopOver(ExpressionSyntax pages, SemanticModel model, CancellationToken cancellation, int depth = 0)
    {
        if (depth == MostDepth)
            return null;
        foreach (var use in ValueUses.Of(pages, model, cancellation).Uses)
        {
            if (use.Parent is CommonForEachStatementSyntax loop && loop.Expression == use)
                return loop;
            // .Responses, .WithCancellation(token), .ConfigureAwait(false)
            if (use.Parent is not MemberAccessExpressionSyntax access || access.Expression != use)
                continue;
            ExpressionSyntax next = access.Parent is InvocationExpressionSyntax call && access.Name.Identifier.ValueText is "WithCancellation" or "ConfigureAwait" ? (ExpressionSyntax)access.Parent : access;
            if (LoopOver(next, model, cancellation, depth + 1) is { } found)
                return found;
        }

        return null;
    }
}
