using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>The options of ARCH40xx that do not stand in <c>arch.json</c>.</summary>
internal static class LayersOptions
{
    public static readonly ChoiceOption ConfirmationLinks = new(
        "ARCH4016.confirmation_links", "Whether endpoints called like a link of a mail or a login may write: confirm, verify, unsubscribe, callback, …", "allow", "report");
}
