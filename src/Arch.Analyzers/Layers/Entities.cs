using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>Which types are entities and aggregate roots: by their base types, by the sets of database contexts, or as <c>arch.json</c> says.</summary>
internal sealed class Entities
{
    private static readonly string[] EntityBases = ["Entity", "BaseEntity", "EntityBase", "BaseAuditableEntity", "AggregateRoot", "AggregateRootBase"];

    private static readonly string[] EntityInterfaces = ["IEntity", "IAggregateRoot"];

    private static readonly string[] AggregateBases = ["AggregateRoot", "AggregateRootBase"];

    private static readonly string[] AggregateInterfaces = ["IAggregateRoot"];

    private readonly ImmutableArray<Pattern>? _entities;
    private readonly ImmutableArray<Pattern>? _aggregates;
    private readonly Lazy<HashSet<ISymbol>> _stored;

    private Entities(ArchContext arch)
    {
        _entities = CqrsModel.Get(arch)?.Replacing("entities");
        _aggregates = CqrsModel.Get(arch)?.Replacing("aggregates");
        _stored = new(() => Stored(arch.Compilation));
    }

    public static Entities Get(ArchContext arch) => arch.Slot(static context => new Entities(context));

    public bool Is(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.SpecialType != SpecialType.None)
            return false;
        return IsMarked(type) || (_entities is null && _stored.Value.Contains(type.OriginalDefinition));
    }

    /// <summary>Whether the type says itself that it is an entity, by what it derives from or as configured.</summary>
    public bool IsMarked(INamedTypeSymbol type) =>
        _entities is { } patterns ? CqrsModel.MatchesAny(patterns, type) : HasBase(type, EntityBases) || type.ImplementsAny(EntityInterfaces);

    public bool IsAggregate(INamedTypeSymbol type) => _aggregates is { } patterns
        ? CqrsModel.MatchesAny(patterns, type)
        : HasBase(type, AggregateBases) || type.ImplementsAny(AggregateInterfaces);

    /// <summary>Whether a type of this name makes aggregate roots of those that derive from it.</summary>
    public static bool IsAggregateBase(string name) => Array.IndexOf(AggregateBases, name) >= 0 || Array.IndexOf(AggregateInterfaces, name) >= 0;

    /// <summary>Whether some type may be an aggregate root, as far as names and configuration tell. What a library declares is not asked, only whether there is one besides .NET.</summary>
    public static bool MayHaveAggregates(ArchContext arch) => CqrsModel.Get(arch) is { } model
        && (model.Replacing("aggregates") is not null || CqrsNames.Get(arch).HasAggregate || OwnAssembly.IsFramework(arch.Compilation.AssemblyName ?? "")
            || arch.Compilation.ReferencedAssemblyNames.Any(static name => !OwnAssembly.IsFramework(name.Name)));

    /// <summary>The first entity that a type is or is made of: <c>Task&lt;Result&lt;Visit&gt;&gt;</c> is made of <c>Visit</c>.</summary>
    public INamedTypeSymbol? In(ITypeSymbol type) => Constituents(type).OfType<INamedTypeSymbol>().FirstOrDefault(Is);

    /// <summary>The type itself, its type arguments and elements, at any depth.</summary>
    public static IEnumerable<ITypeSymbol> Constituents(ITypeSymbol type)
    {
        var pending = new Stack<ITypeSymbol>();
        pending.Push(type);
        while (pending.Count > 0)
        {
            var at = pending.Pop();
            yield return at;
            if (at is IArrayTypeSymbol array)
                pending.Push(array.ElementType);
            if (at is INamedTypeSymbol { IsGenericType: true } generic)
            {
                foreach (var argument in generic.TypeArguments.Reverse())
                    pending.Push(argument);
            }
        }
    }

    /// <summary>Whether a type is a <c>DbContext</c> of Entity Framework Core.</summary>
    public static bool IsContext(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Name == "DbContext" && at.IsIn("Microsoft.EntityFrameworkCore"))
                return true;
        }

        return false;
    }

    private static bool HasBase(INamedTypeSymbol type, string[] names)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (Array.IndexOf(names, parent.Name) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>What the sets of all database contexts of the solution hold.</summary>
    private static HashSet<ISymbol> Stored(Compilation compilation)
    {
        var stored = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (!compilation.ReferencedAssemblyNames.Any(static name => name.Name == "Microsoft.EntityFrameworkCore"))
            return stored;
        var pending = new Stack<INamespaceOrTypeSymbol>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => OwnAssembly.Is(assembly, compilation)).Append(compilation.Assembly))
            pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                if (member is INamespaceSymbol)
                    pending.Push(member);
                else if (member is INamedTypeSymbol { TypeKind: TypeKind.Class } type && IsContext(type))
                    stored.UnionWith(type.GetMembers().OfType<IPropertySymbol>().Select(static set => set.Type).OfType<INamedTypeSymbol>()
                        .Where(static set => set is { Name: "DbSet", Arity: 1 }).Select(static set => (ISymbol)set.TypeArguments[0].OriginalDefinition));
            }
        }

        return stored;
    }
}
