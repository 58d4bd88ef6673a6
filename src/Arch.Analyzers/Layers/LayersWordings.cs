using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>Other words of ARCH40xx, for findings that the first message does not fit.</summary>
internal static class LayersWordings
{
    public static readonly Wording QueryTakesWriteContext = new(
        LayersRules.QueryWrites,
        "Query handler '{0}' takes '{1}', but queries read through '{2}' here (it may be a replica): take that one, and leave writing to commands");
}
