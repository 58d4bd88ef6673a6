using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Types that a generator wrote belong to no layer: nobody can move them.</summary>
internal static class GeneratedType
{
    private static readonly string[] Endings = [".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs"];

    public static bool Is(INamedTypeSymbol type)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (!Is(part.SyntaxTree))
                return false;
        }

        return !type.DeclaringSyntaxReferences.IsEmpty;
    }

    public static bool Is(SyntaxTree tree) => Array.Exists(Endings, ending => tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
