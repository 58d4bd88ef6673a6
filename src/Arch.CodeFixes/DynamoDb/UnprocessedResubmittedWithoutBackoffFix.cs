using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Arch.Analyzers.DynamoDb;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Makes the loop of ARCH2109 wait exponentially longer before each turn.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnprocessedResubmittedWithoutBackoffFix)), Shared]
public sealed class UnprocessedResubmittedWithoutBackoffFix() : StepwiseFix(DynamoDbRules.UnprocessedResubmittedWithoutBackoff)
{
    private const string Title = "Wait exponentially longer before each turn";

    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        // Recursions bring no feed along: their counter would have to become a parameter.
        if (!site.Diagnostic.Properties.TryGetValue(UnprocessedResubmittedWithoutBackoff.Feed, out var text) || site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || LoopBackoff.Around(call, loop => Feed(loop, text!) is not null) is not { } loop)
            yield break;

        if (site.Diagnostic.Properties[UnprocessedResubmittedWithoutBackoff.Time] is { Length: > 0 } time)
        {
            if (Time(loop, time) is { } argument)
                yield return new(Title, "backoff", () => LoopBackoff.ReplaceTime(site, loop, argument));
        }
        else if (Feed(loop, text!) is { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } statement } feed && !Statements.HasDirectives(loop))
        {
            // With the feed before the call, the first turn is a resubmission already.
            if (feed.Span.Contains(call.Span))
                yield return new(Title, "backoff", () => LoopBackoff.InsertWait(site, loop, statement, isBehind: false, call, condition: null));
            else if (feed.SpanStart < call.SpanStart || (IsEndless(loop) && block.Statements.Last() == statement))
                yield return new(Title, "backoff", () => LoopBackoff.InsertWait(site, loop, statement, isBehind: true, call, condition: null));
            else if (site.Model.GetTypeInfo(feed.Left).Type is { Name: "Dictionary" })
                yield return new(Title, "backoff", () => LoopBackoff.InsertWait(site, loop, statement, isBehind: true, call, HasMore(site, feed.Left)));
        }
    }

    private static AssignmentExpressionSyntax? Feed(StatementSyntax loop, string text) =>
        loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment => assignment.ToString() == text);

    private static ExpressionSyntax? Time(StatementSyntax loop, string time) => loop.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" or "Sleep" } && call.ArgumentList.Arguments.Count > 0)
        .Select(static call => call.ArgumentList.Arguments[0])
        .FirstOrDefault(argument => argument.NameColon is null && argument.Expression.ToString() == time)?.Expression;

    private static bool IsEndless(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax { Condition: var test } => test is LiteralExpressionSyntax,
        DoStatementSyntax { Condition: var test } => test is LiteralExpressionSyntax,
        ForStatementSyntax { Condition: var test } => test is null,
        _ => false,
    };

    /// <summary>Behind the last turn there is nothing to wait for.</summary>
    private static string HasMore(FixSite site, ExpressionSyntax left) =>
        ((CSharpParseOptions)site.Root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9 ? $"{left} is {{ Count: > 0 }}" : $"{left} != null && {left}.Count > 0";
}
