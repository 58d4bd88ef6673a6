using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Arch.Analyzers.Documents.Yaml;

/// <summary>Builds the nodes from the parser's events, without recursion. Mistakes leave it as exceptions that know their place.</summary>
internal sealed class YamlTree(string source, YamlTokens tokens)
{
    private readonly ImmutableArray<Node>.Builder _roots = ImmutableArray.CreateBuilder<Node>();
    private readonly Dictionary<string, Anchored> _anchors = new();
    private readonly Stack<OpenContainer> _open = new();
    private readonly NodeStack _children = new();
    private readonly HashSet<(Node Map, string Key)> _keys = new();

    /// <summary>The nodes so far; those behind an alias count each time.</summary>
    private int _nodes;

    public ImmutableArray<Node> Read()
    {
        var parser = new Parser(tokens);
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart:
                    _anchors.Clear();
                    break;
                case Scalar scalar:
                    ReadScalar(scalar);
                    break;
                case AnchorAlias alias:
                    ReadAlias(alias);
                    break;
                case MappingStart map:
                    Open(NodeKind.Map, map, isFlow: map.Style == MappingStyle.Flow);
                    break;
                case SequenceStart list:
                    Open(NodeKind.List, list, isFlow: list.Style == SequenceStyle.Flow);
                    break;
                case MappingEnd or SequenceEnd:
                    Close(parser.Current);
                    break;
            }
        }

        return _roots.ToImmutable();
    }

    private void ReadScalar(Scalar scalar)
    {
        if (scalar is { Tag.IsEmpty: true, Anchor.IsEmpty: true, Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } && _open.Count > 0 && _open.Peek() is { Node.Kind: NodeKind.Map, Key: null } map)
            ReadKey(scalar, map);
        else
            ReadValue(scalar);
    }

    /// <summary>What most keys are: no tag says what they stand for, and no alias repeats them, so they need no node.</summary>
    private void ReadKey(Scalar scalar, OpenContainer map)
    {
        Count(1, scalar);
        var start = tokens.Offset(scalar.Start);
        var isAbsent = scalar.Value.Length == 0 && scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        NameNext(map, scalar.Value, TextSpan.FromBounds(start, isAbsent ? start : tokens.Offset(scalar.End)), scalar);
    }

    private void NameNext(OpenContainer map, string key, TextSpan span, ParsingEvent cause)
    {
        if (!_keys.Add((map.Node, key)))
            throw Mistake(cause, "this key stands twice in one map");
        map.Key = new Key(key, span);
    }

    private void ReadValue(Scalar scalar)
    {
        var properties = PropertiesOf(scalar);
        var start = properties?.Content ?? tokens.Offset(scalar.Start);
        var isAbsent = scalar.Value.Length == 0 && scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        var span = isAbsent ? new TextSpan(properties?.End ?? start, 0) : TextSpan.FromBounds(start, tokens.Offset(scalar.End));
        var places = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded
            ? YamlScalarMap.OfBlock(source, ref span, scalar.Style, scalar.Value)
            : YamlScalarMap.OfFlow(source, span, scalar.Style, scalar.Value);
        var kind = !scalar.Tag.IsEmpty ? YamlSchema.KindOfTagged(scalar.Tag.Value)
            : scalar.Style == ScalarStyle.Plain ? YamlSchema.KindOfPlain(scalar.Value)
            : NodeKind.String;

        var node = new Node(kind, span) { Value = kind == NodeKind.Null ? null : scalar.Value, Map = places };
        Count(1, scalar);
        if (Name(node, scalar, properties) is { } anchored)
            anchored.Extent = new Extent(Nodes: 1);
        Add(node, new Extent(Nodes: 1), scalar);
    }

    private void ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw Mistake(alias, "no anchor of this name stands above");
        if (anchored.Extent is not { } extent)
            throw Mistake(alias, "this alias stands inside the value that it repeats");
        if (extent.Aliases == DocumentLimits.AliasDepth)
            throw Mistake(alias, $"aliases lead through more than {DocumentLimits.AliasDepth} others");
        CheckDepth(extent.Depth, alias);
        Count(extent.Nodes, alias);

        var target = anchored.Node;
        var node = new Node(target.Kind, tokens.Span(alias.Start, alias.End))
        {
            AliasOf = target,
            Value = target.Value,
            Tag = target.Tag,
            Children = target.Children,
            Map = target.Map,
        };
        Add(node, extent with { Aliases = extent.Aliases + 1 }, alias);
    }

    private void Open(NodeKind kind, NodeEvent start, bool isFlow)
    {
        CheckDepth(1, start);
        Count(1, start);
        var properties = PropertiesOf(start);
        var offset = properties?.Content ?? tokens.Offset(start.Start);
        // The map of a lone pair, `[a: b]`, has no brackets, and the parser gives it the empty mark.
        var isPair = isFlow && _open.Count > 0 && _open.Peek().Node is { Kind: NodeKind.List } list && offset <= list.Span.Start;
        var node = new Node(kind, new TextSpan(offset, 0));
        _open.Push(new OpenContainer(node, isFlow && !isPair, isPair, Name(node, start, properties), nodesBefore: _nodes - 1, firstChild: _children.Count));
    }

    private void Close(ParsingEvent end)
    {
        var container = _open.Pop();
        var node = container.Node;
        _children.MoveTo(node, container.FirstChild);
        var first = container.IsPair ? node.Children[0].KeySpan.Start : node.Span.Start;
        var last = container.HasBrackets ? tokens.Offset(end.Start) + 1
            : node.Children.IsEmpty ? first
            : node.Children[node.Children.Length - 1].Span.End;
        node.Span = TextSpan.FromBounds(first, Math.Max(first, last));

        var extent = new Extent(_nodes - container.NodesBefore, container.Depth + 1, container.Aliases);
        if (container.Anchored is { } anchored)
            anchored.Extent = extent;
        Add(node, extent, end);
    }

    private void Add(Node node, Extent extent, ParsingEvent cause)
    {
        if (_open.Count == 0)
        {
            _roots.Add(node);
            return;
        }

        var parent = _open.Peek();
        parent.Depth = Math.Max(parent.Depth, extent.Depth);
        parent.Aliases = Math.Max(parent.Aliases, extent.Aliases);
        if (parent.Node.Kind == NodeKind.Map)
        {
            if (parent.Key is not { } key)
            {
                if (node.IsScalar)
                    NameNext(parent, TextOf(node), node.Span, cause);
                else
                    parent.Key = new Key(TextOf(node), node.Span);
                return;
            }

            parent.Key = null;
            node.Key = key.Text;
            node.KeySpan = key.Span;
            // Without a colon the parser puts the missing value at the next token, which may be lines away.
            if (node is { Span.Length: 0, Tag: null, Anchor: null } && node.Span.Start > 0 && source[node.Span.Start - 1] != ':')
                node.Span = new TextSpan(key.Span.End, 0);
        }

        _children.Add(node);
    }

    /// <summary>A key's decoded text; a key that is null or no scalar is called as it is written.</summary>
    private string TextOf(Node key) => key.IsScalar && key.Value is { } value ? value : source.Substring(key.Span.Start, key.Span.Length);

    private YamlProperties? PropertiesOf(NodeEvent node) =>
        node.Anchor.IsEmpty && node.Tag.IsEmpty ? null : tokens.PropertiesAt(tokens.Offset(node.Start));

    private Anchored? Name(Node node, NodeEvent cause, YamlProperties? properties)
    {
        if (properties is { Tag: { IsEmpty: false } tag })
            node.Tag = source.Substring(tag.Start, tag.Length);
        if (cause.Anchor.IsEmpty)
            return null;

        node.Anchor = cause.Anchor.Value;
        return _anchors[node.Anchor] = new Anchored(node);
    }

    private void CheckDepth(int depth, ParsingEvent cause)
    {
        if (_open.Count + depth > DocumentLimits.Depth)
            throw Mistake(cause, $"nested deeper than {DocumentLimits.Depth} levels");
    }

    private void Count(int nodes, ParsingEvent cause)
    {
        _nodes += nodes;
        if (_nodes > DocumentLimits.Nodes)
            throw Mistake(cause, $"the text stands for more than {DocumentLimits.Nodes} values");
    }

    private static SemanticErrorException Mistake(ParsingEvent cause, string message) => new(cause.Start, cause.End, message);

    /// <summary>What a node brings along when an alias repeats it.</summary>
    private readonly record struct Extent(int Nodes, int Depth = 0, int Aliases = 0);

    /// <summary>A node with an anchor; its extent is unknown until the node has ended.</summary>
    private sealed class Anchored(Node node)
    {
        public Node Node { get; } = node;

        public Extent? Extent { get; set; }
    }

    private readonly record struct Key(string Text, TextSpan Span);

    private sealed class OpenContainer(Node node, bool hasBrackets, bool isPair, Anchored? anchored, int nodesBefore, int firstChild)
    {
        public Node Node { get; } = node;

        public bool HasBrackets { get; } = hasBrackets;

        public bool IsPair { get; } = isPair;

        public Anchored? Anchored { get; } = anchored;

        public int NodesBefore { get; } = nodesBefore;

        public int FirstChild { get; } = firstChild;

        /// <summary>The key that waits for its value.</summary>
        public Key? Key { get; set; }

        public int Depth { get; set; }

        public int Aliases { get; set; }
    }
}
