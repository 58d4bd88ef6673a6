using System;
using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What the compiler makes of pages and components: generated code, but with somebody's own code in it.</summary>
internal static class RazorFiles
{
    private static readonly string[] Endings = ["_razor.g.cs", "_cshtml.g.cs"];

    /// <summary>Those that are looked at. Found once, because every node of every generated file asks.</summary>
    public static HashSet<SyntaxTree> Judged(ArchContext arch) =>
        [.. arch.Compilation.SyntaxTrees.Where(tree => Is(tree) && arch.Configuration.Get(LayersOptions.GeneratedCode, tree) == LayersOptions.Razor)];

    public static bool Is(SyntaxTree tree)
    {
        foreach (var ending in Endings)
        {
            if (tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
