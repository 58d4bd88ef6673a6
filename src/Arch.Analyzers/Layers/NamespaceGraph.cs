using System.Collections.Generic;
using System.Linq;

namespace Arch.Analyzers.Layers;

/// <summary>
/// The edges between the namespaces directly below one. Everything in it goes by names, so that the same code gives the same answer whatever was read first,
/// and takes time in proportion to its edges: cycles are never enumerated.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, List<NamespaceEdge>> _edges = new(System.StringComparer.Ordinal);

    public NamespaceGraph(IEnumerable<NamespaceEdge> edges)
    {
        foreach (var edge in edges.OrderBy(static edge => edge))
        {
            Of(edge.From).Add(edge);
            Of(edge.To);
        }
    }

    /// <summary>The edges of each set of namespaces that all reach each other, in the order of the names.</summary>
    public IEnumerable<List<NamespaceEdge>> Cycles()
    {
        var component = Components();
        return _edges.Values.SelectMany(static edges => edges).Where(edge => component[edge.From.Name] == component[edge.To.Name])
            .GroupBy(edge => component[edge.From.Name]).Select(static edges => edges.ToList());
    }

    /// <summary>The names along the shortest way round through an edge of a cycle; of several the first by name.</summary>
    public static List<string> Shortest(List<NamespaceEdge> cycle, NamespaceEdge through)
    {
        var edges = cycle.ToLookup(static edge => edge.From.Name, static edge => edge.To.Name);
        var cameFrom = new Dictionary<string, string> { [through.To.Name] = through.From.Name };
        var pending = new Queue<string>();
        pending.Enqueue(through.To.Name);
        while (!cameFrom.ContainsKey(through.From.Name))
        {
            var from = pending.Dequeue();
            foreach (var next in edges[from].Where(next => !cameFrom.ContainsKey(next)))
            {
                cameFrom.Add(next, from);
                pending.Enqueue(next);
            }
        }

        var way = new List<string> { through.From.Name };
        do
            way.Add(cameFrom[way[way.Count - 1]]);
        while (way[way.Count - 1] != through.From.Name);
        way.Reverse();
        return way;
    }

    /// <summary>Tarjan's strongly connected components: a number for each namespace. With a stack of its own, because thousands of namespaces may form a chain.</summary>
    private Dictionary<string, int> Components()
    {
        var found = new Dictionary<string, int>();
        var index = new Dictionary<string, int>();
        var lowest = new Dictionary<string, int>();
        var open = new Stack<string>();
        var path = new Stack<(string Node, int Next)>();
        foreach (var root in _edges.Keys.Where(root => !index.ContainsKey(root)))
        {
            path.Push((root, 0));
            while (path.Count > 0)
            {
                var (node, next) = path.Pop();
                if (next == 0)
                {
                    lowest[node] = index[node] = index.Count;
                    open.Push(node);
                }
                else if (_edges[node][next - 1].To.Name is var back && !found.ContainsKey(back))
                {
                    lowest[node] = System.Math.Min(lowest[node], lowest[back]);
                }

                if (next < _edges[node].Count)
                {
                    path.Push((node, next + 1));
                    if (_edges[node][next].To.Name is var below && !index.ContainsKey(below))
                        path.Push((below, 0));
                }
                else if (lowest[node] == index[node])
                {
                    string member;
                    do
                        found.Add(member = open.Pop(), index[node]);
                    while (member != node);
                }
            }
        }

        return found;
    }

    private List<NamespaceEdge> Of(NamespaceNode node)
    {
        if (!_edges.TryGetValue(node.Name, out var edges))
            _edges.Add(node.Name, edges = []);
        return edges;
    }
}
