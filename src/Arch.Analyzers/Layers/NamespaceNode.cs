using System;

namespace Arch.Analyzers.Layers;

/// <summary>A namespace of this compilation as <c>cycles</c> looks at it. There is one for each, so that they can be compared by reference.</summary>
internal sealed class NamespaceNode
{
    private readonly int _level;

    /// <param name="name">Its last word.</param>
    /// <param name="parent">The namespace that it lies in; null for the outermost.</param>
    /// <param name="ruling">Where it says that the namespaces directly below this one may not form a cycle; null when nothing does.</param>
    public NamespaceNode(string name, NamespaceNode? parent, string? ruling)
    {
        Name = name;
        Parent = parent;
        Ruling = ruling;
        _level = parent is null ? 0 : parent._level + 1;
        IsJudged = parent is not null && (parent.Ruling is not null || parent.IsJudged);
    }

    public string Name { get; }

    public NamespaceNode? Parent { get; }

    public string? Ruling { get; }

    /// <summary>Whether what lies here may be part of a cycle that somebody wants to hear of.</summary>
    public bool IsJudged { get; }

    public string FullName => Parent is null ? Name : Parent.FullName + "." + Name;

    /// <summary>The edge that a dependency on another namespace is: between the two siblings that the two lie in. Null where nobody asks.</summary>
    public NamespaceEdge? To(NamespaceNode other)
    {
        var (from, to) = (this, other);
        while (from._level > to._level)
            from = from.Parent!;
        while (to._level > from._level)
            to = to.Parent!;
        // One lies in the other, or is the other.
        if (from == to)
            return null;
        while (from.Parent != to.Parent)
            (from, to) = (from.Parent!, to.Parent!);
        return from.Parent?.Ruling is null ? null : new(from, to);
    }
}

/// <summary>That code of a namespace uses code of its sibling.</summary>
internal readonly record struct NamespaceEdge(NamespaceNode From, NamespaceNode To) : IComparable<NamespaceEdge>
{
    public int CompareTo(NamespaceEdge other) => string.CompareOrdinal(From.Name, other.From.Name) is not 0 and var order ? order : string.CompareOrdinal(To.Name, other.To.Name);
}

/// <summary>Where code stands among the namespaces.</summary>
internal sealed record NamespacePlace(NamespaceNode Node) : Place(null, 0)
{
    public override bool IsBound => Node.IsJudged;

    public override bool MayNotUse(Place other) => EdgeTo(other) is not null;

    public override bool? Records(Place declaring, Place forbidden) => declaring is NamespacePlace place && place.EdgeTo(forbidden) is { } edge && edge == EdgeTo(forbidden) ? true : null;

    public NamespaceEdge? EdgeTo(Place other) => other is NamespacePlace place ? Node.To(place.Node) : null;
}
