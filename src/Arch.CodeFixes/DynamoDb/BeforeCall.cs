using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>The place before an expression where statements can stand and are run right before it: nothing else is evaluated in between.</summary>
/// <param name="Host">The statement, or the arrow or lambda whose body becomes a block.</param>
/// <param name="Returns">Whether a body that becomes a block returns its value.</param>
internal sealed record BeforeCall(SyntaxNode Host, bool Returns)
{
    public static BeforeCall? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode at = expression;
        while (at.Parent is { } parent)
        {
            switch (parent)
            {
                case AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or EqualsValueClauseSyntax:
                case MemberAccessExpressionSyntax access when access.Expression == at:
                case InvocationExpressionSyntax call when call.Expression == at:
                case ElementAccessExpressionSyntax element when element.Expression == at:
                case ConditionalAccessExpressionSyntax conditional when conditional.Expression == at:
                case BinaryExpressionSyntax binary when binary.Left == at:
                case IsPatternExpressionSyntax pattern when pattern.Expression == at:
                case ConditionalExpressionSyntax choice when choice.Condition == at:
                case SwitchExpressionSyntax arms when arms.GoverningExpression == at:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }:
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax or DeclarationExpressionSyntax } assignment when assignment.Right == at:
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } }:
                case VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax }:
                    at = parent;
                    continue;
                case ExpressionStatementSyntax or ReturnStatementSyntax or LocalDeclarationStatementSyntax or IfStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax:
                    return parent.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax || (parent is ExpressionStatementSyntax or ReturnStatementSyntax && IsEmbedding(parent.Parent)) ? new(parent, false) : null;
                case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } arrow:
                    return model.GetDeclaredSymbol(arrow.Parent!, cancellation) is IMethodSymbol method ? new(arrow, HasValue(method.ReturnType, method.IsAsync)) : null;
                case LambdaExpressionSyntax lambda when lambda.ExpressionBody == at:
                    return (model.GetTypeInfo(lambda, cancellation).ConvertedType as INamedTypeSymbol)?.DelegateInvokeMethod is { } invoke
                        ? new(lambda, HasValue(invoke.ReturnType, !lambda.AsyncKeyword.IsKind(SyntaxKind.None)))
                        : null;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Replaces the expression, and puts statements before it.</summary>
    /// <param name="root">A document that is the same but for annotations.</param>
    /// <param name="expression">The expression in it.</param>
    /// <param name="replacement">What takes its place.</param>
    /// <param name="statements">The statements, one a line.</param>
    /// <param name="lineEnd">How lines end there.</param>
    public SyntaxNode Insert(SyntaxNode root, ExpressionSyntax expression, ExpressionSyntax replacement, IEnumerable<string> statements, string lineEnd)
    {
        var host = expression.Ancestors().First(node => node.Span == Host.Span && node.RawKind == Host.RawKind);
        var changed = host.ReplaceNode(expression, replacement);
        var options = root.SyntaxTree.Options;
        if (host is not StatementSyntax statement)
        {
            var value = host is LambdaExpressionSyntax ? ((LambdaExpressionSyntax)changed).ExpressionBody! : ((ArrowExpressionClauseSyntax)changed).Expression;
            var body = (BlockSyntax)SyntaxFactory.ParseStatement($"{{{lineEnd}{string.Concat(statements.Select(line => line + lineEnd))}{(Returns ? "return " : "")}{value};{lineEnd}}}", options: options);
            return ReplaceBody(root, host, FullNames.Shorten(body).WithAdditionalAnnotations(Formatter.Annotation), lineEnd);
        }

        var line = root.GetText().Lines.GetLineFromPosition(statement.SpanStart).ToString();
        var indent = SyntaxFactory.Whitespace(line.Substring(0, line.Length - line.TrimStart().Length));
        var before = statements.Select(text => FullNames.Shorten(SyntaxFactory.ParseStatement(text, options: options)).WithLeadingTrivia(indent).WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd))).ToList();
        if (IsEmbedding(statement.Parent))
        {
            var block = SyntaxFactory.Block(before.Append(((StatementSyntax)changed).WithoutTrivia().WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd)))).WithAdditionalAnnotations(Formatter.Annotation);
            return root.ReplaceNode(statement, block.WithTrailingTrivia(statement.GetTrailingTrivia()));
        }

        before[0] = before[0].WithLeadingTrivia(statement.GetLeadingTrivia());
        before.Add(((StatementSyntax)changed).WithLeadingTrivia(indent));
        return statement.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, before.Select(SyntaxFactory.GlobalStatement))
            : root.ReplaceNode(statement, before);
    }

    private static SyntaxNode ReplaceBody(SyntaxNode root, SyntaxNode host, BlockSyntax body, string lineEnd)
    {
        switch (host)
        {
            case LambdaExpressionSyntax lambda:
                return root.ReplaceNode(lambda, lambda.WithBody(body.WithTrailingTrivia(lambda.Body.GetTrailingTrivia())).WithAdditionalAnnotations(Formatter.Annotation));
            case { Parent: MethodDeclarationSyntax method }:
                body = body.WithTrailingTrivia(method.SemicolonToken.TrailingTrivia);
                return root.ReplaceNode(method, WithLineEnd(method.WithExpressionBody(null).WithSemicolonToken(default), lineEnd).WithBody(body).WithAdditionalAnnotations(Formatter.Annotation));
            case { Parent: LocalFunctionStatementSyntax function }:
                body = body.WithTrailingTrivia(function.SemicolonToken.TrailingTrivia);
                return root.ReplaceNode(function, WithLineEnd(function.WithExpressionBody(null).WithSemicolonToken(default), lineEnd).WithBody(body).WithAdditionalAnnotations(Formatter.Annotation));
            default:
                return root;
        }
    }

    private static T WithLineEnd<T>(T function, string lineEnd) where T : SyntaxNode => function.WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd));

    private static bool IsEmbedding(SyntaxNode? parent) =>
        parent is IfStatementSyntax or ElseClauseSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or UsingStatementSyntax;

    private static bool HasValue(ITypeSymbol type, bool isAsync) =>
        type.SpecialType != SpecialType.System_Void && !(isAsync && type is INamedTypeSymbol { IsGenericType: false, Name: "Task" or "ValueTask" });
}
