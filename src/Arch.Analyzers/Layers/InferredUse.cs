using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>Variables whose forbidden type the compiler infers: <c>var</c>, <c>is { } x</c>, range variables of queries and parameters of lambdas.</summary>
internal static class InferredUse
{
    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.IdentifierName, SyntaxKind.VarPattern, SyntaxKind.RecursivePattern, SyntaxKind.ListPattern,
        SyntaxKind.FromClause, SyntaxKind.LetClause, SyntaxKind.JoinClause,
        SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression,
    ];

    /// <summary>Whether something is inferred here, as far as the syntax tells, from a value that may hide where it comes from.</summary>
    public static bool IsPossible(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => name.IsVar && !SaysItsType(name),
        RecursivePatternSyntax pattern => pattern is { Type: null, Designation: not null },
        ListPatternSyntax pattern => pattern.Designation is not null,
        FromClauseSyntax from => from.Type is null,
        JoinClauseSyntax join => join.Type is null,
        LambdaExpressionSyntax lambda => lambda.Parent is ArgumentSyntax && InfersTypes(lambda),
        _ => true,
    };

    /// <summary>The forbidden type that comes in here; null when there is none.</summary>
    public static INamedTypeSymbol? Find(in NodeContext node, in Origin origin)
    {
        switch (node.Node)
        {
            case IdentifierNameSyntax name:
                return Known(name, node, origin) is { } found && IsForeign(name, node, new Ownership(origin, found)) ? found : null;
            case VarPatternSyntax pattern:
                return OfPattern(pattern, pattern.Designation, node, origin);
            case RecursivePatternSyntax pattern:
                return OfPattern(pattern, pattern.Designation!, node, origin);
            case ListPatternSyntax pattern:
                return OfPattern(pattern, pattern.Designation!, node, origin);
            case FromClauseSyntax from:
                return OfRange(from.Expression, node, origin);
            case JoinClauseSyntax join:
                return OfRange(join.InExpression, node, origin);
            case LetClauseSyntax let:
                return OfRange(let.Expression, node, origin);
            case LambdaExpressionSyntax lambda:
                return OfLambda(lambda, node, origin);
            default:
                return null;
        }
    }

    /// <summary>What to point at: the whole node, or the variable of a query clause.</summary>
    public static Location Place(SyntaxNode node) => node switch
    {
        FromClauseSyntax from => from.Identifier.GetLocation(),
        JoinClauseSyntax join => join.Identifier.GetLocation(),
        LetClauseSyntax let => let.Identifier.GetLocation(),
        _ => node.GetLocation(),
    };

    /// <summary>Whether the value behind <c>var</c> names its type or has one of the language's own: it comes from nobody's signature.</summary>
    private static bool SaysItsType(IdentifierNameSyntax name) =>
        name.Parent is VariableDeclarationSyntax { Variables: { Count: > 0 } variables } && variables[0].Initializer?.Value
            is LiteralExpressionSyntax or ObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or CastExpressionSyntax or InterpolatedStringExpressionSyntax or TypeOfExpressionSyntax;

    private static INamedTypeSymbol? Known(IdentifierNameSyntax name, in NodeContext node, in Origin origin)
    {
        if (name.Parent is DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax designation })
            return Declared(designation, node, origin);
        return origin.Forbidden(node.Model.GetTypeInfo(name, node.Cancellation).Type);
    }

    /// <summary>Whether what a variable behind <c>var</c> is made from says nothing of its type.</summary>
    private static bool IsForeign(IdentifierNameSyntax name, in NodeContext node, Ownership owners)
    {
        SyntaxNode type = name.Parent is RefTypeSyntax or ScopedTypeSyntax ? name.Parent : name;
        if (type.Parent is DeclarationExpressionSyntax { Parent: ArgumentSyntax argument })
            return ForeignSlot.Takes(argument, node, owners);
        var value = type.Parent switch
        {
            VariableDeclarationSyntax { Variables: { Count: > 0 } variables } => variables[0].Initializer?.Value,
            ForEachStatementSyntax loop => loop.Expression,
            DeclarationExpressionSyntax { Parent: ForEachVariableStatementSyntax loop } => loop.Expression,
            DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } => assignment.Right,
            _ => null,
        };
        return value is not null && !owners.Owns(node.Model.ValueOf(value, node.Cancellation));
    }

    private static INamedTypeSymbol? OfPattern(PatternSyntax syntax, VariableDesignationSyntax designation, in NodeContext node, in Origin origin) =>
        Declared(designation, node, origin) is { } found && node.Model.GetOperation(syntax, node.Cancellation) is { } pattern && !new Ownership(origin, found).OwnsInput(pattern) ? found : null;

    private static INamedTypeSymbol? Declared(VariableDesignationSyntax designation, in NodeContext node, in Origin origin)
    {
        foreach (var single in designation.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            if (node.Model.GetDeclaredSymbol(single, node.Cancellation) is ILocalSymbol local && origin.Forbidden(local.Type) is { } found)
                return found;
        }

        return null;
    }

    private static INamedTypeSymbol? OfRange(ExpressionSyntax source, in NodeContext node, in Origin origin) =>
        origin.Forbidden(node.Model.GetTypeInfo(source, node.Cancellation).Type) is { } found && !new Ownership(origin, found).Owns(node.Model.ValueOf(source, node.Cancellation)) ? found : null;

    /// <summary>A lambda whose parameters have the types that a foreign method asks for.</summary>
    private static INamedTypeSymbol? OfLambda(LambdaExpressionSyntax lambda, in NodeContext node, in Origin origin)
    {
        if (node.Model.GetSymbolInfo(lambda, node.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        foreach (var parameter in method.Parameters)
        {
            if (origin.Forbidden(parameter.Type) is { } found)
                return ForeignSlot.Takes((ArgumentSyntax)lambda.Parent!, node, new Ownership(origin, found)) ? found : null;
        }

        return null;
    }

    private static bool InfersTypes(LambdaExpressionSyntax lambda) =>
        lambda is not ParenthesizedLambdaExpressionSyntax parenthesized || parenthesized.ParameterList.Parameters.Any(static parameter => parameter.Type is null);
}
