using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

[assembly: BaselineLimit(typeof(Arch.Analyzers.Layers.StrictLayers))]

namespace Arch.Analyzers.Layers;

/// <summary><c>baseline.strict</c> of <c>arch.json</c>: layers that are clean and stay so.</summary>
internal sealed class StrictLayers : BaselineLimit
{
    protected override bool IsStrict(ArchContext arch, string from)
    {
        if (Architecture.Whole(arch) is not { Model.Strict: not 0 } architecture)
            return false;
        var assembly = arch.Compilation.Assembly;
        if (from == Finding.WholeAssembly)
            return IsStrict(architecture, architecture.Of(assembly));
        INamespaceSymbol? space = assembly.GlobalNamespace;
        var parts = from.Split('.');
        foreach (var part in parts.Take(parts.Length - 1))
            space = space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        return space?.GetTypeMembers(parts[parts.Length - 1]).Any(type => IsStrict(architecture, architecture.Of(type))) == true;
    }

    private static bool IsStrict(Architecture architecture, Place place) => place.Layer is { } layer && (architecture.Model.Strict & layer.Bit) != 0;
}
