using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>What code asks of the key of the last page.</summary>
internal enum KeyUse
{
    Other,

    /// <summary>A member that throws on null.</summary>
    Member,

    /// <summary>Whether it is null.</summary>
    NullTest,
}

/// <summary>Tests of the key of the last page.</summary>
internal static class PageTest
{
    public static KeyUse Of(ExpressionSyntax key)
    {
        if (key.Parent is PostfixUnaryExpressionSyntax forgiven)
            return Of(forgiven);
        return key.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == key => access.Name.Identifier.ValueText is "Count" or "Any" or "Keys" or "Values" or "ContainsKey" or "TryGetValue" ? KeyUse.Member : KeyUse.Other,
            ElementAccessExpressionSyntax element when element.Expression == key => KeyUse.Member,
            ForEachStatementSyntax each when each.Expression == key => KeyUse.Member,
            _ => IsNullTest(key) ? KeyUse.NullTest : KeyUse.Other,
        };
    }

    /// <summary>Whether an earlier place of the member asks whether the key is null, or may have asked.</summary>
    public static bool IsNullTestedBefore(ExpressionSyntax key)
    {
        foreach (var node in Around(key).DescendantNodes())
        {
            switch (node)
            {
                case MemberAccessExpressionSyntax or MemberBindingExpressionSyntax when node.SpanStart < key.SpanStart && IsKey(node) && MayTest((ExpressionSyntax)node):
                // A property pattern over the whole response.
                case SubpatternSyntax subpattern when Mentions(subpattern, "LastEvaluatedKey"):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a start key gets what the answer of the same loop says.</summary>
    public static bool IsFedByTheAnswer(ExpressionSyntax key, StatementSyntax? loop) =>
        loop is not null && loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment.Left.ToString() == key.ToString() && assignment.Right is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "LastEvaluatedKey" });

    /// <summary>Whether the member gives the answer a key itself, as a fake of the client does.</summary>
    public static bool IsMadeHere(ExpressionSyntax key) => Around(key).DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(static assignment => NameOf(assignment.Left) == "LastEvaluatedKey" || assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "LastEvaluatedKey" });

    /// <summary>Whether something is put into a start key that is empty at first.</summary>
    public static bool IsFilledLater(AssignmentExpressionSyntax assignment) => Around(assignment).DescendantNodes()
        .Any(node => node.SpanStart > assignment.Span.End && NameOf(node) == "ExclusiveStartKey"
            && node.Parent is ElementAccessExpressionSyntax or ArgumentSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" });

    /// <summary>Whether the test is the condition of the loop, or guards a statement that leaves it.</summary>
    public static bool Decides(ExpressionSyntax key, StatementSyntax loop)
    {
        var condition = loop switch
        {
            WhileStatementSyntax { Condition: var test } => test,
            DoStatementSyntax { Condition: var test } => test,
            ForStatementSyntax { Condition: var test } => test,
            _ => null,
        };
        if (condition?.Span.Contains(key.Span) == true)
            return true;
        return key.FirstAncestorOrSelf<IfStatementSyntax>() is { } guard && guard.Condition.Span.Contains(key.Span)
            && guard.Statement.DescendantNodesAndSelf().Any(static node => node is BreakStatementSyntax or ReturnStatementSyntax);
    }

    public static bool HasCount(StatementSyntax loop) => loop.DescendantNodes().Any(static node =>
        (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Any", Expression: var owner } && IsKey(owner))
        || (node is MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Count" or "Any" } && node.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access && IsKey(access.Expression))
        || (node is SubpatternSyntax subpattern && Mentions(subpattern, "Count")));

    public static bool IsNullTest(ExpressionSyntax key) => key.Parent switch
    {
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            && (binary.Left == key ? binary.Right : binary.Left).IsKind(SyntaxKind.NullLiteralExpression)
            || binary.IsKind(SyntaxKind.CoalesceExpression),
        IsPatternExpressionSyntax { Pattern: var pattern } => IsNull(pattern),
        _ => false,
    };

    private static bool IsNull(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } => true,
        UnaryPatternSyntax { Pattern: var inner } => IsNull(inner),
        RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: 0 } => true,
        _ => false,
    };

    /// <summary>The name behind the dot.</summary>
    public static string? NameOf(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private static SyntaxNode Around(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static at => at is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    private static bool IsKey(SyntaxNode node) => NameOf(node) is "LastEvaluatedKey" or "ExclusiveStartKey";

    /// <summary>A null test, <c>?.</c>, a pattern, or a method that is handed the key and asks for null or emptiness.</summary>
    private static bool MayTest(ExpressionSyntax key) => IsNullTest(key) || key.Parent switch
    {
        IsPatternExpressionSyntax or ConditionalAccessExpressionSyntax => true,
        SwitchExpressionSyntax or SwitchStatementSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => AsksForNothing(call.Expression),
        MemberAccessExpressionSyntax access => AsksForNothing(access),
        _ => false,
    };

    private static bool AsksForNothing(ExpressionSyntax method) => Mentions(method, "Null") || Mentions(method, "Empty");

    private static bool Mentions(SyntaxNode node, string text) => node.ToString().IndexOf(text, StringComparison.Ordinal) >= 0;
}
