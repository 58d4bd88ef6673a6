using System;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>A place where code uses a type that it may not use, by its name or without one.</summary>
internal readonly record struct Dependency(Origin Origin, INamedTypeSymbol Target, Location Location, Reporter Report)
{
    /// <summary>Asks for all of them in a territory.</summary>
    public static void FindAll(RuleStart start, Territory territory, Action<Dependency> handler)
    {
        start.OnSyntax(NamedUse.Kinds, node =>
        {
            var name = (SimpleNameSyntax)node.Node;
            if (territory.Names.Find(name) is { IsEmpty: false } claims && From(territory, node) is { } origin && claims.Concern(origin.Place) && NamedUse.Find(node, origin) is { } target)
                handler(new(origin, target, node.Node.GetLocation(), node.Report));
        });
        start.OnSyntax(InferredUse.Kinds, node =>
        {
            if (InferredUse.IsPossible(node.Node) && From(territory, node) is { } origin && InferredUse.Find(node, origin) is { } target)
                handler(new(origin, target, InferredUse.Place(node.Node), node.Report));
        });
        start.OnSyntax(ForeignSlot.Kinds, node =>
        {
            if (ForeignSlot.IsPossible(node.Node) && From(territory, node) is { } origin && ForeignSlot.Find(node, origin) is { } target)
                handler(new(origin, target, node.Node.GetLocation(), node.Report));
        });
        start.OnOperation(HiddenCall.Kinds, operation =>
        {
            if (!HiddenCall.IsPossible(operation.Operation))
                return;
            var origin = new Origin(territory, operation.ContainingSymbol, operation.Arch.Compilation.Assembly);
            if (origin.Place.IsBound && HiddenCall.Find(operation, origin) is { } target)
                handler(new(origin, target, HiddenCall.Place(operation.Operation), operation.Report));
        });
    }

    private static Origin? From(Territory territory, in NodeContext node) =>
        new Origin(territory, node.ContainingSymbol, node.Model.Compilation.Assembly) is { Place.IsBound: true } origin ? origin : null;
}
