using System.Collections.Immutable;
using System.Linq;
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
        start.OnSyntax(Import.Kinds, node =>
        {
            if (Import.Find(node, architecture) is { } import)
                ReportImport(node.Report, import);
        });
    }

    /// <summary>A site is one finding: of the context that a type belongs to, else of its layer, or of the library when it belongs to none.</summary>
    private static void Report(Architecture architecture, Dependency dependency)
    {
        var (origin, used, location, report) = dependency;
        var target = Territory.Outermost(used);
        if (GeneratedType.Is(target))
            return;
        var (ours, theirs) = (origin.Place, origin.Territory.Of(target));
        if (ours.IsForeign(theirs) && report.IsOn(LayersRules.ContextBoundary, location) && !origin.IsAccepted(LayersRules.ContextBoundary.Id, target))
            ReportContext(report, origin, used, theirs, location);
        else if (ours.Layer is { } from && theirs.Layer is { } to)
            ReportLayer(report, origin, from, used, to, location);
        else if (ours.Layer is { } user)
            ReportLibrary(report, architecture, origin, user, used, location);
    }

    private static void ReportContext(Reporter report, Origin origin, INamedTypeSymbol used, Place theirs, Location location)
    {
        var (contexts, to, target) = (origin.Territory.Model.Contexts, theirs.Context!, Territory.Outermost(used));
        Describe(report, origin, target, theirs.Layer, contexts.Place, ImmutableArray<INamedTypeSymbol>.Empty).As(LayersRules.ContextBoundary).At(
            location, Finding.Of(target), origin.Name, origin.Place.Context!, used.Name, to, contexts.Advice(to), contexts.Place);
    }

    private static void ReportLayer(Reporter report, Origin origin, Layer from, INamedTypeSymbol used, Layer to, Location location)
    {
        var target = Territory.Outermost(used);
        if (origin.Verdict(target) is not { } ruling)
            return;

        var ports = Remedy.PortsOf(used, origin);
        Describe(report, origin, target, to, ruling.Place, ports).At(
            location, Finding.Of(target), origin.Name, from, used.Name, to, ruling.Allowed,
            Remedy.Say(ports.FirstOrDefault(), target, from, to, origin.Territory.Model), Because(from), ruling.Place);
    }

    private static void ReportLibrary(Reporter report, Architecture architecture, Origin origin, Layer from, INamedTypeSymbol used, Location location)
    {
        var target = Territory.Outermost(used);
        if (architecture.Find(from, target) is not { } ruling || origin.IsAccepted(LayersRules.PackageInLayer.Id, target))
            return;

        var assembly = target.ContainingAssembly.Name;
        report = Describe(report, origin, target, null, ruling.Place, Remedy.PortsOfLibrary(used, origin));
        var home = Remedy.HomeOf(target, from, architecture);
        if (ruling.Ban is { } ban)
            report.As(LayersRules.PackageInLayer).At(location, new Finding(assembly), origin.Name, from, used.Name, assembly, ban, ruling.Because, home, ruling.Place);
        else
            report.In(LayersWordings.NotAllowed).At(location, new Finding(assembly), origin.Name, from, used.Name, assembly, ruling.Because, home, ruling.Place);
    }

    private static void ReportImport(Reporter report, Import import)
    {
        var (origin, target, ruling) = (import.Origin, Territory.Outermost(import.Target), import.Ruling);
        var (from, to) = (origin.Place.Layer!, origin.Territory.Of(target).Layer!);
        Describe(report, origin, target, to, ruling.Place, ImmutableArray<INamedTypeSymbol>.Empty).At(
            import.Location, new Finding(import.Name), origin.Name, from, import.Name, to, ruling.Allowed, "take this directive out", Because(from), ruling.Place);
    }

    private static string Because(Layer from) => from.Because is { } because ? " — " + because : "";

    private static Reporter Describe(Reporter report, Origin origin, INamedTypeSymbol target, Layer? to, string rule, ImmutableArray<INamedTypeSymbol> ports) => report.With(
        (Properties.From, origin.Type is null ? null : Names.Metadata(origin.Type)), (Properties.FromLayer, origin.Place.Layer?.Name),
        (Properties.To, Names.Metadata(target)), (Properties.ToLayer, to?.Name),
        (Properties.Rule, rule),
        (Properties.Port, ports.IsEmpty ? null : Names.Metadata(ports[0])), (Properties.Ports, string.Join(",", ports.Select(Names.Metadata))));

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

        /// <summary>All of them, where there are several, with commas between.</summary>
        public const string Ports = "ports";
    }
}
