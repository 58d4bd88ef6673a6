using System;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Whether an assembly is part of the solution at hand: its name starts like that of the project, or both start with the name of a layer.</summary>
internal static class OwnAssembly
{
    public static bool Is(IAssemblySymbol assembly, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly) || Is(assembly.Name, compilation.AssemblyName ?? "");

    public static bool Is(string assembly, string compilation)
    {
        var (first, own) = (First(assembly), First(compilation));
        return !IsFramework(assembly) && (first.Equals(own, StringComparison.OrdinalIgnoreCase) || (Presets.LayerOf(first) is not null && Presets.LayerOf(own) is not null));
    }

    public static bool IsFramework(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard" or "WindowsBase";

    private static string First(string name) => name.IndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name;
}
