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

/// <summary>ARCH3016: calls the base when everything else is done.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopAsyncWithoutBaseFix)), Shared]
public sealed class StopAsyncWithoutBaseFix() : DocumentFix(LifecycleRules.StopAsyncWithoutBase)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Call base.StopAsync at the end", "base");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        if (edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan) is not MethodDeclarationSyntax method || Rewritten(method) is not { } other)
            return false;
        edits.Replace(method, other, []);
        return true;
    }

    private static MethodDeclarationSyntax? Rewritten(MethodDeclarationSyntax method)
    {
        var stop = $"base.StopAsync({method.ParameterList.Parameters[0].Identifier.Text})";
        var isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        if (method.ExpressionBody is { Expression: var expression } arrow)
        {
            return IsCompleted(expression)
                ? method.WithExpressionBody(arrow.WithExpression(SyntaxFactory.ParseExpression(stop).WithTriviaFrom(expression)))
                : Statements(method, isAsync ? $"{expression};" : $"await {expression};", $"await {stop};");
        }

        var statements = method.Body!.Statements;
        var returns = method.Body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        if (returns.Count > 1 || (returns.Count == 1 && statements.Last() != returns[0]))
            return null;
        if (returns.Count == 1 && returns[0] is { Expression: { } returned } last)
        {
            var replaced = IsCompleted(returned)
                ? last.WithExpression(SyntaxFactory.ParseExpression(stop).WithTriviaFrom(returned))
                : (StatementSyntax)SyntaxFactory.ExpressionStatement(SyntaxFactory.AwaitExpression(returned.WithLeadingTrivia(SyntaxFactory.Space)), last.SemicolonToken)
                    .WithLeadingTrivia(last.GetLeadingTrivia());
            method = method.ReplaceNode(last, replaced);
            return IsCompleted(returned) ? method : Async(Append(method, method.Body!.Statements.Count, $"await {stop};", last));
        }

        return isAsync ? Append(method, statements.Count - returns.Count, $"await {stop};", statements.LastOrDefault()) : null;
    }

    private static bool IsCompleted(ExpressionSyntax expression) => expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    /// <summary>Puts a statement into the body, laid out as its neighbour in the file.</summary>
    private static MethodDeclarationSyntax Append(MethodDeclarationSyntax method, int index, string statement, StatementSyntax? neighbour)
    {
        var body = method.Body!;
        var tree = neighbour?.SyntaxTree ?? method.SyntaxTree;
        var end = SyntaxFactory.EndOfLine(Layout.LineEndOf(tree));
        var isOneLine = !body.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) && !body.CloseBraceToken.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            && (neighbour is null || !neighbour.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia));
        var indent = neighbour is not null ? Layout.IndentOf(neighbour) : Layout.IndentOf(method) + Layout.Step;
        var added = isOneLine
            ? SyntaxFactory.ParseStatement(statement).WithTrailingTrivia(SyntaxFactory.Space)
            : SyntaxFactory.ParseStatement(statement).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(end);
        return method.WithBody(body.WithStatements(body.Statements.Insert(index, added)));
    }

    private static MethodDeclarationSyntax Statements(MethodDeclarationSyntax method, params string[] statements)
    {
        var (indent, end) = (Layout.IndentOf(method), Layout.LineEndOf(method.SyntaxTree));
        var text = string.Concat(statements.Select(statement => $"{indent}{Layout.Step}{statement}{end}"));
        var block = (BlockSyntax)SyntaxFactory.ParseStatement($"{indent}{{{end}{text}{indent}}}");
        var head = method.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(end));
        return Async(method.WithParameterList(head).WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(method.GetTrailingTrivia())));
    }

    private static MethodDeclarationSyntax Async(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        ? method
        : method.AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));
}
