using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Access;
using Arch.Analyzers.Engine;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Access;

/// <summary>Deletes a credential variable from a stack: the element of an initializer, the call, or the whole statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CredentialsInDeploymentCdkFix))]
[Shared]
public sealed class CredentialsInDeploymentCdkFix() : CodeFix(AccessRules.CredentialsInDeployment)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, findings) => await DeleteAsync(
            document,
            findings.Where(static finding => finding.Location.SourceTree is not null && !finding.Properties.ContainsKey(Reporter.Recording)),
            context.CancellationToken).ConfigureAwait(false));

    private protected override async Task OfferAsync(FixOffer offer)
    {
        var text = await offer.Document.GetTextAsync(offer.Cancellation).ConfigureAwait(false);
        if (!Edits(text, offer.Root, [offer.Diagnostic]).IsEmpty)
            offer.Change("Delete the credential variable", "delete", cancellation => DeleteAsync(offer.Document, [offer.Diagnostic], cancellation));
    }

    private static async Task<Document> DeleteAsync(Document document, IEnumerable<Diagnostic> findings, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Edits(text, root!, findings)));
    }

    private static ImmutableArray<TextChange> Edits(SourceText text, SyntaxNode root, IEnumerable<Diagnostic> findings)
    {
        var deleted = new HashSet<SyntaxNode>(findings
            .Select(finding => Defining(root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true)))
            .Where(static node => node is not null)!);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var siblings in deleted.GroupBy(static node => node.Parent!))
        {
            switch (siblings.Key)
            {
                case InitializerExpressionSyntax list:
                    DeleteElements(text, list, list.Expressions, deleted, edits);
                    break;
                case CollectionExpressionSyntax list:
                    DeleteElements(text, list, list.Elements, deleted, edits);
                    break;
                default:
                    foreach (var call in siblings)
                        DeleteCall(text, (ExpressionSyntax)call, deleted, edits);
                    break;
            }
        }

        return edits.Distinct().ToImmutableArray();
    }

    /// <summary>What defines the variable with this key: an element of a list, or an expression that does nothing else.</summary>
    private static SyntaxNode? Defining(SyntaxNode key)
    {
        for (var at = key; at is ExpressionSyntax or ArgumentSyntax or BaseArgumentListSyntax or CollectionElementSyntax; at = at.Parent!)
        {
            if (at is InvocationExpressionSyntax)
                return at;
            if (at is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax })
                return at;
            if (at.Parent is CollectionExpressionSyntax || (at.Parent is InitializerExpressionSyntax && !IsPart(at)))
                return at;
        }

        return null;
    }

    /// <summary>The key in <c>{ "KEY", value }</c>, and <c>Name = "KEY"</c> of an object that is the element.</summary>
    private static bool IsPart(SyntaxNode node) => node.Parent.IsKind(SyntaxKind.ComplexElementInitializerExpression)
        || node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax };

    private static void DeleteElements<T>(
        SourceText text, SyntaxNode list, SeparatedSyntaxList<T> elements, HashSet<SyntaxNode> deleted, ImmutableArray<TextChange>.Builder edits) where T : SyntaxNode
    {
        // "new[] { }" has no type, and nobody can say which branch of a directive an element belongs to.
        if (list.ContainsDirectives || (list.Parent is ImplicitArrayCreationExpressionSyntax && elements.All(deleted.Contains)))
            return;
        SeparatedRemoval.Delete(
            text, list.Span, elements.Select(static element => element.Span).ToList(), index => deleted.Contains(elements[index]),
            list is InitializerExpressionSyntax ? " " : "", edits);
    }

    private static void DeleteCall(SourceText text, ExpressionSyntax call, HashSet<SyntaxNode> deleted, ImmutableArray<TextChange>.Builder edits)
    {
        if (call.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement && !DoesMore(statement.Expression, deleted))
        {
            // Without a block around it, the next statement would take its place.
            if (statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && !statement.ContainsDirectives)
                edits.Add(new TextChange(Extent(text, statement.Span), ""));
        }
        else if (call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddEnvironment" } access }
            && (call.Parent is MemberAccessExpressionSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax || access.Expression is InvocationExpressionSyntax))
        {
            edits.Add(new TextChange(TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), ""));
        }
    }

    /// <summary>Whether a statement still does something when these parts of it are gone.</summary>
    private static bool DoesMore(ExpressionSyntax expression, HashSet<SyntaxNode> deleted)
    {
        if (expression is ConditionalAccessExpressionSyntax { WhenNotNull: var part } && deleted.Contains(part))
            return false;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && deleted.Contains(expression))
            expression = access.Expression;
        return expression is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConditionalAccessExpressionSyntax or AwaitExpressionSyntax
            || (expression is AssignmentExpressionSyntax && !deleted.Contains(expression));
    }

    /// <summary>The lines of a statement that has them to itself, or else the statement with the blanks behind it.</summary>
    private static TextSpan Extent(SourceText text, TextSpan statement)
    {
        var first = text.Lines.GetLineFromPosition(statement.Start);
        var last = text.Lines.GetLineFromPosition(statement.End);
        if (SeparatedRemoval.IsBlank(text, first.Start, statement.Start) && SeparatedRemoval.IsBlankOrComment(text, statement.End, last.End))
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        var end = statement.End;
        while (end < last.End && char.IsWhiteSpace(text[end]))
            end++;
        return TextSpan.FromBounds(statement.Start, end);
    }
}
