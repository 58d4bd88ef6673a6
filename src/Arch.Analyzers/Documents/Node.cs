using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents;

/// <summary>What a <see cref="Node"/> holds. YAML plain scalars are typed by the YAML core schema, quoted ones are strings.</summary>
internal enum NodeKind
{
    Map,
    List,
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>
/// One value of a structured text file (JSON, YAML, XML): a map, a list or a scalar, with exact spans in the file's text.
/// An entry of a map is the node of its value and carries its key.
/// </summary>
internal sealed class Node
{
    private string? _path;

    public Node(NodeKind kind, TextSpan span)
    {
        Kind = kind;
        Span = span;
    }

    public NodeKind Kind { get; }

    /// <summary>The whole value, quotes included; a container from its first to its last character.</summary>
    public TextSpan Span { get; internal set; }

    /// <summary>The decoded key when the node is an entry of a map, else null.</summary>
    public string? Key { get; internal set; }

    /// <summary>The key as written, quotes included.</summary>
    public TextSpan KeySpan { get; internal set; }

    /// <summary>The decoded text of a scalar; null for containers and for null values.</summary>
    public string? Value { get; internal set; }

    /// <summary>The YAML tag as written, such as <c>!Ref</c>; null when there is none.</summary>
    public string? Tag { get; internal set; }

    /// <summary>The YAML anchor that names this node; null when there is none.</summary>
    public string? Anchor { get; internal set; }

    /// <summary>
    /// The node a YAML alias stands for; null for every other node. An alias shows its target's kind, value and children, but keeps a span of its own;
    /// the children keep the target as their parent, so that a finding lies where the text was written.
    /// </summary>
    public Node? AliasOf { get; internal set; }

    public ImmutableArray<Node> Children { get; internal set; } = ImmutableArray<Node>.Empty;

    public Node? Parent { get; internal set; }

    /// <summary>Its place among the children of its parent.</summary>
    public int Index { get; internal set; }

    /// <summary>Where each character of <see cref="Value"/> stands in the text.</summary>
    public ValueMap Map { get; internal set; }

    public bool IsScalar => Kind is not (NodeKind.Map or NodeKind.List);

    /// <summary>The entry with this exact key; of duplicates the last one.</summary>
    public Node? this[string key] => Find(key, StringComparison.Ordinal);

    /// <summary>The entry with this key in any casing; of duplicates the last one.</summary>
    public Node? IgnoringCase(string key) => Find(key, StringComparison.OrdinalIgnoreCase);

    /// <summary>Keys and list positions from the root, joined by <c>/</c>, such as <c>Resources/Web/Environment/0/Name</c>.</summary>
    public string Path => _path ??= ComputePath();

    /// <summary>The span in the text of a part of <see cref="Value"/>.</summary>
    public TextSpan SourceSpan(int start, int length) => Map.Source(start, length);

    private Node? Find(string key, StringComparison comparison)
    {
        if (Kind != NodeKind.Map)
            return null;
        for (var i = Children.Length - 1; i >= 0; i--)
        {
            if (string.Equals(Children[i].Key, key, comparison))
                return Children[i];
        }

        return null;
    }

    private string ComputePath()
    {
        var segments = new Stack<string>();
        for (var node = this; node.Parent is { } parent; node = parent)
            segments.Push(node.Key ?? node.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var path = new StringBuilder();
        foreach (var segment in segments)
            path.Append(path.Length == 0 ? "" : "/").Append(segment);
        return path.ToString();
    }
}
