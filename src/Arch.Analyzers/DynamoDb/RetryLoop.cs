using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>
/// A loop that tries a DynamoDB call again after an error, and ends with success. Loops that survive errors and go on after success are none:
/// they poll, or go through a list.
/// </summary>
/// <param name="Loop">The loop.</param>
/// <param name="Try">The try statement around the call.</param>
/// <param name="Catches">The clauses after which the loop goes on.</param>
internal sealed record RetryLoop(StatementSyntax Loop, TryStatementSyntax Try, IReadOnlyList<CatchClauseSyntax> Catches)
{
    public static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax;

    public static RetryLoop? Around(SyntaxNode call, SemanticModel model) => AllAround(call, model).FirstOrDefault();

    /// <summary>Asked before anything is bound, because half of the names are those of other methods as well.</summary>
    public static bool MayBeAround(SyntaxNode call)
    {
        var isTried = false;
        for (var at = call.Parent; at is not (null or MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax); at = at.Parent)
        {
            isTried |= at is TryStatementSyntax;
            if (isTried && IsLoop(at))
                return true;
        }

        return false;
    }

    /// <summary>The retry loops around some code, from the inside out: one that tries a whole list again retries each call of it.</summary>
    public static IEnumerable<RetryLoop> AllAround(SyntaxNode code, SemanticModel model)
    {
        var attempts = new List<TryStatementSyntax>();
        for (var at = code.Parent; at is not null and not (MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax); at = at.Parent)
        {
            if (at is TryStatementSyntax { Catches.Count: > 0 } attempt && attempt.Block.Span.Contains(code.Span))
                attempts.Add(attempt);
            if (!IsLoop(at))
                continue;
            foreach (var candidate in attempts)
            {
                if (Of((StatementSyntax)at, candidate, code, model) is { } loop)
                    yield return loop;
            }

            attempts.Clear();
        }
    }

    /// <summary>The clauses that can catch what a later attempt may not meet again.</summary>
    public IEnumerable<CatchClauseSyntax> Retrying(SemanticModel model, CancellationToken cancellation) =>
        Catches.Where(clause => clause.Declaration is null || DynamoDbErrors.CanBeTransient(model.GetTypeInfo(clause.Declaration.Type, cancellation).Type));

    /// <summary>
    /// Whether every success ends the loop. A poll goes on until the answer is the right one, and its waits are for that; a list goes on with its next item.
    /// </summary>
    public bool IsEndedByAnySuccess(SyntaxNode call, SemanticModel model)
    {
        if (Loop is ForEachStatementSyntax each && each.Statement.DescendantNodes(node => node is not CatchClauseSyntax).Any(part => part is IdentifierNameSyntax name && name.Identifier.ValueText == each.Identifier.ValueText))
            return false;
        var after = Try.Block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Where(node => node.Span.End > call.SpanStart).ToList();
        if (after.Any(static node => node is ContinueStatementSyntax))
            return false;
        if (after.Any(node => node is ReturnStatementSyntax || (node is BreakStatementSyntax && Breaks(node) == Loop)))
            return model.AnalyzeControlFlow(Try.Block) is { Succeeded: true, EndPointIsReachable: false };
        return IsLeftBehind(Try) || Try.Block.Statements.Any(statement => statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax flag } } && Tests(flag.Identifier.ValueText));
    }

    /// <summary>Whether the loop goes on as long as the variable says so; a member of it may say anything.</summary>
    private bool Tests(string flag) => Condition(Loop)?.DescendantNodesAndSelf()
        .Any(part => part is IdentifierNameSyntax { Parent: not (MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax) } name && name.Identifier.ValueText == flag) == true;

    private static RetryLoop? Of(StatementSyntax loop, TryStatementSyntax attempt, SyntaxNode code, SemanticModel model)
    {
        // A failover through a list of regions or tables tries something else each time.
        if (loop is ForEachStatementSyntax each && Mentions(code, each.Identifier.ValueText))
            return null;
        var leaves = Leaves(loop, attempt, code);
        // Where the loop ends behind the try statement, an error that only falls through ends it as well.
        if (!leaves && !IsLeftBehind(attempt))
            return null;
        var catches = attempt.Catches.Where(clause => Continues(clause) || (leaves && model.AnalyzeControlFlow(clause.Block) is { Succeeded: true, EndPointIsReachable: true })).ToList();
        return catches.Count == 0 ? null : new(loop, attempt, catches);
    }

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodes().Any(part => part is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name);

    private static bool Continues(CatchClauseSyntax clause) => clause.Block.DescendantNodes().OfType<ContinueStatementSyntax>().Any();

    /// <summary>Whether success leaves the loop from within the try block: by return or break behind the call, or by a variable that the loop tests.</summary>
    private static bool Leaves(StatementSyntax loop, TryStatementSyntax attempt, SyntaxNode call)
    {
        foreach (var node in attempt.Block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node.Span.End > call.SpanStart && (node is ReturnStatementSyntax || (node is BreakStatementSyntax && Breaks(node) == loop)))
                return true;
            if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax flag } && Condition(loop) is { } condition && condition.DescendantNodesAndSelf().Any(part => part is IdentifierNameSyntax name && name.Identifier.ValueText == flag.Identifier.ValueText))
                return true;
        }

        return false;
    }

    private static bool IsLeftBehind(TryStatementSyntax attempt) =>
        attempt.Parent is BlockSyntax block && block.Statements.IndexOf(attempt) is var index && index + 1 < block.Statements.Count
        && block.Statements[index + 1] is BreakStatementSyntax or ReturnStatementSyntax;

    private static SyntaxNode? Breaks(SyntaxNode node) => node.Ancestors().FirstOrDefault(static at => IsLoop(at) || at is SwitchStatementSyntax);

    private static ExpressionSyntax? Condition(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax test => test.Condition,
        DoStatementSyntax test => test.Condition,
        ForStatementSyntax test => test.Condition,
        _ => null,
    };
}
