using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Code that wants one item, or to know whether there is one: for that the first page is enough.</summary>
internal static class FirstItem
{
    /// <summary>Whether nothing but the first item, or its existence, is used of a response.</summary>
    public static bool IsAll(ResponseUse use, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var read in use.ReadsOf("Items"))
        {
            if (!IsTaken(read, model, cancellation))
                return false;
        }

        foreach (var read in use.ReadsOf("Count"))
        {
            if (!IsExistence(read))
                return false;
        }

        return true;
    }

    /// <summary><c>list.First()</c>, <c>list[0]</c>, <c>list.Count > 0</c> and the like, for a list in place or in a variable.</summary>
    public static bool IsTaken(ExpressionSyntax list, SemanticModel model, CancellationToken cancellation)
    {
        while (list.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" })
            list = (ExpressionSyntax)list.Parent;
        return IsTaken(list)
            || (list.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } && model.GetDeclaredSymbol(variable, cancellation) is ILocalSymbol local
                && SymbolUses.In(SymbolUses.Body(variable), local, model, cancellation).All(static use => IsTaken(use)));
    }

    private static bool IsTaken(ExpressionSyntax list)
    {
        while (true)
        {
            if (list.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })
                list = (ExpressionSyntax)list.Parent;
            // Each item becomes one other: list.Select(Order.Parse).FirstOrDefault()
            else if (list.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select", Parent: InvocationExpressionSyntax mapped })
                list = mapped;
            else
                break;
        }

        return list.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count", Parent: not InvocationExpressionSyntax } count => IsExistence(count),
            MemberAccessExpressionSyntax access => IsFirst(access.Parent, access.Name),
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Count" } } count => IsExistence(count),
            ConditionalAccessExpressionSyntax { WhenNotNull: var then } => then.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } binding && IsFirst(binding.Parent, binding.Name),
            ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "0" },
            IsPatternExpressionSyntax { Pattern: ListPatternSyntax } => true,
            IsPatternExpressionSyntax { Pattern: var pattern } => !pattern.DescendantNodes().Any(static part => part is SingleVariableDesignationSyntax),
            _ => PageTest.IsNullTest(list),
        };
    }

    /// <summary>Without a condition: the first that meets one may be on a later page.</summary>
    private static bool IsFirst(SyntaxNode? call, SimpleNameSyntax name) =>
        name.Identifier.ValueText is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Any" && call is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 };

    private static bool IsExistence(ExpressionSyntax count)
    {
        while (count.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression })
            count = (ExpressionSyntax)count.Parent;
        return count.Parent is BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: var number } } comparison && number switch
        {
            "0" => comparison.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression,
            "1" => comparison.Kind() is SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LessThanExpression or SyntaxKind.EqualsExpression,
            _ => false,
        };
    }
}
