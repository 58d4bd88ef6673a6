using System;
using System.Linq;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Makes a loop wait exponentially longer from turn to turn, by its own counter or by a new one.</summary>
internal static class LoopBackoff
{
    public static bool IsLoop(SyntaxNode node) => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax;

    /// <summary>The loop around a node, when a counter can be put before it.</summary>
    public static StatementSyntax? Around(SyntaxNode node, Func<StatementSyntax, bool> isMeant)
    {
        var loop = node.Ancestors()
            .TakeWhile(static at => at is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax { Parent: not ArgumentSyntax }))
            .FirstOrDefault(at => IsLoop(at) && isMeant((StatementSyntax)at)) as StatementSyntax;
        return loop is { Parent: BlockSyntax } || (loop is not null && CounterOf(loop) is not null) ? loop : null;
    }

    /// <summary>Puts a growing time where another one stands.</summary>
    public static SyntaxNode ReplaceTime(FixSite site, StatementSyntax loop, ExpressionSyntax time)
    {
        var (counter, next) = Counter(site, loop);
        var options = (CSharpParseOptions)site.Root.SyntaxTree.Options;
        var grown = Backoff.Parse<ReturnStatementSyntax>($"return {Backoff.Time(site.Model.Compilation, next)};", options).Expression!;
        return WithCounter(site, loop, loop.ReplaceNode(time, grown.WithTriviaFrom(time)), counter);
    }

    /// <summary>Puts a wait before or behind a statement of the loop.</summary>
    /// <param name="site">The finding.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="place">A statement of a block in it, or the block at whose end the wait is put.</param>
    /// <param name="isBehind">Behind the statement.</param>
    /// <param name="call">The call that is repeated, which brings the token.</param>
    /// <param name="condition">Without it there is nothing to wait for.</param>
    public static SyntaxNode InsertWait(FixSite site, StatementSyntax loop, StatementSyntax place, bool isBehind, InvocationExpressionSyntax call, string? condition)
    {
        var (counter, next) = Counter(site, loop);
        var compilation = site.Model.Compilation;
        var configured = call.Ancestors().OfType<AwaitExpressionSyntax>().FirstOrDefault()?.Expression.ToString().EndsWith(".ConfigureAwait(false)", StringComparison.Ordinal) == true;
        var text = IsAsync(place)
            ? Backoff.Delay(compilation, next, Backoff.Token(site.Model, call, place), configured)
            : Backoff.Sleep(compilation, next);
        var options = (CSharpParseOptions)site.Root.SyntaxTree.Options;
        StatementSyntax wait = condition is null
            ? Backoff.Parse<ExpressionStatementSyntax>(text + "\n", options)
            : Backoff.Parse<IfStatementSyntax>($"if ({condition})\n{{\n    {text}\n}}\n", options);

        var block = place as BlockSyntax ?? (BlockSyntax)place.Parent!;
        var index = place is BlockSyntax ? block.Statements.Count : block.Statements.IndexOf(place) + (isBehind ? 1 : 0);
        return WithCounter(site, loop, loop.ReplaceNode(block, block.WithStatements(block.Statements.Insert(index, wait))), counter);
    }

    private static bool IsAsync(SyntaxNode place) =>
        place.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword != default,
            LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            GlobalStatementSyntax => true,
            _ => false,
        };

    /// <summary>The name to declare, or null, and the expression that gives the number of the turn.</summary>
    private static (string? Declared, string Next) Counter(FixSite site, StatementSyntax loop)
    {
        if (CounterOf(loop) is { } known)
            return (null, known);
        var attempt = new FreeNames(site.Model, loop).Next("attempt");
        return (attempt, attempt + "++");
    }

    /// <summary>The counter of <c>for (var attempt = 0; …; attempt++)</c>.</summary>
    private static string? CounterOf(StatementSyntax loop) =>
        loop is ForStatementSyntax { Declaration.Variables: { Count: 1 } variables, Incrementors: { Count: 1 } incrementors }
        && variables[0] is { Identifier.ValueText: var name, Initializer.Value: LiteralExpressionSyntax { Token.Value: 0 or 1 } }
        && incrementors[0] is (PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax) && incrementors[0].ToString().Trim('+') == name
            ? name
            : null;

    private static SyntaxNode WithCounter(FixSite site, StatementSyntax loop, StatementSyntax changed, string? counter)
    {
        if (counter is null)
            return site.Root.ReplaceNode(loop, changed);
        var block = (BlockSyntax)loop.Parent!;
        var declaration = SyntaxFactory.ParseStatement($"var {counter} = 0;\n").WithLeadingTrivia(loop.GetLeadingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
        var indentation = loop.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1);
        var index = block.Statements.IndexOf(loop);
        return site.Root.ReplaceNode(block, block.WithStatements(block.Statements.RemoveAt(index).Insert(index, changed.WithLeadingTrivia(indentation)).Insert(index, declaration)));
    }
}
