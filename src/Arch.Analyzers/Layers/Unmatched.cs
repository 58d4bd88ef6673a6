using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary><c>unmatched</c> of <c>arch.json</c>: where every type should belong to a layer.</summary>
internal sealed class Unmatched(Setting setting)
{
    private readonly ImmutableArray<Pattern> _within = setting.Patterns("within", Subject.Namespace);
    private readonly ImmutableArray<Pattern> _ignore = setting.Patterns("ignore", Subject.Namespace);

    /// <summary>Whether a type of this assembly and namespace is asked for a layer.</summary>
    public bool Asks(AssemblyPlace assembly, ImmutableArray<string> space, INamedTypeSymbol type) =>
        (_within.IsEmpty || Pattern.IsAny(_within, assembly.Name, space, type)) && !Pattern.IsAny(_ignore, assembly.Name, space, type);
}
