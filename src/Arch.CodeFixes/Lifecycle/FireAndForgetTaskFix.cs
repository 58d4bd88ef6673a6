using System.Composition;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3007: awaits a discarded task in async code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FireAndForgetTaskFix)), Shared]
public sealed class FireAndForgetTaskFix() : CodeFix(LifecycleRules.FireAndForgetTask)
{
    /// <summary>None: what ran beside the caller runs before it goes on. Each place wants a look.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task OfferAsync(FixOffer offer)
    {
        if (offer.Node<AssignmentExpressionSyntax>() is { Parent: ExpressionStatementSyntax, Right: not ConditionalAccessExpressionSyntax } discard
            && discard.Left.Span == offer.Diagnostic.Location.SourceSpan && CanAwait(discard))
        {
            var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), discard.Right.WithoutLeadingTrivia())
                .WithLeadingTrivia(discard.GetLeadingTrivia());
            offer.Change("Await the task", "await", _ => Task.FromResult(offer.Document.WithSyntaxRoot(offer.Root.ReplaceNode(discard, awaited))));
        }

        return Task.CompletedTask;
    }

    private static bool CanAwait(SyntaxNode place)
    {
        foreach (var outer in place.Ancestors())
        {
            switch (outer)
            {
                case LockStatementSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
