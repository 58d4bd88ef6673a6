using System;
using System.Collections.Generic;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Cloud;

/// <summary>
/// A YAML map as tools read it that apply merge keys (<c>&lt;&lt;: *base</c>), such as Compose and the Serverless Framework. CloudFormation applies none.
/// What the map says itself wins over what it merges, and of several merged maps the first one wins.
/// </summary>
internal static class MergedMap
{
    private const string MergeKey = "<<";

    public static Node? Find(Node map, string key) => map[key] ?? (map[MergeKey] is { } merged ? FindMerged(merged, key) : null);

    /// <summary>The entries, each key once; merged ones lie where they were written.</summary>
    public static IEnumerable<Node> Entries(Node map) =>
        map.Kind != NodeKind.Map ? [] : map[MergeKey] is { } merged ? Merge(map, merged) : map.Children;

    private static Node? FindMerged(Node merged, string key)
    {
        if (merged.Kind != NodeKind.List)
            return Find(merged, key);
        foreach (var map in merged.Children)
        {
            if (Find(map, key) is { } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<Node> Merge(Node map, Node merged)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.Children)
        {
            if (entry.Key != MergeKey && seen.Add(entry.Key!))
                yield return entry;
        }

        foreach (var other in merged.Kind == NodeKind.List ? (IEnumerable<Node>)merged.Children : [merged])
        {
            foreach (var entry in Entries(other))
            {
                if (seen.Add(entry.Key!))
                    yield return entry;
            }
        }
    }
}
