using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>The namespaces of one compilation, and below which of them <c>cycles</c> of <c>arch.json</c> forbids circles.</summary>
internal sealed class NamespaceMap : Territory
{
    private readonly ArchContext _arch;
    private readonly IAssemblySymbol _assembly;
    private readonly ImmutableArray<(Pattern Within, int Depth, string Place)> _cycles;
    private readonly ConcurrentDictionary<INamespaceSymbol, NamespacePlace> _places = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Place> _types = new(SymbolEqualityComparer.Default);

    private NamespaceMap(ArchContext arch, LayerModel model, Setting cycles) : base(model)
    {
        _arch = arch;
        _assembly = arch.Compilation.Assembly;
        _cycles = cycles.Children.Select(static entry => (Pattern.Parse(entry["within"]!.Value!, Subject.Namespace)!, DepthOf(entry["depth"]?.Value), entry.Place)).ToImmutableArray();
    }

    /// <summary>Null when no cycle is asked about, or when there is none that could be.</summary>
    public static NamespaceMap? Get(ArchContext arch) => arch.Slot(static context => new Slot(context)).Map;

    public override Place Of(INamedTypeSymbol type)
    {
        var outermost = Outermost(type).OriginalDefinition;
        return _types.TryGetValue(outermost, out var known) ? known : _types.GetOrAdd(outermost, Find(outermost));
    }

    public override Place Of(IAssemblySymbol assembly) => Place.Nowhere;

    private static int DepthOf(string? depth) => depth switch
    {
        null => 1,
        "all" => int.MaxValue,
        _ => int.Parse(depth, CultureInfo.InvariantCulture),
    };

    private Place Find(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _assembly) && !GeneratedType.Is(type)
            ? Of(space)
            : Place.Nowhere;

    private NamespacePlace Of(INamespaceSymbol space) => _places.TryGetValue(space, out var known) ? known : _places.GetOrAdd(space, Make(space));

    private NamespacePlace Make(INamespaceSymbol space) =>
        new(new NamespaceNode(space.Name, space.ContainingNamespace is { IsGlobalNamespace: false } outer ? Of(outer).Node : null, Ruling(DottedName.Of(space))));

    /// <summary>The names of all that may be part of a cycle.</summary>
    protected override ForbiddenNames FindNames()
    {
        var names = new ForbiddenNames(_arch);
        foreach (var type in AssemblyTypes.Of(_assembly))
        {
            if (Of(type).IsBound)
                names.Add(type, Claim.OnAll);
        }

        return names;
    }

    private string? Ruling(ImmutableArray<string> name)
    {
        foreach (var (within, depth, place) in _cycles)
        {
            for (var up = 0; up < depth && up < name.Length; up++)
            {
                if (within.Names(name.RemoveRange(name.Length - up, up)))
                    return place;
            }
        }

        return null;
    }

    /// <summary>A look at the namespaces alone.</summary>
    private bool HasSiblings()
    {
        var pending = new Stack<INamespaceSymbol>();
        pending.Push(_assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var space = pending.Pop();
            var below = space.GetNamespaceMembers().ToList();
            if (below.Count > 1 && !space.IsGlobalNamespace && Of(space).Node.Ruling is not null)
                return true;
            below.ForEach(pending.Push);
        }

        return false;
    }

    private sealed class Slot
    {
        public Slot(ArchContext arch)
        {
            if (ArchJson.Get(arch).Root?["cycles"] is not { } cycles || LayerModel.Read(arch) is not { } model || (!model.ChecksTestProjects && TestProject.Is(arch)))
                return;
            var map = new NamespaceMap(arch, model, cycles);
            if (map.HasSiblings())
                Map = map;
        }

        public NamespaceMap? Map { get; }
    }
}
