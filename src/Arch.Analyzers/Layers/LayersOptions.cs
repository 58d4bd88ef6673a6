using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Layers;

/// <summary>The options of ARCH40xx that do not stand in <c>arch.json</c>.</summary>
internal static class LayersOptions
{
    public const string Razor = "razor";

    public static readonly BooleanOption UsingDirectives = new(
        "ARCH4001.using_directives", false, "Whether a using directive is a finding by itself when its namespace or type is of a layer that no code below it may use");

    public static readonly ChoiceOption GeneratedCode = new(
        "ARCH4001.generated_code", "Which generated files are looked at: none, or what the compiler makes of Razor pages and components", "none", Razor);

    public static readonly ChoiceOption ConfirmationLinks = new(
        "ARCH4016.confirmation_links", "Whether endpoints called like a link of a mail or a login may write: confirm, verify, unsubscribe, callback, …", "allow", "report");
}
