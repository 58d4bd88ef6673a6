using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>A database that puts a prefix before every key: <c>db.WithKeyPrefix("tenant:")</c>.</summary>
internal static class PrefixedDatabase
{
    /// <summary>Whether the expression is known to be one, also through a variable that keeps it.</summary>
    public static bool Is(ExpressionSyntax? receiver, SemanticModel model, CancellationToken cancellation) =>
        receiver is not null && SingleValue.Of(receiver, model, cancellation) is InvocationExpressionSyntax call
        && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithKeyPrefix" }
            or IdentifierNameSyntax { Identifier.ValueText: "WithKeyPrefix" }
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
        && method.IsIn("StackExchange.Redis.KeyspaceIsolation");
}
