using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Where the leftover of a batch call becomes the batch of the next turn.</summary>
/// <param name="Scope">The loop, or the method that calls itself.</param>
/// <param name="Feed">The assignment that hands the leftover to the next turn, or the recursive call.</param>
internal sealed record Resubmission(SyntaxNode Scope, ExpressionSyntax Feed)
{
    public static Resubmission? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var context = new Batch(call, model, cancellation);
        for (var at = call.Parent; at is not null and not MemberDeclarationSyntax; at = at.Parent)
        {
            switch (at)
            {
                // A typed pipeline can handle the result, and so wait for what is left.
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax executed } }
                    when context.Model.GetSymbolInfo(executed, context.Cancellation).Symbol is IMethodSymbol { ContainingType.IsGenericType: true }:
                    return null;
                // What stands in the head of a for runs once, before the first turn.
                case ForStatementSyntax { Declaration: { } head } when head.Span.Contains(context.Call.Span):
                    break;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax:
                    if (FeedIn(at, context) is { } feed)
                        return new(at, feed);
                    break;
                case LocalFunctionStatementSyntax function:
                    return Recursion(function, context);
            }
        }

        return context.Call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method ? Recursion(method, context) : null;
    }

    private static Resubmission? Recursion(SyntaxNode function, Batch context)
    {
        if (context.Model.GetDeclaredSymbol(function, context.Cancellation) is not IMethodSymbol self)
            return null;
        foreach (var call in function.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.ArgumentList.Arguments.Count > 0 && NameOf(call)?.Identifier.ValueText == self.Name
                && SymbolEqualityComparer.Default.Equals((context.Model.GetSymbolInfo(call, context.Cancellation).Symbol as IMethodSymbol)?.OriginalDefinition, self)
                && call.ArgumentList.Arguments.Any(argument => HasLeftover(argument.Expression, function, context)))
                return new(function, call);
        }

        return null;
    }

    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static AssignmentExpressionSyntax? FeedIn(SyntaxNode loop, Batch context)
    {
        var sources = Sources(loop, context);
        foreach (var assignment in loop.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && Root(assignment.Left) is { } root
                && context.Model.GetSymbolInfo(root, context.Cancellation).Symbol is { } target && sources.Contains(target)
                && HasLeftover(assignment.Right, loop, context))
                return assignment;
        }

        return null;
    }

    /// <summary>The variables that the batch of the call is made of.</summary>
    private static HashSet<ISymbol> Sources(SyntaxNode loop, Batch context)
    {
        var sources = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<SyntaxNode>();
        pending.Push(context.Call.ArgumentList);
        while (pending.Count > 0)
        {
            foreach (var name in pending.Pop().DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (context.Model.GetSymbolInfo(name, context.Cancellation).Symbol is (ILocalSymbol or IParameterSymbol or IFieldSymbol) and var symbol && sources.Add(symbol)
                    && SymbolUses.Declaration(symbol, loop.SyntaxTree) is VariableDeclaratorSyntax { Initializer.Value: var value } declaration && loop.Span.Contains(declaration.Span))
                    pending.Push(value);
            }
        }

        return sources;
    }

    private static IdentifierNameSyntax? Root(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: "RequestItems" } => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name,
        _ => null,
    };

    /// <summary>Whether an expression holds the leftover, or a variable that got it.</summary>
    private static bool HasLeftover(ExpressionSyntax expression, SyntaxNode scope, Batch context)
    {
        if (ReadsLeftover(expression))
            return true;
        foreach (var name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (context.Model.GetSymbolInfo(name, context.Cancellation).Symbol is (ILocalSymbol or IParameterSymbol) and var variable && GotLeftover(variable, scope, context))
                return true;
        }

        return false;
    }

    private static bool GotLeftover(ISymbol variable, SyntaxNode scope, Batch context)
    {
        var declaration = SymbolUses.Declaration(variable, scope.SyntaxTree);
        if (declaration is VariableDeclaratorSyntax { Initializer.Value: var value } && scope.Span.Contains(declaration.Span) && ReadsLeftover(value))
            return true;
        if (declaration is SingleVariableDesignationSyntax && declaration.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } pattern && ReadsLeftover(pattern))
            return true;
        foreach (var assignment in scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (ReadsLeftover(assignment.Right) && Root(assignment.Left) is { } root
                && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(root, context.Cancellation).Symbol, variable))
                return true;
        }

        return false;
    }

    private static bool ReadsLeftover(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(static part => part is IdentifierNameSyntax { Identifier.ValueText: "UnprocessedItems" or "UnprocessedKeys" });

    private readonly record struct Batch(InvocationExpressionSyntax Call, SemanticModel Model, CancellationToken Cancellation);
}
