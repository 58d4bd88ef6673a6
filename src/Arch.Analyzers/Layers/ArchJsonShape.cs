using System.Globalization;
using System.Linq;
using Arch.Analyzers.Documents;
using static Arch.Analyzers.Layers.Shapes;

namespace Arch.Analyzers.Layers;

/// <summary>The complete shape of <c>arch.json</c>. <c>docs/arch.schema.json</c> says the same to editors.</summary>
internal static class ArchJsonShape
{
    private const int MostLayers = 64;

    private static readonly Shape Namespaces = List(Pattern(Subject.Namespace));

    private static readonly Shape Types = List(Pattern(Subject.Type));

    private static readonly Shape Assemblies = List(Pattern(Subject.Assembly));

    private static readonly Shape LayerNames = List(KnownLayer);

    private static readonly Shape CompositionRoot = Map(("types", Types), ("registrationMembers", Flag), ("mayUse", LayerNames));

    private static readonly Shape LayerDefinition = Map(
        ("match", Namespaces), ("mayUse", LayerNames), ("mustNotUse", LayerNames), ("closed", Flag), ("compositionRoot", CompositionRoot), ("because", Text));

    private static readonly Shape Contexts = Map(
        ("match", List(WithCapture)),
        ("public", Namespaces),
        ("shared", Namespaces),
        ("allow", Entries(Map(["from", "to"], ("from", Text), ("to", Text), ("because", Text)))));

    private static readonly Shape Packages = Map(("deny", Assemblies), ("allow", Assemblies), ("because", Text));

    private static readonly Shape Cqrs = Map(
        ("query", Types), ("command", Types), ("queryHandlers", Types), ("writes", Types), ("allowedWrites", Types),
        ("entities", Types), ("aggregates", Types), ("readContext", Pattern(Subject.Type)));

    private static readonly Shape Exception = Map(
        ["from", "to", "because"],
        ("rule", OneOf("ARCH4001", "ARCH4002", "ARCH4003", "ARCH4004", "ARCH4006")), ("from", Pattern(Subject.Namespace)), ("to", Pattern(Subject.Namespace)), ("because", Text));

    private static readonly Shape Keys = Map(
        ("extends", Text),
        ("preset", OneOf("clean", "clean-strict", "none")),
        ("layers", Named(LayerName, LayerDefinition)),
        ("contexts", Contexts),
        ("packages", Named(KnownLayerKey, Packages)),
        ("cqrs", Cqrs),
        ("cycles", Entries(Map(["within"], ("within", Space), ("depth", Depth)))),
        ("unmatched", Map(("within", Namespaces), ("ignore", Namespaces))),
        ("exceptions", Entries(BoundCaptures)),
        ("baseline", Map(("strict", LayerNames))),
        ("testProjects", OneOf("ignore", "check")),
        ("ignore", Entries(Map(["rule", "file", "because"], ("rule", Text), ("file", Text), ("because", Text)))));

    public static void Root(Setting setting, ShapeCheck check)
    {
        // With that many names nothing that is said of one of them would be short.
        if (setting["layers"] is { } layers && check.Layers.Length > MostLayers)
            check.Errors.AtKey(layers, $"{check.Layers.Length} layers are more than the {MostLayers} that can be told apart; join some");
        else
            Keys(setting, check);
    }

    private static void LayerName(Setting setting, ShapeCheck check)
    {
        var name = setting.Key!;
        if (name.Length == 0 || !IsLetter(name[0]) || !name.All(static c => IsLetter(c) || c is >= '0' and <= '9' or '_' or '-'))
            check.Errors.AtKey(setting, $"'{name}' is no name for a layer; start with a letter, and go on with letters, digits, '_' and '-'");

        static bool IsLetter(char c) => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z';
    }

    private static void KnownLayerKey(Setting setting, ShapeCheck check)
    {
        if (!check.Layers.Contains(setting.Key!))
            check.Errors.AtKey(setting, $"unknown layer '{setting.Key}' in 'packages'; {Spelling.Suggest(setting.Key!, check.Layers, "layers")}");
    }

    /// <summary>The name of a context is what its pattern captures.</summary>
    private static void WithCapture(Setting setting, ShapeCheck check)
    {
        Pattern(Subject.Namespace)(setting, check);
        if (setting is not { Node.Kind: NodeKind.String, Value: { } text } || Layers.Pattern.Parse(text, Subject.Namespace) is not { } pattern)
            return;
        if (!pattern.CaptureNames.Any())
            check.Errors.Add(setting, $"'{text}' captures nothing that could name a context; write a segment such as '{{ctx}}'");
        else if (!pattern.IsAboutTypes && !pattern.Literals.Any())
            check.Errors.Add(setting, $"'{text}' makes a context of every library too; begin with what your own names have in common, such as 'Clinic.{{ctx}}'");
    }

    /// <summary>Only namespaces lie below each other.</summary>
    private static void Space(Setting setting, ShapeCheck check)
    {
        Pattern(Subject.Namespace)(setting, check);
        if (setting.Value is { } text && Layers.Pattern.Parse(text, Subject.Namespace) is { Subject: not Subject.Namespace })
            check.Errors.Add(setting, $"'{text}' names no namespace; write the one below which no circle may be, such as \"Clinic.{{ctx}}.Domain\"");
    }

    private static void Depth(Setting setting, ShapeCheck check)
    {
        var isNumber = setting.Node.Kind == NodeKind.Number && int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth > 0;
        if (!isNumber && !(setting.Node.Kind == NodeKind.String && setting.Value == "all"))
            check.Errors.Add(setting, "'depth' must be a whole number from 1 on, or \"all\"");
    }

    /// <summary>A <c>{name}</c> in <c>to</c> is what <c>from</c> captured.</summary>
    private static void BoundCaptures(Setting setting, ShapeCheck check)
    {
        Exception(setting, check);
        if (Of("from") is not { } from || Of("to") is not { } to)
            return;
        foreach (var name in to.CaptureNames.Where(name => !from.CaptureNames.Contains(name.TrimStart('!'))))
            check.Errors.Add(setting["to"]!, $"'{{{name}}}' is not captured by 'from'; write {{{name.TrimStart('!')}}} there too, or '*' here");

        Pattern? Of(string key) => setting.Node.Kind == NodeKind.Map && setting[key]?.Value is { } text ? Layers.Pattern.Parse(text, Subject.Namespace) : null;
    }
}
