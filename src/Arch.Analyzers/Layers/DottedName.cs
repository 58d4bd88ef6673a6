using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Names as patterns see them: one text per segment. Made once per namespace or after a violation is certain, never per mention.</summary>
internal static class DottedName
{
    public static ImmutableArray<string> Of(string name) => ImmutableArray.Create(name.Split('.'));

    /// <summary>Empty for the global namespace.</summary>
    public static ImmutableArray<string> Of(INamespaceSymbol? space)
    {
        var segments = ImmutableArray.CreateBuilder<string>();
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            segments.Add(space.Name);
        segments.Reverse();
        return segments.ToImmutable();
    }

    /// <summary>Namespace and name, without type parameters; <c>Outer+Nested</c> is one segment.</summary>
    public static ImmutableArray<string> Of(INamedTypeSymbol type)
    {
        var name = type.Name;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.Name + "+" + name;
        return Of(type.ContainingNamespace).Add(name);
    }
}
