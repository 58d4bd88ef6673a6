using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>Rewrites an infinite loop so that a token ends it: in its condition, and in the waits of its body.</summary>
internal static class StoppableLoop
{
    // Calls that wait for somebody else, by the start of their names. All other calls are work, which is to be finished.
    private static readonly string[] Waits = ["Accept", "Consume", "Delay", "Dequeue", "GetContext", "Receive", "Take", "Wait"];

    /// <summary>The loop with a condition that a stop makes false.</summary>
    /// <param name="loop">A <c>while</c>, <c>do</c> or <c>for</c> loop.</param>
    /// <param name="stop">What has the property <c>IsCancellationRequested</c>: a token or its source.</param>
    public static StatementSyntax Until(StatementSyntax loop, string stop)
    {
        var condition = SyntaxFactory.ParseExpression($"!{stop}.IsCancellationRequested");
        return loop switch
        {
            WhileStatementSyntax at => at.WithCondition(condition),
            DoStatementSyntax at => at.WithCondition(condition),
            ForStatementSyntax at => at.WithCondition(condition).WithFirstSemicolonToken(at.FirstSemicolonToken.WithTrailingTrivia(SyntaxFactory.Space))
                .WithSecondSemicolonToken(at.SecondSemicolonToken.WithTrailingTrivia(SyntaxFactory.Space)),
            _ => loop,
        };
    }

    /// <summary>
    /// Finds the waits of a loop's body that take no notice of a stop yet, each with what stands in its place afterwards; null when one of them cannot be
    /// told to end. Waits in functions within the loop are not its own.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="token">The token, as an expression.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyList<(InvocationExpressionSyntax Call, ExpressionSyntax Other)>? Waiting(StatementSyntax loop, string token, SemanticModel model, CancellationToken cancellation)
    {
        var found = new List<(InvocationExpressionSyntax, ExpressionSyntax)>();
        foreach (var call in loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || !IsWait(method) || HasToken(call, method))
                continue;
            if (TokenArgument.Added(call, token, model, cancellation) is not { } other)
                return null;
            found.Add((call, other));
        }

        return found;
    }

    private static bool IsWait(IMethodSymbol method) =>
        method is { Name: "Sleep", ContainingType.Name: "Thread" } || Waits.Any(start => method.Name.StartsWith(start, StringComparison.Ordinal));

    private static bool HasToken(InvocationExpressionSyntax call, IMethodSymbol method) =>
        call.ArgumentList.Arguments.Any(argument => ArgumentByParameter.Parameter(call.ArgumentList, argument, method) is { } parameter && StopToken.Is(parameter.Type));
}
