using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>The types of an assembly.</summary>
internal static class AssemblyTypes
{
    /// <summary>All but nested ones and those that a generator wrote.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(IAssemblySymbol assembly)
    {
        var pending = new Stack<INamespaceSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var space = pending.Pop();
            foreach (var inner in space.GetNamespaceMembers())
                pending.Push(inner);
            foreach (var type in space.GetTypeMembers())
            {
                if (!GeneratedType.Is(type))
                    yield return type;
            }
        }
    }
}
