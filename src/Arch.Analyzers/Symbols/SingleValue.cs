using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// Follows a variable to the one value it ever gets. What is assigned twice, changed by reference, or may be assigned in another file has none.
/// </summary>
internal static class SingleValue
{
    /// <summary>The expression whose value this one has: itself, or what the local, field or property it names was given once.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        expression = SameValue.Bare(expression);
        return expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && model.GetSymbolInfo(expression, cancellation).Symbol is { } symbol
            && Of(symbol, model, cancellation) is { } value
            ? SameValue.Bare(value)
            : expression;
    }

    /// <summary>The value that a local, field or property of this file gets once; null when that is not known.</summary>
    public static ExpressionSyntax? Of(ISymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol) || SymbolUses.Declaration(symbol, model.SyntaxTree) is not { } declaration)
            return null;
        if (declaration is PropertyDeclarationSyntax { ExpressionBody.Expression: var computed })
            return computed;
        if (WriteScope(symbol, model.SyntaxTree) is not { } scope)
            return null;

        var value = Initial(declaration);
        if (value is null && declaration is SingleVariableDesignationSyntax)
            return null;
        foreach (var name in SymbolUses.In(scope, symbol, model, cancellation))
        {
            var use = SymbolUses.Whole(name);
            if (!SymbolUses.IsWrite(use))
                continue;
            if (value is not null || use.Parent is not AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression } assignment)
                return null;
            value = assignment.Right;
        }

        return value;
    }

    /// <summary>What a declaration itself gives the variable, also as part of a tuple: <c>var (id, secret) = (a, b)</c>.</summary>
    public static ExpressionSyntax? Initial(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        SingleVariableDesignationSyntax designation => Deconstructed(designation),
        _ => null,
    };

    private static ExpressionSyntax? Deconstructed(SingleVariableDesignationSyntax designation)
    {
        var (index, target) = designation.Parent switch
        {
            ParenthesizedVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } } all =>
                (all.Variables.IndexOf(designation), assignment),
            DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } argument } =>
                (tuple.Arguments.IndexOf(argument), assignment),
            _ => (-1, null),
        };
        return target?.Right is TupleExpressionSyntax values && index >= 0 && index < values.Arguments.Count ? values.Arguments[index].Expression : null;
    }

    /// <summary>Readonly members are written in their type only, whoever may read them.</summary>
    private static SyntaxNode? WriteScope(ISymbol symbol, SyntaxTree tree)
    {
        if (symbol is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
            return symbol.ContainingType is { DeclaringSyntaxReferences: { Length: 1 } parts } && parts[0].SyntaxTree == tree ? parts[0].GetSyntax() : null;
        return SymbolUses.Scope(symbol, tree);
    }
}
