using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The method that a program starts with.</summary>
internal sealed class EntryPoint
{
    private EntryPoint(ArchContext arch)
    {
        Method = arch.Compilation.GetEntryPoint(default);
        Declaration = Method is { DeclaringSyntaxReferences: { Length: 1 } parts } ? parts[0].GetSyntax() : null;
    }

    /// <summary><c>Main</c>, or what top-level statements become; null in a library.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>The declaration of <c>Main</c>, or the file that holds top-level statements.</summary>
    public SyntaxNode? Declaration { get; }

    public static EntryPoint Get(ArchContext arch) => arch.Slot(static context => new EntryPoint(context));

    /// <summary>Whether a node stands in the body of the entry point itself, not in a lambda or local function of it.</summary>
    public bool Holds(ISymbol? containing) => Method is not null && SymbolEqualityComparer.Default.Equals(containing, Method);
}
