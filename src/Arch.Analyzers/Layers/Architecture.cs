using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>The model applied to one compilation: where each of its types and assemblies stands. Every answer is worked out once.</summary>
internal sealed class Architecture : Territory
{
    private readonly ArchContext _arch;
    private readonly bool _asksTypes;
    private readonly ConcurrentDictionary<ISymbol, Place> _places = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, AssemblyPlace> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<Place> _ofLayers;

    private Architecture(ArchContext arch, LayerModel model) : base(model)
    {
        _arch = arch;
        _asksTypes = model.Contexts.AsksTypes || model.Layers.Any(static layer => layer.Match.Any(static pattern => pattern.IsAboutTypes));
        _ofLayers = model.Layers.Select(layer => new Place(layer, model.ForbiddenTo(layer)) { HasFreeLayer = model.IsFree(layer) }).ToImmutableArray();
    }

    private ImmutableArray<IAssemblySymbol> References => _arch.Compilation.SourceModule.ReferencedAssemblySymbols;

    /// <summary>Null when the configuration has an error, or when nothing of it concerns this project.</summary>
    public static Architecture? Get(ArchContext arch) => arch.Slot(static context => new Slot(context)).Architecture;

    /// <summary>The same where nothing of it can be broken as well.</summary>
    public static Architecture? Whole(ArchContext arch) => arch.Slot(static context => new Slot(context)).Whole;

    public override Place Of(INamedTypeSymbol type)
    {
        var outermost = Outermost(type);
        var key = _asksTypes ? outermost.OriginalDefinition : outermost.ContainingNamespace is { IsGlobalNamespace: false } space ? space : (ISymbol?)outermost.ContainingAssembly;
        if (key is null || type.TypeKind == TypeKind.Error)
            return Place.Nowhere;
        return _places.TryGetValue(key, out var known) ? known : _places.GetOrAdd(key, Find(outermost));
    }

    public override Place Of(IAssemblySymbol assembly) => _places.TryGetValue(assembly, out var known) ? known : _places.GetOrAdd(assembly, Find(assembly, null));

    /// <summary>Why a layer may not use a type that belongs to none; null when it may.</summary>
    public PackageRuling? Find(Layer from, INamedTypeSymbol library) =>
        library.ContainingAssembly is { } assembly ? from.Packages.Find(Assembly(assembly), DottedName.Of(library.ContainingNamespace)) : null;

    /// <summary>Whether <c>unmatched</c> asks for the layer of a type, and no layer claims it: not even one of several that claim it equally well.</summary>
    public bool IsUnclaimed(INamedTypeSymbol type)
    {
        var facts = Assembly(type.ContainingAssembly);
        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named ? DottedName.Of(named) : facts.Name;
        return Model.Unmatched?.Asks(facts, space, type) == true && facts.Stated is null && facts.Conventional(space) is null
            && !Model.Layers.Any(layer => Pattern.IsAny(layer.Match, facts.Name, space, type)) && !Model.Contexts.Shares(facts, space, type);
    }

    /// <summary>The layer that the types of a namespace belong to, whether there are any or not.</summary>
    public Layer? LayerOf(ImmutableArray<string> space, IAssemblySymbol assembly) => Find(Assembly(assembly), space, null).Layer;

    private AssemblyPlace Assembly(IAssemblySymbol assembly) => _assemblies.GetOrAdd(assembly, key => new AssemblyPlace(Model, (IAssemblySymbol)key, _arch));

    private Place Find(INamedTypeSymbol type) => type.ContainingAssembly is { } assembly ? Find(assembly, type) : Place.Nowhere;

    private Place Find(IAssemblySymbol assembly, INamedTypeSymbol? type)
    {
        var facts = Assembly(assembly);
        // What lies in no namespace is judged by the assembly it lies in.
        var space = type?.ContainingNamespace is { IsGlobalNamespace: false } named ? DottedName.Of(named) : facts.Name;
        var place = Find(facts, space, type);
        return Model.Contexts.Find(facts, space, type) is { } context ? place with { Context = context, IsPublic = Model.Contexts.Publishes(facts, space, type) } : place;
    }

    /// <summary>The names of what some code of this compilation may not use, in one pass for all layers and contexts: there may be thousands.</summary>
    protected override ForbiddenNames FindNames()
    {
        var names = new ForbiddenNames(_arch);
        var users = Model.Layers.Where(layer => (Assembly(_arch.Compilation.Assembly).Layers & layer.Bit) != 0).Select(layer => (layer.Bit, Targets: Targets(layer.Bit))).ToImmutableArray();
        foreach (var type in AssemblyTypes.Of(_arch.Compilation.Assembly))
        {
            var place = Of(type);
            var owner = place.IsPublic ? null : place.Context;
            if (place.ForbiddenTo != 0 || owner is not null)
                names.Add(type, new Claim(place.ForbiddenTo, owner));
        }

        foreach (var assembly in References)
        {
            var facts = Assembly(assembly);
            var forbidden = users.Where(user => (facts.Layers & user.Targets) != 0 || MayBeBanned(assembly, user.Bit)).Aggregate(0UL, static (bits, user) => bits | user.Bit);
            if (facts.MayHaveContext)
                names.Add(assembly, Claim.OnAll);
            else if (forbidden != 0)
                names.Add(assembly, new Claim(forbidden, null));
        }

        return names;
    }

    /// <summary>The place as far as the layers are concerned.</summary>
    private Place Find(AssemblyPlace facts, ImmutableArray<string> space, INamedTypeSymbol? type)
    {
        var vote = default(Vote);
        if (facts.Stated is { } stated)
            vote.Cast(stated, Rank.Project, 0);
        else if (facts.Conventional(space) is { } conventional)
            vote.Cast(conventional, Rank.Convention, 0);
        foreach (var layer in Model.Layers)
        {
            foreach (var pattern in layer.Match)
            {
                var captures = default(Captures);
                if (pattern.Matches(facts.Name, space, type, ref captures))
                    vote.Cast(layer, Vote.RankOf(pattern.Subject), pattern.Weight);
            }
        }

        if (vote.Winner is { } winner)
            return _ofLayers[winner.Index];
        var banned = Model.Layers.Where(layer => layer.Packages.Find(facts, space) is not null).Aggregate(0UL, static (bits, layer) => bits | layer.Bit);
        return banned == 0 ? Place.Nowhere : new Place(null, banned);
    }

    /// <summary>
    /// Whether code of this compilation can break the architecture at all. A look at the names of namespaces and references, no symbols: a project that
    /// references nothing it must not use pays for nothing else.
    /// </summary>
    private bool CanBeBroken() => LayersCanBeBroken() || ContextsCanBeCrossed();

    private bool LayersCanBeBroken()
    {
        var own = Assembly(_arch.Compilation.Assembly).Layers;
        var targets = Targets(own);
        return own != 0
            && ((own & targets) != 0 || References.Any(assembly => (Assembly(assembly).Layers & targets) != 0 || MayBeBanned(assembly, own)));
    }

    /// <summary>What one of some layers may not use.</summary>
    private ulong Targets(ulong users) => Model.Layers.Where(to => (Model.ForbiddenTo(to) & users) != 0).Aggregate(0UL, static (bits, layer) => bits | layer.Bit);

    private bool MayBeBanned(IAssemblySymbol assembly, ulong own) =>
        Model.Layers.Any(layer => (own & layer.Bit) != 0 && layer.Packages.MayBan(Assembly(assembly), assembly.NamespaceNames.Contains));

    private bool ContextsCanBeCrossed()
    {
        if (Model.Contexts.Match.Any(static pattern => pattern.IsAboutTypes))
            return true;
        var own = _arch.Compilation.Assembly;
        var users = Spaces(own).Select(place => place.Context).Distinct().ToImmutableArray();
        return users.Length > 0 && References.Prepend(own).SelectMany(Spaces)
            .Any(place => users.Any(user => new Place(null, 0, user).IsForeign(place)));
    }

    /// <summary>Where the namespaces of an assembly stand that belong to a context and are not empty; the assembly itself as well.</summary>
    private IEnumerable<Place> Spaces(IAssemblySymbol assembly)
    {
        var facts = Assembly(assembly);
        if (!facts.MayHaveContext)
            yield break;
        var pending = new Stack<INamespaceSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var space = pending.Pop();
            var name = space.IsGlobalNamespace ? facts.Name : DottedName.Of(space);
            if (Model.Contexts.Find(facts, name, null) is { } context && !space.GetTypeMembers().IsEmpty)
                yield return new(null, 0, context, Model.Contexts.Publishes(facts, name, null));
            foreach (var inner in space.GetNamespaceMembers())
                pending.Push(inner);
        }
    }

    private sealed class Slot
    {
        public Slot(ArchContext arch)
        {
            if (LayerModel.Read(arch) is not { } model || (!model.ChecksTestProjects && TestProject.Is(arch)))
                return;
            Whole = new Architecture(arch, model);
            if (Whole.CanBeBroken())
                Architecture = Whole;
        }

        public Architecture? Whole { get; }

        public Architecture? Architecture { get; }
    }
}
