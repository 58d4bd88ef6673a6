using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>Names as the baseline writes them: full, without type parameters, equal in every version of the compiler.</summary>
internal static class Names
{
    /// <summary><c>Namespace.Outer.Inner</c> for a type, <c>Namespace.Type.Member</c> for a member.</summary>
    public static string Full(ISymbol symbol)
    {
        var parts = new Stack<string>();
        for (var part = symbol; part is not null && part is not INamespaceSymbol { IsGlobalNamespace: true }; part = (ISymbol?)part.ContainingType ?? part.ContainingNamespace)
            parts.Push(part is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : part.Name);
        return string.Join(".", parts);
    }

    /// <summary><c>Namespace.Outer+Inner`1</c>: the name that tells types apart.</summary>
    public static string Metadata(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Metadata(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? Full(space) + "." + type.MetadataName
        : type.MetadataName;

    /// <summary>The full name of the outermost type around a node; <c>Program</c> for top-level code, <c>&lt;assembly&gt;</c> for attributes of the assembly.</summary>
    public static string OutermostType(SyntaxNode node)
    {
        BaseTypeDeclarationSyntax? outermost = null;
        DelegateDeclarationSyntax? outermostDelegate = null;
        var namespaces = new Stack<string>();
        // Where a documentation comment ends, the code goes on that it belongs to.
        for (var at = node; at is not null; at = at.Parent ?? (at as StructuredTriviaSyntax)?.ParentTrivia.Token.Parent)
        {
            switch (at)
            {
                case BaseTypeDeclarationSyntax type:
                    outermost = type;
                    break;
                case DelegateDeclarationSyntax type:
                    outermostDelegate = type;
                    break;
                case BaseNamespaceDeclarationSyntax space:
                    namespaces.Push(NameOf(space.Name));
                    break;
                case AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword or (int)SyntaxKind.ModuleKeyword }:
                    return Finding.WholeAssembly;
            }
        }

        var name = outermost?.Identifier.ValueText ?? outermostDelegate?.Identifier.ValueText;
        if (name is null)
            return "Program";
        return namespaces.Count == 0 ? name : string.Join(".", namespaces.Append(name));
    }

    private static string NameOf(NameSyntax name)
    {
        var text = new StringBuilder();
        foreach (var token in name.DescendantTokens())
            text.Append(token.ValueText);
        return text.ToString();
    }
}
