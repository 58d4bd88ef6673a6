using System.Collections.Generic;
using System.Collections.Immutable;

namespace Arch.Analyzers.Documents;

/// <summary>The children of all open containers while a text is read, those of the innermost container last.</summary>
internal sealed class NodeStack
{
    private readonly List<Node> _nodes = new();

    /// <summary>Where the children of a container that opens now will start.</summary>
    public int Count => _nodes.Count;

    public void Add(Node node) => _nodes.Add(node);

    /// <summary>Takes the nodes from <paramref name="first"/> on and makes them the children of <paramref name="parent"/>.</summary>
    public void MoveTo(Node parent, int first)
    {
        var children = ImmutableArray.CreateBuilder<Node>(_nodes.Count - first);
        for (var i = first; i < _nodes.Count; i++)
        {
            _nodes[i].Parent = parent;
            _nodes[i].Index = i - first;
            children.Add(_nodes[i]);
        }

        _nodes.RemoveRange(first, children.Count);
        parent.Children = children.MoveToImmutable();
    }
}
