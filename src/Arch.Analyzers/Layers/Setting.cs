using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Layers;

/// <summary>A value of <c>arch.json</c> and where it stands: in the nearest file, or in one that it extends.</summary>
internal sealed class Setting
{
    /// <summary>The lists that a file adds to, instead of replacing those further up.</summary>
    private static readonly ImmutableHashSet<string> Joined = ImmutableHashSet.Create("exceptions", "cycles", "ignore", "contexts/allow");

    private readonly string _source;

    private Setting(ArchFile? file, string source, Node node, ImmutableArray<Setting> children)
    {
        File = file;
        _source = source;
        Node = node;
        Children = children;
    }

    /// <summary>The file it stands in; null for a value of a preset.</summary>
    public ArchFile? File { get; }

    public Node Node { get; }

    /// <summary>The entries of a map or list.</summary>
    public ImmutableArray<Setting> Children { get; }

    public string? Key => Node.Key;

    public string? Value => Node.Value;

    public TextSpan Span => Node.Span;

    /// <summary>The elements of a list; a value alone stands for a list of one.</summary>
    public ImmutableArray<Setting> Items => Node.Kind == NodeKind.List ? Children : ImmutableArray.Create(this);

    /// <summary>Where messages say that it stands: <c>arch.json:12</c>, or <c>clean preset</c>.</summary>
    public string Place => File is null ? _source : $"{_source}:{File.Location(Node.Key is null ? Span : Node.KeySpan).GetLineSpan().StartLinePosition.Line + 1}";

    public Setting? this[string key]
    {
        get
        {
            foreach (var child in Children)
            {
                if (child.Key == key)
                    return child;
            }

            return null;
        }
    }

    /// <summary>The texts of the list under a key; empty when there is none.</summary>
    public ImmutableArray<string> Texts(string key) => this[key] is { } list ? list.Items.Select(static item => item.Value!).ToImmutableArray() : ImmutableArray<string>.Empty;

    /// <summary>The patterns of the list under a key; empty when there is none.</summary>
    public ImmutableArray<Pattern> Patterns(string key, Subject unprefixed) => Texts(key).Select(text => Pattern.Parse(text, unprefixed)!).ToImmutableArray();

    public static Setting Of(ArchFile file, Node node) => Of(file, file.Name, node);

    /// <summary>A configuration that is built in.</summary>
    public static Setting Of(string source, Node node) => Of(null, source, node);

    /// <summary>This, and what a file further up says besides: maps are joined key by key, a few lists as well, and else the nearer one counts.</summary>
    public Setting Over(Setting further, string path = "")
    {
        if (Node.Kind == NodeKind.List && further.Node.Kind == NodeKind.List && Joined.Contains(path))
            return new(File, _source, Node, Children.AddRange(further.Children));
        if (Node.Kind != NodeKind.Map || further.Node.Kind != NodeKind.Map)
            return this;
        var own = Children.ToLookup(static child => child.Key!);
        var others = further.Children.ToLookup(static child => child.Key!);
        var joined = Children.Select(child => others[child.Key!].FirstOrDefault() is { } other ? child.Over(other, path.Length == 0 ? child.Key! : path + "/" + child.Key) : child);
        return new(File, _source, Node, joined.Concat(further.Children.Where(other => !own.Contains(other.Key!))).ToImmutableArray());
    }

    private static Setting Of(ArchFile? file, string source, Node node) => new(file, source, node, node.Children.Select(child => Of(file, source, child)).ToImmutableArray());
}
