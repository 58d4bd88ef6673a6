using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Access;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Access;

/// <summary>ARCH1003: deletes a statement that sets a credential variable or setting. What reads one has to be thought about.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CredentialsReadByHandFix)), Shared]
public sealed class CredentialsReadByHandFix() : DocumentFix(AccessRules.CredentialsReadByHand)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Delete this statement; SDK clients find the task role by themselves", "delete");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (!finding.Properties.ContainsKey(CredentialsReadByHand.IsSet)
            || edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax statement
            || Setting(statement) is not { } setting || !setting.Span.Contains(finding.Location.SourceSpan)
            || Statements.Deletable(statement) is not { } deletable)
            return false;

        var values = setting is AssignmentExpressionSyntax assignment ? assignment.Right : (SyntaxNode)((InvocationExpressionSyntax)setting).ArgumentList;
        if (SideEffects.AreIn(values, edits.Model, cancellation))
            return false;
        edits.Delete(deletable);
        return true;
    }

    private static ExpressionSyntax? Setting(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax or AssignmentExpressionSyntax ? statement.Expression : null;
}
