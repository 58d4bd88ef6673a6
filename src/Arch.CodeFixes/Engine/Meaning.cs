using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>What code means, name by name, so that a change of types can be seen to have left it: what compiles may still call another overload.</summary>
internal static class Meaning
{
    /// <summary>The symbols of the members, variables and operators in the order of the text; types, which the change is about, are left out.</summary>
    public static IReadOnlyList<ISymbol?> Of(SyntaxNode root, SemanticModel model, CancellationToken cancellation) =>
        root.DescendantNodes(static node => node is not UsingDirectiveSyntax)
            .Where(static node => node is SimpleNameSyntax or BinaryExpressionSyntax or ElementAccessExpressionSyntax or ElementBindingExpressionSyntax)
            .Select(node => model.GetSymbolInfo(node, cancellation).Symbol)
            .Where(static symbol => symbol is not INamespaceOrTypeSymbol)
            .ToList();

    /// <summary>What tells a member from all others; null for a variable.</summary>
    public static string? IdOf(ISymbol symbol) => symbol.OriginalDefinition.GetDocumentationCommentId();
}
