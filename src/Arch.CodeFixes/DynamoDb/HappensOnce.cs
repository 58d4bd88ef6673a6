using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Code that must not run again in each attempt: it changes something, or gives another value the next time.</summary>
internal static class HappensOnce
{
    public static bool Is(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).Any(node => node switch
        {
            AwaitExpressionSyntax or QueryExpressionSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Parent is not InitializerExpressionSyntax,
            PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
            PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            InvocationExpressionSyntax call => !IsPure(call, model, cancellation),
            // DateTime.UtcNow, Environment.TickCount64
            MemberAccessExpressionSyntax access => model.GetSymbolInfo(access, cancellation).Symbol is IPropertySymbol { IsStatic: true } property && property.IsIn("System"),
            _ => false,
        });

    /// <summary>Values of the framework make the same of the same.</summary>
    private static bool IsPure(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return model.GetConstantValue(call, cancellation).HasValue; // nameof
        var type = method.ContainingType;
        return method.Name is not "NewGuid" and not "CreateVersion7"
            && (type.SpecialType is SpecialType.System_String or SpecialType.System_Enum or (>= SpecialType.System_Boolean and <= SpecialType.System_Double) or SpecialType.System_DateTime
                || (type.Name is "Guid" or "TimeSpan" or "DateOnly" or "TimeOnly" or "DateTimeOffset" or "Convert" && type.IsIn("System")));
    }
}
