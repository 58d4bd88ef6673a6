using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Asks types for interfaces by their simple names, in whatever namespace: each solution has its own.</summary>
internal static class InterfaceNames
{
    public static bool ImplementsAny(this INamedTypeSymbol type, string[] names)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (Array.IndexOf(names, implemented.Name) >= 0)
                return true;
        }

        return false;
    }
}
