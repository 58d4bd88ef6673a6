using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Symbols;

/// <summary>Compares namespaces with names, without building strings.</summary>
internal static class NamespaceNames
{
    /// <summary>Whether a type or member stands in exactly this namespace.</summary>
    public static bool IsIn(this ISymbol symbol, string name)
    {
        var end = name.Length;
        for (var space = symbol.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0)
                return false;
            if (start == 0)
                return space.ContainingNamespace is { IsGlobalNamespace: true };
            if (name[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the outermost namespace of a type or member has this name.</summary>
    public static bool IsBelow(this ISymbol symbol, string root)
    {
        var space = symbol.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space is not null && space.Name.Equals(root, StringComparison.Ordinal);
    }
}
