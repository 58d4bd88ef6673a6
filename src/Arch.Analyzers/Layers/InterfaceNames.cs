using System;
using System.Linq;
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

    /// <summary>Whether a type is a message by one of these interfaces.</summary>
    public static bool ImplementsAnyMarker(this INamedTypeSymbol type, string[] names)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.IsMarker(names))
                return true;
        }

        return false;
    }

    /// <summary>Whether an interface marks messages, which are data: one with a method is for objects that do the work themselves, a stored query or an undoable command.</summary>
    public static bool IsMarker(this INamedTypeSymbol type, string[] names) =>
        Array.IndexOf(names, type.Name) >= 0 && !type.GetMembers().Any(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary });
}
