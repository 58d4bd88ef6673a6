using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3004: hands the stopping token to the wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaitIgnoresStopFix)), Shared]
public sealed class WaitIgnoresStopFix() : DocumentFix(LifecycleRules.WaitIgnoresStop)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Pass the stopping token", "token");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var node = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || Statements.HasDirectives(call)
            || finding.Properties[WaitIgnoresStop.Token] is not { } known || DiscardedToken.Named(known, call, edits) is not { } token
            || TokenArgument.Added(call, token, edits.Model, cancellation) is not { } stoppable)
            return false;
        edits.Replace(call, stoppable, []);
        return true;
    }
}
