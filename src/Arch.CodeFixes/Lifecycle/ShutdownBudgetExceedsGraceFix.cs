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

/// <summary>ARCH3005: gives the host as much time as fits before SIGKILL.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShutdownBudgetExceedsGraceFix)), Shared]
public sealed class ShutdownBudgetExceedsGraceFix() : DocumentFix(LifecycleRules.ShutdownBudgetExceedsGrace)
{
    private protected override Task OfferAsync(FixOffer offer) =>
        OfferAsync(offer, "Let the host be done before SIGKILL", "fit");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue(ShutdownBudgetExceedsGrace.Fitting, out var seconds)
            || edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax budget)
            return false;
        var type = edits.Model.LookupNamespacesAndTypes(budget.SpanStart, name: "TimeSpan").IsEmpty ? "System.TimeSpan" : "TimeSpan";
        edits.Replace(budget, SyntaxFactory.ParseExpression($"{type}.FromSeconds({seconds})").WithTriviaFrom(budget), [budget]);
        return true;
    }
}
