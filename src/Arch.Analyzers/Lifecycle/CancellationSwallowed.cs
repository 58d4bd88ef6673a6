using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3015: a catch in an infinite loop that takes the exception by which the stop was to end the loop.</summary>
internal sealed class CancellationSwallowed() : CodeRule(LifecycleRules.CancellationSwallowed)
{
    /// <summary>Property of a diagnostic: the token, as an expression.</summary>
    public const string Token = "token";

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.CatchClause], static node =>
    {
        var clause = (CatchClauseSyntax)node.Node;
        if (HostedServices.Around(clause, node.ContainingSymbol) is not { } type
            || clause.Parent is not TryStatementSyntax attempt || LoopAround(attempt) is not { } loop || !InfiniteLoop.AlwaysHolds(loop, node.Model, node.Cancellation)
            || !TakesCancellation(clause, attempt, node.Model, node.Cancellation))
            return;
        if (Swallowed(clause, attempt, loop, node.Model, node.Cancellation) is { } token && HostedCode.Of(loop, type, node.Model, node.Cancellation) != Reach.None)
        {
            var end = clause.Declaration?.Span.End ?? clause.CatchKeyword.Span.End;
            node.Report.With(Token, token).At(Location.Create(clause.SyntaxTree, TextSpan.FromBounds(clause.SpanStart, end)), Finding.Of(node.ContainingSymbol!), token);
        }
    });

    /// <summary>The innermost loop of the same function.</summary>
    private static StatementSyntax? LoopAround(SyntaxNode node)
    {
        for (var at = node.Parent; at is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); at = at.Parent)
        {
            if (at is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
                return (StatementSyntax)at;
        }

        return null;
    }

    /// <summary>Whether it is the first that takes the exception of a cancelled wait, whatever the exception says.</summary>
    private static bool TakesCancellation(CatchClauseSyntax clause, TryStatementSyntax attempt, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var candidate in attempt.Catches)
        {
            if (CanTakeCancellation(candidate, model, cancellation))
                return candidate == clause && candidate.Filter is null;
        }

        return false;
    }

    private static bool CanTakeCancellation(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellation) =>
        TypeName(clause, model, cancellation) is "Exception" or "SystemException" or "OperationCanceledException" or "TaskCanceledException";

    private static string? TypeName(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellation) =>
        clause.Declaration is not { } declaration ? "Exception"
        : model.GetTypeInfo(declaration.Type, cancellation).Type is { } type && (type.IsIn("System") || type.IsIn("System.Threading.Tasks")) ? type.Name
        : null;

    /// <summary>The token whose cancellation the clause hides from the loop; null when the loop learns of it in another way.</summary>
    private static string? Swallowed(CatchClauseSyntax clause, TryStatementSyntax attempt, StatementSyntax loop, SemanticModel model, CancellationToken cancellation)
    {
        var reads = StopToken.Reads(loop, model, cancellation).ToList();
        if (reads.Count == 0 || !reads.All(read => attempt.Block.Span.Contains(read.Span) && Throws(read)))
            return null;
        // Only Task.Delay is known to throw the narrower exception.
        if (TypeName(clause, model, cancellation) == "TaskCanceledException"
            && reads[0].FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" } })
            return null;
        if (InfiniteLoop.Exits(loop).Any(exit => !IsBehind(exit, reads[0], attempt, model, cancellation)) || RethrowsElsewhere(clause, model, cancellation))
            return null;
        return reads.FirstOrDefault(read => model.GetSymbolInfo(read, cancellation).Symbol is { } symbol
                && !(symbol is ILocalSymbol && loop.Span.Contains(symbol.DeclaringSyntaxReferences[0].Span))
                && (symbol is not IPropertySymbol { Name: "Token" } || !IsLocalOf(loop, ((MemberAccessExpressionSyntax)read).Expression, model, cancellation)))?.ToString();
    }

    private static bool IsLocalOf(StatementSyntax loop, ExpressionSyntax source, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(source, cancellation).Symbol is ILocalSymbol local && loop.Span.Contains(local.DeclaringSyntaxReferences[0].Span);

    /// <summary>Whether the token is handed to a call, which throws when it is cancelled; a question for the state of the token may lead anywhere.</summary>
    private static bool Throws(ExpressionSyntax read) => read.Parent switch
    {
        ArgumentSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfCancellationRequested" } => true,
        _ => false,
    };

    /// <summary>Whether an exit is never reached once the token is cancelled: it comes after the wait that throws, or handles another exception.</summary>
    private static bool IsBehind(SyntaxNode exit, ExpressionSyntax read, TryStatementSyntax attempt, SemanticModel model, CancellationToken cancellation) =>
        attempt.Block.Span.Contains(exit.Span) && exit.SpanStart > read.SpanStart
        && !exit.Ancestors().TakeWhile(outer => outer != attempt).Any(outer => outer is FinallyClauseSyntax || (outer is CatchClauseSyntax clause && CanTakeCancellation(clause, model, cancellation)));

    /// <summary>Whether the clause hands the exception to code that may throw it again.</summary>
    private static bool RethrowsElsewhere(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellation) =>
        clause.Block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => ServiceCode.LastName(call.Expression) is { } name
            && (name.Contains("Throw") || (!Quiet.IsLog(call) && call.ArgumentList.Arguments.Any(argument => argument.Expression.ToString() == clause.Declaration?.Identifier.ValueText)
                && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { DeclaringSyntaxReferences: { Length: > 0 } declarations }
                && declarations[0].GetSyntax(cancellation).DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax))));
}
