using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>Finds the operation of an expression behind what has none of its own: parentheses, <c>!</c> and <c>ref</c>.</summary>
internal static class ValueSyntax
{
    public static IOperation? ValueOf(this SemanticModel model, ExpressionSyntax expression, CancellationToken cancellation)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                    expression = sure.Operand;
                    break;
                case RefExpressionSyntax reference:
                    expression = reference.Expression;
                    break;
                default:
                    return model.GetOperation(expression, cancellation);
            }
        }
    }
}
