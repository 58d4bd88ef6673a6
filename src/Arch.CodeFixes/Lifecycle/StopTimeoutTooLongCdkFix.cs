using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3010 in stacks: <c>Duration.Seconds(120)</c>. A value that a variable holds is left to its owner.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopTimeoutTooLongCdkFix)), Shared]
public sealed class StopTimeoutTooLongCdkFix() : DocumentFix(LifecycleRules.StopTimeoutTooLong)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Set the stop timeout to 120 seconds", "most");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (finding.Location.SourceTree is null)
            return false;
        var value = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
        var most = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(StopTimeoutTooLong.Most));
        switch (value)
        {
            case LiteralExpressionSyntax:
                edits.Replace(value, most.WithTriviaFrom(value), []);
                return true;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax unit, ArgumentList: { Arguments: { Count: 1 } given } arguments } call:
                edits.Replace(
                    call,
                    call.WithExpression(unit.WithName(SyntaxFactory.IdentifierName("Seconds").WithTriviaFrom(unit.Name)))
                        .WithArgumentList(arguments.WithArguments(given.Replace(given[0], given[0].WithExpression(most)))),
                    []);
                return true;
            default:
                return false;
        }
    }
}
