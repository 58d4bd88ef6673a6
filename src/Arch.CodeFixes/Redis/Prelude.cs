using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Redis;

/// <summary>
/// Room for statements before an expression that is the first thing to be evaluated there: before its own statement, or in a block that is made
/// of an embedded statement or of the body of a method with <c>=&gt;</c>.
/// </summary>
internal sealed class Prelude
{
    private const string Step = "    ";

    private readonly CallSite _site;
    private readonly ExpressionSyntax _expression;
    private readonly SyntaxNode _holder;
    private readonly string _outer;

    private Prelude(CallSite site, ExpressionSyntax expression, SyntaxNode holder, string outer, bool needsBlock)
    {
        (_site, _expression, _holder, _outer) = (site, expression, holder, outer);
        Indent = needsBlock ? outer + Step : outer;
    }

    /// <summary>What the lines of the statements start with.</summary>
    public string Indent { get; }

    private bool NeedsBlock => Indent != _outer;

    /// <returns>Null when something else is evaluated before the expression, or when there is no room.</returns>
    public static Prelude? Of(ExpressionSyntax expression, CallSite site)
    {
        SyntaxNode node = expression;
        while (IsEvaluatedFirst(node, site))
            node = node.Parent!;
        return node.Parent switch
        {
            StatementSyntax statement when IsStart(node, statement) => Of(expression, statement, site),
            ArrowExpressionClauseSyntax { Parent: (MethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax) and { } owner } arrow
                when !HoldsComment(arrow, expression) => new Prelude(site, expression, arrow, site.IndentAt(owner), needsBlock: true),
            _ => null,
        };
    }

    /// <summary>Whether the body of a method with <c>=&gt;</c> is what the method returns.</summary>
    public static bool IsReturned(ArrowExpressionClauseSyntax arrow, SemanticModel model, CancellationToken cancellation) =>
        model.GetDeclaredSymbol(arrow.Parent!, cancellation) is IMethodSymbol { ReturnsVoid: false } method
        && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 });

    /// <summary>The whole file with the statements, and the replacement where the expression was.</summary>
    public SyntaxNode Apply(IEnumerable<string> statements, ExpressionSyntax replacement)
    {
        var root = _holder.SyntaxTree.GetRoot(_site.Cancellation);
        var last = Last(replacement).WithLeadingTrivia(SyntaxFactory.Whitespace(Indent));
        var all = statements.Select(text => SyntaxFactory.ParseStatement(text)).Append(last).ToList();
        if (NeedsBlock)
            return WithBlock(root, all);

        all[0] = all[0].WithLeadingTrivia(_holder.GetLeadingTrivia());
        return _holder.Parent is GlobalStatementSyntax global
            ? root.ReplaceNode(global, all.Select(SyntaxFactory.GlobalStatement))
            : root.ReplaceNode(_holder, all);
    }

    private static Prelude? Of(ExpressionSyntax expression, StatementSyntax statement, CallSite site) => statement.Parent switch
    {
        BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax => new Prelude(site, expression, statement, site.IndentAt(statement), needsBlock: false),
        ElseClauseSyntax or IfStatementSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or UsingStatementSyntax
            when statement is not IfStatementSyntax && !HoldsComment(statement.GetLeadingTrivia())
            => new Prelude(site, expression, statement, site.IndentAt(statement.Parent), needsBlock: true),
        _ => null,
    };

    private static bool IsStart(SyntaxNode node, StatementSyntax statement) => statement switch
    {
        CommonForEachStatementSyntax loop => loop.Expression == node,
        IfStatementSyntax choice => choice.Condition == node,
        ReturnStatementSyntax or ExpressionStatementSyntax or LocalDeclarationStatementSyntax or YieldStatementSyntax => true,
        _ => false,
    };

    private static bool IsEvaluatedFirst(SyntaxNode node, CallSite site) => node.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or EqualsValueClauseSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } or ArgumentListSyntax => true,
        MemberAccessExpressionSyntax access => access.Expression == node,
        ElementAccessExpressionSyntax access => access.Expression == node,
        ConditionalAccessExpressionSyntax access => access.Expression == node,
        BinaryExpressionSyntax operation => operation.Left == node,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => assignment.Right == node && site.CanRepeat(assignment.Left),
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } => true,
        VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } => true,
        // Arguments, behind a receiver and others that may as well be evaluated later.
        ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax list } argument =>
            list.Arguments.TakeWhile(other => other != argument).All(other => other.RefKindKeyword.RawKind == 0 && site.CanRepeat(other.Expression)),
        InvocationExpressionSyntax call => call.Expression == node
            || call.Expression is SimpleNameSyntax || (call.Expression is MemberAccessExpressionSyntax access && site.CanRepeat(access.Expression)),
        BaseObjectCreationExpressionSyntax { Initializer: null } => true,
        _ => false,
    };

    private static bool HoldsComment(ArrowExpressionClauseSyntax arrow, ExpressionSyntax expression) =>
        HoldsComment(arrow.ArrowToken.LeadingTrivia) || HoldsComment(arrow.ArrowToken.TrailingTrivia) || HoldsComment(arrow.Expression.GetLeadingTrivia())
        || HoldsComment(expression.GetTrailingTrivia());

    private static bool HoldsComment(SyntaxTriviaList trivia) =>
        trivia.Any(static piece => !piece.IsKind(SyntaxKind.WhitespaceTrivia) && !piece.IsKind(SyntaxKind.EndOfLineTrivia));

    private StatementSyntax Last(ExpressionSyntax replacement)
    {
        if (_holder is not ArrowExpressionClauseSyntax arrow)
            return ((StatementSyntax)_holder).ReplaceNode(_expression, replacement);
        var value = arrow.Expression.ReplaceNode(_expression, replacement).WithoutTrivia();
        return IsReturned(arrow, _site.Model, _site.Cancellation)
            ? SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), value, SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            : SyntaxFactory.ExpressionStatement(value);
    }

    private SyntaxNode WithBlock(SyntaxNode root, List<StatementSyntax> statements)
    {
        var lineEnd = SyntaxFactory.EndOfLine(_site.LineEnd);
        var semicolon = _holder is ArrowExpressionClauseSyntax { Parent: { } owner } ? owner.GetLastToken() : _holder.GetLastToken();
        statements[statements.Count - 1] = statements[statements.Count - 1].WithTrailingTrivia(lineEnd);
        var outer = SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(_outer));
        var block = SyntaxFactory.Block(
            SyntaxFactory.Token(outer, SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(lineEnd)),
            SyntaxFactory.List(statements),
            SyntaxFactory.Token(outer, SyntaxKind.CloseBraceToken, semicolon.TrailingTrivia));

        // The brace begins a line of its own.
        var before = _holder.GetFirstToken().GetPreviousToken();
        var ended = HoldsComment(before.TrailingTrivia) || before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? before
            : before.WithTrailingTrivia(lineEnd);
        return root.ReplaceSyntax(
            [_holder is ArrowExpressionClauseSyntax ? _holder.Parent! : _holder],
            (_, current) => current switch
            {
                MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
                LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
                AccessorDeclarationSyntax accessor => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
                _ => block,
            },
            [before],
            (_, _) => ended,
            [],
            static (_, current) => current);
    }
}
