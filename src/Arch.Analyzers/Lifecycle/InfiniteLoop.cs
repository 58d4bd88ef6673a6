using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Loops that go round until the process ends: their condition always holds, and nothing in them leaves.</summary>
internal static class InfiniteLoop
{
    public static bool Is(StatementSyntax loop, SemanticModel model, CancellationToken cancellation) =>
        AlwaysHolds(loop, model, cancellation) && !HasExit(loop);

    /// <summary>Where a finding about a loop is shown: from its keyword to its closing parenthesis, or the word <c>do</c>.</summary>
    public static Location Header(StatementSyntax loop)
    {
        var end = loop switch
        {
            WhileStatementSyntax at => at.CloseParenToken,
            ForStatementSyntax at => at.CloseParenToken,
            _ => loop.GetFirstToken(),
        };
        return Location.Create(loop.SyntaxTree, TextSpan.FromBounds(loop.SpanStart, end.Span.End));
    }

    /// <summary>Whether the condition is constant, or a private field that starts as true and stays so.</summary>
    public static bool AlwaysHolds(StatementSyntax loop, SemanticModel model, CancellationToken cancellation)
    {
        switch (loop)
        {
            case WhileStatementSyntax { Condition: var condition }:
                return Holds(condition, model, cancellation);
            case DoStatementSyntax { Condition: var condition }:
                return Holds(condition, model, cancellation);
            case ForStatementSyntax endless:
                return endless.Condition is null || Holds(endless.Condition, model, cancellation);
            default:
                return false;
        }
    }

    /// <summary>Whether something in the body leaves the loop or ends the process; what the functions declared in it do does not count.</summary>
    public static bool HasExit(StatementSyntax loop) => Exits(loop).Any();

    /// <summary>What leaves the loop, or ends the process.</summary>
    public static IEnumerable<SyntaxNode> Exits(StatementSyntax loop) => loop
        .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Where(node => Leaves(node, loop));

    private static bool Holds(ExpressionSyntax condition, SemanticModel model, CancellationToken cancellation)
    {
        condition = SameValue.Bare(condition);
        return condition.IsKind(SyntaxKind.TrueLiteralExpression)
            // Calls are no constants, and are what most conditions consist of.
            || (condition is not InvocationExpressionSyntax && model.GetConstantValue(condition, cancellation).Value is true)
            || (condition is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                && model.GetSymbolInfo(condition, cancellation).Symbol is IFieldSymbol field && StaysTrue(field, cancellation));
    }

    private static bool StaysTrue(IFieldSymbol field, CancellationToken cancellation) =>
        field is { DeclaredAccessibility: Accessibility.Private, Type.SpecialType: SpecialType.System_Boolean, DeclaringSyntaxReferences: { Length: 1 } declarations }
        && declarations[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value.RawKind: (int)SyntaxKind.TrueLiteralExpression }
        && !field.ContainingType.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == field.Name && SymbolUses.IsWrite(SymbolUses.Access(name))));

    private static bool Leaves(SyntaxNode node, StatementSyntax loop) => node switch
    {
        BreakStatementSyntax => Target(node) == loop,
        ReturnStatementSyntax => true,
        // Whoever enumerates may stop at any item.
        YieldStatementSyntax => true,
        GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement, Expression: IdentifierNameSyntax label } => !loop.DescendantNodes().OfType<LabeledStatementSyntax>()
            .Any(labeled => labeled.Identifier.ValueText == label.Identifier.ValueText),
        ThrowStatementSyntax thrown => !IsSwallowed(thrown, thrown.Expression, loop),
        ThrowExpressionSyntax thrown => !IsSwallowed(thrown, thrown.Expression, loop),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exit" or "FailFast", Expression: var owner } => ServiceCode.LastName(owner) == "Environment",
        _ => false,
    };

    private static SyntaxNode Target(SyntaxNode leave)
    {
        var at = leave.Parent!;
        while (at is not (WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax) && at.Parent is { } parent)
            at = parent;
        return at;
    }

    private static bool IsSwallowed(SyntaxNode thrown, ExpressionSyntax? exception, StatementSyntax loop)
    {
        for (var at = thrown; at != loop && at.Parent is { } parent; at = parent)
        {
            if (parent is TryStatementSyntax attempt && at == attempt.Block && attempt.Catches.Any(clause => Catches(clause, exception)))
                return true;
        }

        return false;
    }

    private static bool Catches(CatchClauseSyntax clause, ExpressionSyntax? exception) =>
        clause.Filter is null
        && (clause.Declaration?.Type.ToString() is null or "Exception" or "System.Exception"
            || (exception is ObjectCreationExpressionSyntax creation && creation.Type.ToString() == clause.Declaration.Type.ToString()));
}
