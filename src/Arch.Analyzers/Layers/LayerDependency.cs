using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4001 and ARCH4002: a type of a layer uses a type of another layer, or of a library, that it may not use.</summary>
internal sealed class LayerDependency() : CodeRule(LayersRules.LayerDependency, LayersRules.PackageInLayer)
{
    public override void Start(RuleStart start)
    {
        var architecture = Architecture.Get(start.Arch)!;
        start.OnSyntax(NamedUse.Kinds, node =>
        {
            if (From(architecture, node) is { } origin && NamedUse.Find(node, origin) is { } target)
                Report(node.Report, origin, target, node.Node.GetLocation());
        });
        start.OnSyntax(InferredUse.Kinds, node =>
        {
            if (From(architecture, node) is { } origin && InferredUse.Find(node, origin) is { } target)
                Report(node.Report, origin, target, InferredUse.Place(node.Node));
        });
        start.OnSyntax(ForeignSlot.Kinds, node =>
        {
            if (From(architecture, node) is { } origin && ForeignSlot.Find(node, origin) is { } target)
                Report(node.Report, origin, target, node.Node.GetLocation());
        });
        start.OnOperation(HiddenCall.Kinds, operation =>
        {
            var origin = new Origin(architecture, operation.ContainingSymbol, operation.Arch.Compilation.Assembly);
            if (origin.Place.Layer is not null && HiddenCall.Find(operation, origin) is { } target)
                Report(operation.Report, origin, target, HiddenCall.Place(operation.Operation));
        });
    }

    private static Origin? From(Architecture architecture, in NodeContext node) =>
        new Origin(architecture, node.ContainingSymbol, node.Model.Compilation.Assembly) is { Place.Layer: not null } origin ? origin : null;

    /// <summary>A site is one finding: of the layer that a type belongs to, or of the library when it belongs to none.</summary>
    private static void Report(Reporter report, Origin origin, INamedTypeSymbol used, Location location)
    {
        var target = Architecture.Outermost(used);
        if (origin.Place.Layer is not { } from || GeneratedType.Is(target))
            return;
        report = report.With(Properties.From, origin.Type is null ? null : Names.Full(origin.Type)).With(Properties.FromLayer, from.Name).With(Properties.To, Names.Full(target));
        if (origin.Architecture.Of(target).Layer is { } to)
            ReportLayer(report.With(Properties.ToLayer, to.Name), origin, from, used, to, location);
        else
            ReportLibrary(report, origin, from, used, location);
    }

    private static void ReportLayer(Reporter report, Origin origin, Layer from, INamedTypeSymbol used, Layer to, Location location)
    {
        var target = Architecture.Outermost(used);
        if (origin.Architecture.Model.Find(from, to) is not { } ruling
            || (from.CompositionRoot is { } root && root.MayUse(to) && root.Contains(origin.Type, origin.Member))
            || origin.IsAccepted(LayersRules.LayerDependency.Id, target))
            return;

        var port = Remedy.PortOf(target, origin);
        report.With(Properties.Rule, ruling.Place).With(Properties.Port, port is null ? null : Names.Full(port)).At(
            location, Finding.Of(target), origin.Name, from, used.Name, to, ruling.Allowed,
            Remedy.Say(port, target, from, to, origin.Architecture.Model), from.Because is { } because ? " — " + because : "", ruling.Place);
    }

    private static void ReportLibrary(Reporter report, Origin origin, Layer from, INamedTypeSymbol used, Location location)
    {
        var target = Architecture.Outermost(used);
        if (origin.Architecture.Find(from, target) is not { } ruling || origin.IsAccepted(LayersRules.PackageInLayer.Id, target))
            return;

        var assembly = target.ContainingAssembly.Name;
        report = report.With(Properties.Rule, ruling.Place);
        var home = Remedy.HomeOf(target, from, origin.Architecture);
        if (ruling.Ban is { } ban)
            report.As(LayersRules.PackageInLayer).At(location, new Finding(assembly), origin.Name, from, used.Name, assembly, ban, ruling.Because, home, ruling.Place);
        else
            report.In(LayersWordings.NotAllowed).At(location, new Finding(assembly), origin.Name, from, used.Name, assembly, ruling.Because, home, ruling.Place);
    }

    /// <summary>What each finding says to code fixes and to whoever draws a graph.</summary>
    public static class Properties
    {
        public const string From = "from";
        public const string FromLayer = "fromLayer";
        public const string To = "to";
        public const string ToLayer = "toLayer";
        public const string Rule = "rule";
        public const string Port = "port";
    }
}
