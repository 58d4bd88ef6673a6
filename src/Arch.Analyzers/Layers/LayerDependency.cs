using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4001, ARCH4002 and ARCH4004: a type uses a type of another layer or context, or of a library, that it may not use.</summary>
internal sealed class LayerDependency() : CodeRule(LayersRules.LayerDependency, LayersRules.PackageInLayer, LayersRules.ContextBoundary)
{
    public override bool Applies(ArchContext arch) => Architecture.Get(arch) is not null;

    public override void Start(RuleStart start)
    {
        var architecture = Architecture.Get(start.Arch)!;
        Dependency.FindAll(start, architecture, dependency => Report(architecture, dependency));
    }

    /// <summary>A site is one finding: of the context that a type belongs to, else of its layer, or of the library when it belongs to none.</summary>
    private static void Report(Architecture architecture, Dependency dependency)
    {
        var (origin, used, location, report) = dependency;
        var target = Territory.Outermost(used);
        if (GeneratedType.Is(target))
            return;
        var (ours, theirs) = (origin.Place, origin.Territory.Of(target));
        report = report.With(Properties.From, origin.Type is null ? null : Names.Full(origin.Type)).With(Properties.FromLayer, ours.Layer?.Name)
            .With(Properties.To, Names.Full(target)).With(Properties.ToLayer, theirs.Layer?.Name);
        if (ours.IsForeign(theirs) && report.IsOn(LayersRules.ContextBoundary, location) && !origin.IsAccepted(LayersRules.ContextBoundary.Id, target))
            ReportContext(report, origin, used, theirs.Context!, location);
        else if (ours.Layer is { } from && theirs.Layer is { } to)
            ReportLayer(report, origin, from, used, to, location);
        else if (ours.Layer is { } user)
            ReportLibrary(report, architecture, origin, user, used, location);
    }

    private static void ReportContext(Reporter report, Origin origin, INamedTypeSymbol used, BoundedContext to, Location location)
    {
        var contexts = origin.Territory.Model.Contexts;
        report.As(LayersRules.ContextBoundary).With(Properties.Rule, contexts.Place).At(
            location, Finding.Of(Territory.Outermost(used)), origin.Name, origin.Place.Context!, used.Name, to, contexts.Advice(to), contexts.Place);
    }

    private static void ReportLayer(Reporter report, Origin origin, Layer from, INamedTypeSymbol used, Layer to, Location location)
    {
        var target = Territory.Outermost(used);
        if (origin.Territory.Model.Find(from, to) is not { } ruling
            || (from.CompositionRoot is { } root && root.MayUse(to) && root.Contains(origin.Type, origin.Member))
            || origin.IsAccepted(LayersRules.LayerDependency.Id, target))
            return;

        var port = Remedy.PortOf(target, origin);
        report.With(Properties.Rule, ruling.Place).With(Properties.Port, port is null ? null : Names.Full(port)).At(
            location, Finding.Of(target), origin.Name, from, used.Name, to, ruling.Allowed,
            Remedy.Say(port, target, from, to, origin.Territory.Model), from.Because is { } because ? " — " + because : "", ruling.Place);
    }

    private static void ReportLibrary(Reporter report, Architecture architecture, Origin origin, Layer from, INamedTypeSymbol used, Location location)
    {
        var target = Territory.Outermost(used);
        if (architecture.Find(from, target) is not { } ruling || origin.IsAccepted(LayersRules.PackageInLayer.Id, target))
            return;

        var assembly = target.ContainingAssembly.Name;
        report = report.With(Properties.Rule, ruling.Place);
        var home = Remedy.HomeOf(target, from, architecture);
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
        public const string Project = "project";
    }
}
