using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4001, ARCH4002 and ARCH4004: a type uses a type of another layer or context, or of a library, that it may not use.</summary>
internal sealed class LayerDependency() : CodeRule(LayersRules.LayerDependency, LayersRules.PackageInLayer, LayersRules.ContextBoundary)
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
            if (origin.Place.IsBound && HiddenCall.Find(operation, origin) is { } target)
                Report(operation.Report, origin, target, HiddenCall.Place(operation.Operation));
        });
    }

    private static Origin? From(Architecture architecture, in NodeContext node) =>
        new Origin(architecture, node.ContainingSymbol, node.Model.Compilation.Assembly) is { Place.IsBound: true } origin ? origin : null;

    /// <summary>A site is one finding: of the context that a type belongs to, else of its layer, or of the library when it belongs to none.</summary>
    private static void Report(Reporter report, Origin origin, INamedTypeSymbol used, Location location)
    {
        var target = Architecture.Outermost(used);
        if (GeneratedType.Is(target))
            return;
        var (ours, theirs) = (origin.Place, origin.Architecture.Of(target));
        report = report.With(Properties.From, origin.Type is null ? null : Names.Full(origin.Type)).With(Properties.FromLayer, ours.Layer?.Name)
            .With(Properties.To, Names.Full(target)).With(Properties.ToLayer, theirs.Layer?.Name);
        if (ours.IsForeign(theirs) && report.IsOn(LayersRules.ContextBoundary, location) && !origin.IsAccepted(LayersRules.ContextBoundary.Id, target))
            ReportContext(report, origin, used, theirs.Context!, location);
        else if (ours.Layer is { } from && theirs.Layer is { } to)
            ReportLayer(report, origin, from, used, to, location);
        else if (ours.Layer is { } user)
            ReportLibrary(report, origin, user, used, location);
    }

    private static void ReportContext(Reporter report, Origin origin, INamedTypeSymbol used, BoundedContext to, Location location)
    {
        var contexts = origin.Architecture.Model.Contexts;
        report.As(LayersRules.ContextBoundary).With(Properties.Rule, contexts.Place).At(
            location, Finding.Of(Architecture.Outermost(used)), origin.Name, origin.Place.Context!, used.Name, to, contexts.Advice(to), contexts.Place);
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
