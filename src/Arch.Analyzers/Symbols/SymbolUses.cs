using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Where a variable is used. For code that was found suspicious, not for every node: it walks the scope of the variable.</summary>
internal static class SymbolUses
{
    /// <summary>
    /// The code that holds every use of a local, a parameter or a private member; null when there may be uses elsewhere,
    /// in other files or outside the type.
    /// </summary>
    public static SyntaxNode? Scope(ISymbol symbol, SyntaxTree tree)
    {
        if (symbol is ILocalSymbol or IParameterSymbol)
            return Declaration(symbol, tree) is not { } declaration ? null
                // Long methods declare the same name in many blocks.
                : symbol is ILocalSymbol && declaration.FirstAncestorOrSelf<BlockSyntax>() is { } block ? block
                : Body(declaration);
        if (symbol.DeclaredAccessibility != Accessibility.Private || symbol.ContainingType is not { DeclaringSyntaxReferences: { Length: 1 } parts })
            return null;
        return parts[0].SyntaxTree == tree ? parts[0].GetSyntax() : null;
    }

    /// <summary>The declaration of a symbol when this tree holds it and no other does.</summary>
    public static SyntaxNode? Declaration(ISymbol symbol, SyntaxTree tree) =>
        symbol.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].SyntaxTree == tree ? declarations[0].GetSyntax() : null;

    /// <summary>The member around a node, lambdas and local functions included; the whole file for top-level statements.</summary>
    public static SyntaxNode Body(SyntaxNode node)
    {
        while (node is not (BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or BaseTypeDeclarationSyntax)
            && node.Parent is { } parent)
            node = parent;
        return node;
    }

    /// <summary>The names in the code that mean the symbol, in the order of the text.</summary>
    public static IEnumerable<IdentifierNameSyntax> In(SyntaxNode scope, ISymbol symbol, SemanticModel model, CancellationToken cancellation) =>
        from name in scope.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.ValueText == symbol.Name && Means(name, symbol, model, cancellation)
        select name;

    /// <summary>The expression that a name stands for: <c>this.name</c> is the same as <c>name</c>.</summary>
    public static ExpressionSyntax Whole(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == name ? access : name;

    /// <summary>The access that ends in a name: <c>name</c>, <c>this.name</c>, <c>other.name</c>, <c>Type.name</c>.</summary>
    public static ExpressionSyntax Access(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>Whether the variable may be changed here: assigned, counted up, or handed out by reference.</summary>
    public static bool IsWrite(ExpressionSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
        RefExpressionSyntax => true,
        _ => false,
    };

    private static bool Means(IdentifierNameSyntax name, ISymbol symbol, SemanticModel model, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, symbol.OriginalDefinition);
}
