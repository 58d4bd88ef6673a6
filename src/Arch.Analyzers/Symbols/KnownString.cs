using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Texts that are known while compiling: constants of every form, and variables that get one and keep it.</summary>
internal static class KnownString
{
    /// <summary>True when the value is known; it may be known to be null.</summary>
    public static bool TryGet(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation, out string? text)
    {
        // Most names are literals, and those need no semantics.
        if (expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            text = literal.Token.ValueText;
            return true;
        }

        var constant = model.GetConstantValue(expression, cancellation);
        if (!constant.HasValue)
            constant = model.GetConstantValue(SingleValue.Of(expression, model, cancellation), cancellation);
        if (!constant.HasValue && IsEmpty(expression, model, cancellation))
            constant = new(string.Empty);
        text = constant.Value as string;
        return constant.HasValue && constant.Value is null or string;
    }

    /// <summary>The text, or null when it is unknown or known to be null.</summary>
    public static string? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        TryGet(expression, model, cancellation, out var text) ? text : null;

    /// <summary><c>string.Empty</c> is no constant to the compiler.</summary>
    private static bool IsEmpty(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
        && model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { ContainingType.SpecialType: SpecialType.System_String };
}
