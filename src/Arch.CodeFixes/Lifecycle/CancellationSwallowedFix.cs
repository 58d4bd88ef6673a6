using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>
/// ARCH3015: leaves the loop when the stop is what has cancelled the wait. A cancellation for another reason, such as the limit of one call,
/// is handled as before; it must not end the service.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationSwallowedFix)), Shared]
public sealed class CancellationSwallowedFix() : DocumentFix(LifecycleRules.CancellationSwallowed)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Leave the loop when the service stops", "leave");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var node = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { Parent: TryStatementSyntax attempt } clause || clause.ContainsDirectives
            || finding.Properties[CancellationSwallowed.Token] is not { } token)
            return false;
        edits.Replace(attempt, attempt.WithCatches(attempt.Catches.Insert(attempt.Catches.IndexOf(clause), Leaving(clause, attempt, token))), []);
        return true;
    }

    private static CatchClauseSyntax Leaving(CatchClauseSyntax clause, TryStatementSyntax attempt, string token)
    {
        var leave = IsInSwitch(attempt) ? "return;" : "break;";
        var (indent, end) = (Layout.IndentOf(clause), Layout.LineEndOf(clause.SyntaxTree));
        var lines = clause.SyntaxTree.GetLineSpan(clause.Span);
        var isOwnLine = clause.CatchKeyword.GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var opens = clause.Block.OpenBraceToken.GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) ? end + indent : " ";
        var block = lines.StartLinePosition.Line == lines.EndLinePosition.Line ? $" {{ {leave} }}" : $"{opens}{{{end}{indent}{Layout.Step}{leave}{end}{indent}}}";
        var parsed = ((TryStatementSyntax)SyntaxFactory.ParseStatement($"try {{ }} catch (X) when ({token}.IsCancellationRequested){block}")).Catches[0];
        var cancelled = SyntaxFactory.ParseTypeName("global::System.OperationCanceledException").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        return parsed.WithDeclaration(parsed.Declaration!.WithType(cancelled))
            .WithLeadingTrivia(isOwnLine ? SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indent)) : SyntaxFactory.TriviaList())
            .WithTrailingTrivia(isOwnLine ? SyntaxFactory.EndOfLine(end) : SyntaxFactory.Space);
    }

    /// <summary>Whether a <c>break</c> would leave a switch instead of the loop.</summary>
    private static bool IsInSwitch(SyntaxNode attempt) => attempt.Ancestors()
        .First(static outer => outer is SwitchStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) is SwitchStatementSyntax;
}
