using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>Other words of ARCH40xx, for findings that the first message does not fit.</summary>
internal static class LayersWordings
{
    public static readonly Wording NotAllowed = new(
        LayersRules.PackageInLayer,
        "'{0}' ({1}) must not use '{2}' from assembly '{3}': '{3}' is not among the assemblies allowed in {1}{4}; hide it behind an interface that {5} implements [{6}]");

    public static readonly Wording ReferenceToContext = new(
        LayersRules.ProjectReference,
        "Project '{0}' (context {1}) references project '{2}' (context {3}), which context {3} keeps to itself; remove the reference, and use {4} or an integration event [{5}]");

    public static readonly Wording QueryTakesWriteContext = new(
        LayersRules.QueryWrites,
        "Query handler '{0}' takes '{1}', but queries read through '{2}' here (it may be a replica): take that one, and leave writing to commands");
}
