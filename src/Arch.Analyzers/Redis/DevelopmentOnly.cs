using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>Code that only runs on a developer's machine: behind <c>IsDevelopment()</c>, or in a method that only debug builds call.</summary>
internal static class DevelopmentOnly
{
    private const int MostDepth = 16;

    public static bool Covers(SyntaxNode node, ISymbol? containing, SemanticModel model, CancellationToken cancellation)
    {
        for (var symbol = containing; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute is { AttributeClass.Name: "ConditionalAttribute", ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is "DEBUG")
                    return true;
            }
        }

        for (var at = node; at.Parent is { } parent; at = parent)
        {
            var isCovered = parent switch
            {
                IfStatementSyntax choice when choice.Statement == at => Implies(choice.Condition, true, model, cancellation),
                ElseClauseSyntax { Parent: IfStatementSyntax choice } => Implies(choice.Condition, false, model, cancellation),
                ConditionalExpressionSyntax choice when choice.Condition != at => Implies(choice.Condition, choice.WhenTrue == at, model, cancellation),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when both.Right == at => Implies(both.Left, true, model, cancellation),
                BlockSyntax block => IsBehindExit(block.Statements.TakeWhile(statement => statement != at), model, cancellation),
                CompilationUnitSyntax unit => IsBehindExit(
                    unit.Members.TakeWhile(member => member != at).OfType<GlobalStatementSyntax>().Select(static member => member.Statement), model, cancellation),
                _ => false,
            };
            if (isCovered)
                return true;
        }

        return false;
    }

    /// <summary>Whether one of the statements leaves everywhere but in development: <c>if (!env.IsDevelopment()) return;</c></summary>
    private static bool IsBehindExit(IEnumerable<StatementSyntax> statements, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var statement in statements)
        {
            if (statement is IfStatementSyntax { Else: null } choice && Leaves(choice.Statement) && Implies(choice.Condition, false, model, cancellation))
                return true;
        }

        return false;
    }

    private static bool Leaves(StatementSyntax statement)
    {
        while (statement is BlockSyntax { Statements: { Count: > 0 } statements })
            statement = statements[statements.Count - 1];
        return statement is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;
    }

    /// <summary>Whether the condition can only have this value in development.</summary>
    private static bool Implies(ExpressionSyntax condition, bool value, SemanticModel model, CancellationToken cancellation, int depth = 0)
    {
        if (depth > MostDepth)
            return false;
        return SingleValue.Of(condition, model, cancellation) switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Implies(not.Operand, !value, model, cancellation, depth + 1),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => Either(and, all: !value),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or => Either(or, all: value),
            InvocationExpressionSyntax call => value && IsDevelopmentCheck(call, model, cancellation),
            _ => false,
        };

        bool Either(BinaryExpressionSyntax operation, bool all)
        {
            var left = Implies(operation.Left, value, model, cancellation, depth + 1);
            return left != all ? left : Implies(operation.Right, value, model, cancellation, depth + 1);
        }
    }

    private static bool IsDevelopmentCheck(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { Name: "IsDevelopment" or "IsEnvironment" } method || !method.IsBelow("Microsoft"))
            return false;
        return method.Name == "IsDevelopment"
            || (ArgumentByParameter.Find(call.ArgumentList, method, "environmentName") is { } name && KnownText.Of(name.Expression, model, cancellation).Complete == "Development");
    }
}
