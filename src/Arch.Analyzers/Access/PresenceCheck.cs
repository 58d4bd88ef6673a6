using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Code that only asks whether a key id is there, to say so or to choose a way that needs none.</summary>
internal static class PresenceCheck
{
    /// <summary>Whether a value serves only to be compared with nothing, directly or through a variable.</summary>
    public static bool IsOnlyUse(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        if (Is(value, model, cancellation))
            return true;
        var uses = ValueUses.Of(value, model, cancellation);
        if (uses.Holder is not ILocalSymbol || uses.Uses.IsEmpty)
            return false;
        foreach (var use in uses.Uses)
        {
            if (!Is(use, model, cancellation))
                return false;
        }

        return true;
    }

    private static bool Is(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax
            || (value.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == value))
            value = (ExpressionSyntax)value.Parent;
        return value.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                IsNull(comparison.Left) || IsNull(comparison.Right),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax pattern } => IsNull(pattern.Expression),
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax pattern } } => IsNull(pattern.Expression),
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } =>
                model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol
                {
                    Name: nameof(string.IsNullOrEmpty) or nameof(string.IsNullOrWhiteSpace),
                    ContainingType.SpecialType: SpecialType.System_String,
                },
            _ => false,
        };
    }

    private static bool IsNull(ExpressionSyntax expression) => expression.IsKind(SyntaxKind.NullLiteralExpression);
}
