using System.Collections.Generic;
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

/// <summary>ARCH3017: gives the thread back first of all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SynchronousExecuteAsyncFix)), Shared]
public sealed class SynchronousExecuteAsyncFix() : DocumentFix(LifecycleRules.SynchronousExecuteAsync)
{
    private const string Yield = "await Task.Yield();";

    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Start with 'await Task.Yield();'", "yield");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan) is not MethodDeclarationSyntax method || Statements.HasDirectives(method))
            return false;
        edits.Replace(method, method.ExpressionBody is { } arrow ? WithBlock(method, arrow) : Yielding(method, method.Body!), []);
        return true;
    }

    private static MethodDeclarationSyntax WithBlock(MethodDeclarationSyntax method, ArrowExpressionClauseSyntax arrow)
    {
        var (indent, end) = (Layout.IndentOf(method), Layout.LineEndOf(method.SyntaxTree));
        var work = IsCompleted(arrow.Expression) ? "" : $"{indent}{Layout.Step}{(IsAsync(method) ? "" : "await ")}{arrow.Expression.WithoutTrivia()};{end}";
        var block = (BlockSyntax)SyntaxFactory.ParseStatement($"{indent}{{{end}{indent}{Layout.Step}{Yield}{end}{work}{indent}}}");
        return Async(method.WithParameterList(method.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(end)))
            .WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(method.GetTrailingTrivia())));
    }

    private static MethodDeclarationSyntax Yielding(MethodDeclarationSyntax method, BlockSyntax body)
    {
        var changed = IsAsync(method) ? body : Awaiting(body);
        var end = SyntaxFactory.EndOfLine(Layout.LineEndOf(method.SyntaxTree));
        var first = SyntaxFactory.ParseStatement(Yield);
        first = body.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? first.WithLeadingTrivia(SyntaxFactory.Whitespace(Layout.IndentOf(body.Statements[0]))).WithTrailingTrivia(end)
            : first.WithTrailingTrivia(SyntaxFactory.Space);
        return Async(method.WithBody(changed.WithStatements(changed.Statements.Insert(0, first))));
    }

    /// <summary>The body with its returned tasks awaited.</summary>
    private static BlockSyntax Awaiting(BlockSyntax body)
    {
        var returns = body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        var last = body.Statements.LastOrDefault() as ReturnStatementSyntax;
        var replaced = new Dictionary<ReturnStatementSyntax, StatementSyntax>();
        foreach (var statement in returns.Where(statement => statement.Expression is not null && !(statement == last && IsCompleted(statement.Expression))))
        {
            var wait = $"await {statement.Expression!.WithoutTrivia()};";
            replaced[statement] = statement switch
            {
                _ when IsCompleted(statement.Expression!) => SyntaxFactory.ParseStatement("return;"),
                _ when statement == last => SyntaxFactory.ParseStatement(wait),
                _ => SyntaxFactory.ParseStatement($"{{ {wait} return; }}"),
            };
        }

        var changed = body.ReplaceNodes(replaced.Keys, (original, _) => replaced[original].WithTriviaFrom(original));
        return last?.Expression is { } result && IsCompleted(result) ? WithoutLast(changed) : changed;
    }

    /// <summary>The block without its last statement; what was written above that stays.</summary>
    private static BlockSyntax WithoutLast(BlockSyntax block)
    {
        var above = block.Statements.Last().GetLeadingTrivia();
        var rest = block.WithStatements(block.Statements.RemoveAt(block.Statements.Count - 1));
        return above.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            ? rest
            : rest.WithCloseBraceToken(rest.CloseBraceToken.WithLeadingTrivia(
                above.Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Concat(rest.CloseBraceToken.LeadingTrivia)));
    }

    private static bool IsCompleted(ExpressionSyntax task) => task is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    private static bool IsAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword);

    private static MethodDeclarationSyntax Async(MethodDeclarationSyntax method) =>
        IsAsync(method) ? method : method.AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));
}
