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
            return IsStrict(architecture, architecture.Of(assembly).Layer);
        INamespaceSymbol? space = assembly.GlobalNamespace;
        var parts = from.Split('.');
        foreach (var part in parts.Take(parts.Length - 1))
            space = space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        // A circle is one of the namespace that it lies in.
        return space?.GetMembers(parts[parts.Length - 1]).Any(member =>
            IsStrict(architecture, member is INamedTypeSymbol type ? architecture.Of(type).Layer : architecture.LayerOf(DottedName.Of(from), assembly))) == true;
    }

    private static bool IsStrict(Architecture architecture, Layer? layer) => layer is not null && (architecture.Model.Strict & layer.Bit) != 0;
}
