using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH40xx: boundaries that hold while the code is written.</summary>
internal static class LayersRules
{
    public static readonly DiagnosticDescriptor LayerDependency = Descriptor.Create(
        "ARCH4001",
        title: "Use only the layers that the architecture allows",
        messageFormat: "'{0}' ({1}) must not use '{2}' ({3}): {1} may use {4}; {5}{6} [{7}]",
        category: Category.Layers,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A layer that knows what it must not know changes with it: the domain with the database, every service with every other one. "
            + "Reported is each place where a type of a forbidden layer comes in, by its name or without one. "
            + "Layers are told by the names of assemblies and namespaces, or by arch.json.",
        mode: Mode.Minimum);
}
