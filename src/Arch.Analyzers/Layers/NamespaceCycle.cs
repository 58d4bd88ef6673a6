using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4006: namespaces below one that <c>cycles</c> of <c>arch.json</c> names use each other in a circle.</summary>
internal sealed class NamespaceCycle() : CodeRule(LayersRules.NamespaceCycle)
{
    private const int MostLocations = 20;

    public override bool Applies(ArchContext arch) => NamespaceMap.Get(arch) is not null;

    public override void Start(RuleStart start)
    {
        var found = new ConcurrentDictionary<NamespaceEdge, ConcurrentQueue<Location>>();
        var map = NamespaceMap.Get(start.Arch)!;
        Dependency.FindAll(start, map, dependency =>
        {
            // Only ARCH4001 is asked about pages.
            if (!RazorFiles.Is(dependency.Location.SourceTree!) && ((NamespacePlace)dependency.Origin.Place).EdgeTo(map.Of(dependency.Target)) is { } edge
                && !dependency.Origin.IsAccepted(LayersRules.NamespaceCycle.Id, Territory.Outermost(dependency.Target)))
                found.GetOrAdd(edge, static _ => new()).Enqueue(dependency.Location);
        });
        start.OnEnd(end =>
        {
            // One place may be seen more than once, and in any order.
            var mentions = found.ToDictionary(static edge => edge.Key, static edge => edge.Value.Distinct()
                .OrderBy(static place => place.SourceTree!.FilePath, System.StringComparer.Ordinal).ThenBy(static place => place.SourceSpan).ToImmutableArray());
            foreach (var siblings in mentions.Keys.GroupBy(static edge => edge.From.Parent!))
            {
                foreach (var cycle in new NamespaceGraph(siblings).Cycles())
                    Report(end.Report, siblings.Key, cycle, mentions);
            }
        });
    }

    private static void Report(Reporter report, NamespaceNode parent, List<NamespaceEdge> cycle, Dictionary<NamespaceEdge, ImmutableArray<Location>> mentions)
    {
        // The edges are in the order of their names, and sorting keeps it among equals.
        var cut = cycle.OrderBy(edge => mentions[edge].Length).First();
        var places = mentions[cut];
        var members = cycle.Select(static edge => edge.From.Name).Distinct();
        report.WithLocations(places.Skip(1).Take(MostLocations).ToImmutableArray())
            .With(LayerDependency.Properties.From, cut.From.FullName).With(LayerDependency.Properties.To, cut.To.FullName).With(LayerDependency.Properties.Rule, parent.Ruling)
            .At(places[0], new Finding(string.Join("|", members)) { Source = parent.FullName },
                string.Join(" → ", NamespaceGraph.Shortest(cycle, cut)), parent.FullName, cut.From.Name, cut.To.Name, places.Length);
    }
}
