using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What to do instead of using a type of a forbidden layer.</summary>
internal static class Remedy
{
    /// <summary>The interfaces of a type that its user may know, those that it names itself first.</summary>
    public static ImmutableArray<INamedTypeSymbol> PortsOf(INamedTypeSymbol target, Origin origin)
    {
        if (target.AllInterfaces.IsEmpty)
            return ImmutableArray<INamedTypeSymbol>.Empty;
        var from = origin;
        return Interfaces(target).Where(port => from.Territory.Of(port).Layer is not null && !from.MayNotUse(port)).ToImmutableArray();
    }

    /// <summary>The same of a library, which may implement an interface of another one that is allowed; what every type may be, such as disposable, is no port.</summary>
    public static ImmutableArray<INamedTypeSymbol> PortsOfLibrary(INamedTypeSymbol target, Origin origin)
    {
        var from = origin;
        return PortsOf(target, origin).Concat(Interfaces(target).Where(port => from.Territory.Of(port).Layer is null && !from.MayNotUse(port) && !IsEverywhere(port)))
            .ToImmutableArray();
    }

    /// <summary>The layer that may use a library which this one may not, and that could implement its interface; best one to which nothing is banned.</summary>
    public static string HomeOf(INamedTypeSymbol library, Layer from, Architecture architecture) =>
        architecture.Model.Layers.Where(layer => layer != from && architecture.Model.Find(layer, from) is null && architecture.Find(layer, library) is null)
            .OrderBy(static layer => layer.Packages.IsEmpty ? 0 : 1).FirstOrDefault()?.Name ?? "another layer";

    /// <summary>Where code may stand that needs a project of each of two layers, of which the first may not use the second.</summary>
    public static Layer HomeOfUser(Layer from, Layer to, LayerModel model) =>
        model.Find(to, from) is null ? to : model.Layers.FirstOrDefault(layer => layer != from && model.Find(layer, from) is null && model.Find(layer, to) is null) ?? to;

    public static string Say(INamedTypeSymbol? port, INamedTypeSymbol target, Layer from, Layer to, LayerModel model)
    {
        if (port is not null)
            return $"use its port '{port.Name}'";
        if (!CanStandBehindInterface(target))
        {
            return HomeOfBoth(from, to, model) is { } both ? $"move it to {both}"
                : model.Layers.FirstOrDefault(layer => model.Find(from, layer) is null && model.Find(layer, to) is null) is { } between ? $"let {between} hand it on as a type of its own"
                : $"use a type of {from} for it";
        }

        return from.CompositionRoot?.MayUse(to) == true ? "register it in the composition root" : $"put an interface into {HomeOfBoth(from, to, model) ?? from} and implement it in {to}";
    }

    private static IEnumerable<INamedTypeSymbol> Interfaces(INamedTypeSymbol type) => type.Interfaces.Concat(type.AllInterfaces).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private static bool IsEverywhere(INamedTypeSymbol port) =>
        DottedName.Of(port.ContainingNamespace) is { Length: > 0 } space && space[0] == "System"
        && (space.Length == 1 || space[1] is "Collections" or "ComponentModel" or "Linq" or "Numerics" or "Runtime");

    /// <summary>Interfaces are there already; enums, records and static classes are what somebody else cannot implement.</summary>
    private static bool CanStandBehindInterface(INamedTypeSymbol target) => target is { TypeKind: TypeKind.Class, IsStatic: false, IsRecord: false };

    /// <summary>Where both can see it: the user's own layer, if the other side may know that.</summary>
    private static Layer? HomeOfBoth(Layer from, Layer to, LayerModel model) =>
        model.Find(to, from) is null ? from : model.Layers.FirstOrDefault(layer => layer != to && model.Find(to, layer) is null && model.Find(from, layer) is null);
}
