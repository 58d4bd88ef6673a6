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

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3003: lets the stopping token end the loop and the waits in it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BackgroundLoopIgnoresStopFix)), Shared]
public sealed class BackgroundLoopIgnoresStopFix() : DocumentFix(LifecycleRules.BackgroundLoopIgnoresStop)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Loop until the stopping token is cancelled", "until");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var loop = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        if (loop is null || Statements.HasDirectives(loop)
            || !finding.Properties.TryGetValue(BackgroundLoopIgnoresStop.Token, out var known) || known is null || DiscardedToken.Named(known, loop, edits) is not { } token
            || StoppableLoop.Waiting(loop, token, edits.Model, cancellation) is not { } waits)
            return false;
        var stoppable = StoppableLoop.Until(loop.ReplaceNodes(waits.Select(static wait => wait.Call), (call, _) => waits.First(wait => wait.Call == call).Other), token);
        if (EndOf(loop) is { } body)
            edits.Replace(body, Returning(body.ReplaceNode(loop, stoppable), body), []);
        else
            edits.Replace(loop, stoppable, []);
        return true;
    }

    /// <summary>The body whose end the loop has hidden so far and that must return a task there.</summary>
    private static BlockSyntax? EndOf(StatementSyntax loop)
    {
        var function = loop.Ancestors().First(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
        var body = function switch
        {
            MethodDeclarationSyntax { ReturnType: var type, Body: { } block } method when ReturnsTask(type, method.Modifiers) => block,
            LocalFunctionStatementSyntax { ReturnType: var type, Body: { } block } method when ReturnsTask(type, method.Modifiers) => block,
            _ => null,
        };
        return body?.Statements.LastOrDefault()?.Span.Contains(loop.Span) == true ? body : null;
    }

    private static bool ReturnsTask(TypeSyntax type, SyntaxTokenList modifiers) => type is IdentifierNameSyntax { Identifier.ValueText: "Task" } && !modifiers.Any(SyntaxKind.AsyncKeyword);

    private static BlockSyntax Returning(BlockSyntax changed, BlockSyntax original)
    {
        var last = original.Statements.Last();
        var end = SyntaxFactory.ParseStatement("return Task.CompletedTask;");
        end = last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? end.WithLeadingTrivia(SyntaxFactory.Whitespace(Layout.IndentOf(last))).WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(original.SyntaxTree)))
            : end.WithTrailingTrivia(SyntaxFactory.Space);
        return changed.AddStatements(end);
    }
}
