using System;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>Tests and benchmarks use every layer.</summary>
internal static class TestProject
{
    public static bool Is(ArchContext arch) => arch.IsTestProject || (arch.Properties.IsTestProject is null && HasItsName(arch.Compilation.AssemblyName ?? ""));

    private static bool HasItsName(string assembly)
    {
        var last = assembly.Substring(assembly.LastIndexOf('.') + 1);
        return last == "Test" || last.EndsWith("Tests", StringComparison.Ordinal) || last.EndsWith("Specs", StringComparison.Ordinal) || last.EndsWith("Benchmarks", StringComparison.Ordinal);
    }
}
