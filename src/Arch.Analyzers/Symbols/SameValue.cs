using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// Expressions that hand a value on as it is: parentheses, casts, <c>!</c>, <c>as</c>, <c>await</c> of nothing else, <c>??</c>, <c>?:</c>, switch arms.
/// </summary>
internal static class SameValue
{
    /// <summary>The expression without parentheses, casts and <c>!</c>.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven:
                    expression = forgiven.Operand;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } converted:
                    expression = converted.Left;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>The expressions of which one gives this expression its value. A <c>throw</c> gives none.</summary>
    public static IEnumerable<ExpressionSyntax> Sources(ExpressionSyntax expression)
    {
        var pending = new Stack<ExpressionSyntax>();
        pending.Push(expression);
        while (pending.Count > 0)
        {
            switch (Bare(pending.Pop()))
            {
                case ThrowExpressionSyntax:
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce:
                    pending.Push(coalesce.Right);
                    pending.Push(coalesce.Left);
                    break;
                case ConditionalExpressionSyntax conditional:
                    pending.Push(conditional.WhenFalse);
                    pending.Push(conditional.WhenTrue);
                    break;
                case SwitchExpressionSyntax choice:
                    for (var i = choice.Arms.Count - 1; i >= 0; i--)
                        pending.Push(choice.Arms[i].Expression);
                    break;
                case var source:
                    yield return source;
                    break;
            }
        }
    }

    /// <summary>The outermost expression that may have the value of this one; its parent says what becomes of the value.</summary>
    public static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression.Parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax
                    or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
                    or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } converted when converted.Left == expression:
                    break;
                case ConditionalExpressionSyntax conditional when conditional.Condition != expression:
                    break;
                case ConditionalAccessExpressionSyntax access when access.WhenNotNull == expression:
                    break;
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == expression:
                    expression = choice;
                    continue;
                default:
                    return expression;
            }

            expression = (ExpressionSyntax)expression.Parent;
        }
    }
}
