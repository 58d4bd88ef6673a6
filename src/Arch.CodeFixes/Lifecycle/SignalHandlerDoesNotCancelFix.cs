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

/// <summary>ARCH3002: cancels the signal first of all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SignalHandlerDoesNotCancelFix)), Shared]
public sealed class SignalHandlerDoesNotCancelFix() : DocumentFix(LifecycleRules.SignalHandlerDoesNotCancel)
{
    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Cancel the signal in the first statement", "cancel");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var node = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } late } assignment
            && assignment.Span == finding.Location.SourceSpan)
            return Move(late, edits);

        var function = node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } lambda && lambda.SpanStart == finding.Location.SourceSpan.Start
            ? lambda
            : node.FirstAncestorOrSelf<ArgumentSyntax>()?.Expression is { } named ? Declared(named, edits.Model, cancellation) : null;
        if (function is null || Cancelling(function) is not { } changed)
            return false;
        edits.Replace(function, changed, []);
        return true;
    }

    /// <summary>Moves the statement to the start of the function that it stands in.</summary>
    private static bool Move(StatementSyntax late, Edits edits)
    {
        var body = late.Ancestors().OfType<BlockSyntax>().FirstOrDefault(static block => block.Parent is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax);
        if (body is null || body.Statements.Count == 0 || body.Statements[0] == late)
            return false;
        var first = body.Statements[0];
        var moved = late.WithLeadingTrivia(SyntaxFactory.Whitespace(Layout.IndentOf(first))).WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(late.SyntaxTree)));
        var rest = body.TrackNodes(late, first);
        rest = rest.InsertNodesBefore(rest.GetCurrentNode(first)!, [moved]);
        edits.Replace(body, rest.RemoveNode(rest.GetCurrentNode(late)!, SyntaxRemoveOptions.KeepNoTrivia)!, []);
        return true;
    }

    private static SyntaxNode? Declared(ExpressionSyntax named, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(named, cancellation).Symbol is IMethodSymbol { DeclaringSyntaxReferences: { Length: 1 } parts } && parts[0].SyntaxTree == model.SyntaxTree
            ? parts[0].GetSyntax(cancellation)
            : null;

    private static SyntaxNode? Cancelling(SyntaxNode function)
    {
        var taken = new HashSet<string>(function.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        switch (function)
        {
            case SimpleLambdaExpressionSyntax lambda:
            {
                var parameter = Named(lambda.Parameter, taken);
                return WithBody(lambda.ReplaceNode(lambda.Parameter, parameter), lambda, parameter);
            }

            case ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } lambda:
            {
                var parameter = Named(parameters[0], taken);
                return WithBody(lambda.ReplaceNode(parameters[0], parameter), lambda, parameter);
            }

            case AnonymousMethodExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } method:
                return method.WithBlock(Cancelled(method.Block, parameters[0], method.Block));
            case MethodDeclarationSyntax { ParameterList.Parameters: { Count: 1 } parameters } method:
                return method.Body is { } body
                    ? method.WithBody(Cancelled(body, parameters[0], body))
                    : method.WithExpressionBody(null).WithSemicolonToken(default).WithParameterList(method.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(method.SyntaxTree))))
                        .WithBody(Block(method.ExpressionBody!.Expression, parameters[0], method).WithTrailingTrivia(method.GetTrailingTrivia()));
            case LocalFunctionStatementSyntax { ParameterList.Parameters: { Count: 1 } parameters } method:
                return method.Body is { } block
                    ? method.WithBody(Cancelled(block, parameters[0], block))
                    : method.WithExpressionBody(null).WithSemicolonToken(default).WithParameterList(method.ParameterList.WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(method.SyntaxTree))))
                        .WithBody(Block(method.ExpressionBody!.Expression, parameters[0], method).WithTrailingTrivia(method.GetTrailingTrivia()));
            default:
                return null;
        }
    }

    private static ParameterSyntax Named(ParameterSyntax parameter, HashSet<string> taken)
    {
        if (parameter.Identifier.ValueText != "_")
            return parameter;
        var name = "context";
        for (var number = 2; taken.Contains(name); number++)
            name = "context" + number;
        return parameter.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(parameter.Identifier));
    }

    private static LambdaExpressionSyntax WithBody(LambdaExpressionSyntax changed, LambdaExpressionSyntax original, ParameterSyntax parameter) => original.Body is BlockSyntax block
        ? changed.WithBody(Cancelled(block, parameter, block))
        : changed.WithArrowToken(changed.ArrowToken.WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(original.SyntaxTree))))
            .WithBody(Block((ExpressionSyntax)original.Body, parameter, original));

    /// <summary>A block in the place of an expression.</summary>
    private static BlockSyntax Block(ExpressionSyntax expression, ParameterSyntax parameter, SyntaxNode original)
    {
        var (indent, end) = (Layout.IndentOf(original), Layout.LineEndOf(original.SyntaxTree));
        return (BlockSyntax)SyntaxFactory.ParseStatement(
            $"{indent}{{{end}{indent}{Layout.Step}{Cancel(parameter)}{end}{indent}{Layout.Step}{expression.WithoutTrivia()};{end}{indent}}}");
    }

    private static BlockSyntax Cancelled(BlockSyntax block, ParameterSyntax parameter, BlockSyntax original)
    {
        var cancel = SyntaxFactory.ParseStatement(Cancel(parameter));
        if (!original.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
            return block.WithStatements(block.Statements.Insert(0, cancel.WithTrailingTrivia(SyntaxFactory.Space)));
        var indent = original.Statements.Count > 0 ? Layout.IndentOf(original.Statements[0]) : Layout.IndentOf(original) + Layout.Step;
        return block.WithStatements(block.Statements.Insert(
            0, cancel.WithLeadingTrivia(SyntaxFactory.Whitespace(indent)).WithTrailingTrivia(SyntaxFactory.EndOfLine(Layout.LineEndOf(original.SyntaxTree)))));
    }

    private static string Cancel(ParameterSyntax parameter) => $"{parameter.Identifier.Text}.Cancel = true;";
}
