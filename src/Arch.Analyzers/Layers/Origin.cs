using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>The code that uses something: its outermost type, or the assembly for what stands outside of every type.</summary>
internal readonly struct Origin
{
    public Origin(Territory territory, ISymbol? member, IAssemblySymbol assembly)
    {
        Territory = territory;
        Member = member;
        Assembly = assembly;
        Type = (member as INamedTypeSymbol ?? member?.ContainingType) is { } type ? Territory.Outermost(type) : null;
        Place = Type is not null ? territory.Of(Type) : territory.Of(assembly);
    }

    public Territory Territory { get; }

    /// <summary>The member, or the type, that the use stands in.</summary>
    public ISymbol? Member { get; }

    public IAssemblySymbol Assembly { get; }

    public INamedTypeSymbol? Type { get; }

    public Place Place { get; }

    /// <summary>The name that messages give it.</summary>
    public string Name => Type?.Name ?? Assembly.Name;

    /// <summary>Whether a member of this name may be one of something which may not be used here.</summary>
    public bool MayBring(string member) => Territory.Names.Concern(Place, member);

    /// <summary>Whether the layers forbid this type; exceptions are asked only then.</summary>
    public bool MayNotUse(INamedTypeSymbol? type) => type is not null && Place.MayNotUse(Territory.Of(type));

    /// <summary>Whether the team has accepted that this type is used here.</summary>
    public bool IsAccepted(string rule, INamedTypeSymbol target)
    {
        foreach (var exception in Territory.Model.Exceptions)
        {
            if (exception.Accepts(rule, Type, Assembly, target))
                return true;
        }

        return false;
    }

    /// <summary>Why a type of another layer may not be used here; null when it may, when it belongs to no layer, and when the team has accepted it.</summary>
    public Ruling? Verdict(INamedTypeSymbol type)
    {
        var target = Territory.Outermost(type);
        return Place.Layer is { } from && Territory.Of(target).Layer is { } to && Territory.Model.Find(from, to) is { } ruling
            && (from.CompositionRoot is not { } root || !root.MayUse(to) || !root.Contains(Type, Member))
            && !IsAccepted(LayersRules.LayerDependency.Id, target) ? ruling : null;
    }

    /// <summary>The first type that may not be used among those that a type is made of; null when there is none.</summary>
    public INamedTypeSymbol? Forbidden(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Forbidden(array.ElementType);
            case IPointerTypeSymbol pointer:
                return Forbidden(pointer.PointedAtType);
            case IFunctionPointerTypeSymbol { Signature: var signature }:
                return Forbidden(signature.ReturnType) ?? signature.Parameters.Select(parameter => parameter.Type).Select(Forbidden).FirstOrDefault(static found => found is not null);
            case INamedTypeSymbol { IsAnonymousType: false } named:
                if (MayNotUse(named))
                    return named;
                foreach (var argument in named.TypeArguments)
                {
                    if (Forbidden(argument) is { } found)
                        return found;
                }

                return Forbidden(named.ContainingType);
            default:
                return null;
        }
    }
}
