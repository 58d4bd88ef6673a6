using System;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What the names of the types of a compilation say about messages and aggregates: one look at all names, and no symbols.</summary>
internal sealed class CqrsNames
{
    private CqrsNames(Compilation compilation) => compilation.ContainsSymbolsWithName(
        name =>
        {
            HasHandler |= MessageHandler.IsConventional(name);
            HasMessage |= name.EndsWith("Query", StringComparison.Ordinal) || name.EndsWith("Command", StringComparison.Ordinal);
            HasAggregate |= Entities.IsAggregateBase(name);
            return HasHandler && HasMessage && HasAggregate;
        },
        SymbolFilter.Type);

    /// <summary>Whether one is called like a handler, as the interfaces of handlers are as well.</summary>
    public bool HasHandler { get; private set; }

    /// <summary>Whether one is called like a query or command, or like their markers.</summary>
    public bool HasMessage { get; private set; }

    /// <summary>Whether one is what aggregate roots derive from.</summary>
    public bool HasAggregate { get; private set; }

    public static CqrsNames Get(ArchContext arch) => arch.Slot(static context => new CqrsNames(context.Compilation));
}
