using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Code that is described and not run: lambdas converted to expression trees, such as the set-up of a mock.</summary>
internal static class ExpressionTree
{
    public static bool Contains(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        for (var at = node.Parent; at is not null and not MemberDeclarationSyntax; at = at.Parent)
        {
            if (at is LambdaExpressionSyntax
                && model.GetTypeInfo(at, cancellation).ConvertedType is { Name: "Expression" } type
                && type.IsIn("System.Linq.Expressions"))
                return true;
        }

        return false;
    }
}
