using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Whether an assembly is part of the solution at hand.</summary>
internal static class OwnAssembly
{
    public static bool Is(IAssemblySymbol assembly, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        || First(assembly.Name).Equals(First(compilation.AssemblyName ?? ""), StringComparison.OrdinalIgnoreCase);

    private static string First(string name) => name.IndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
}
