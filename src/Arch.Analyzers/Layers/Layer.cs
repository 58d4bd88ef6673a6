using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>A named set of types, as <c>arch.json</c> or a preset defines it.</summary>
internal sealed class Layer(int index, Setting definition, Setting? packages)
{
    public string Name { get; } = definition.Key!;

    /// <summary>One bit for each layer, so that sets of layers are numbers.</summary>
    public ulong Bit { get; } = 1UL << index;

    public int Index => index;

    public Setting Definition => definition;

    public ImmutableArray<Pattern> Match { get; } = definition.Patterns("match", Subject.Namespace);

    public CompositionRoot? CompositionRoot { get; } = definition["compositionRoot"] is { } root ? new CompositionRoot(root) : null;

    public PackageRules Packages { get; } = new(packages);

    /// <summary>The team's reason, for messages.</summary>
    public string? Because { get; } = definition["because"]?.Value;

    public override string ToString() => Name;
}

/// <summary>The part of a layer that puts the application together, and may use more than the rest of it.</summary>
internal sealed class CompositionRoot(Setting definition)
{
    private readonly ImmutableArray<Pattern> _types = definition.Patterns("types", Subject.Type);

    private readonly bool _registrationMembers = definition["registrationMembers"]?.Value != "false";

    private readonly ImmutableArray<string> _mayUse = definition.Texts("mayUse");

    public bool MayUse(Layer layer) => _mayUse.Contains(layer.Name);

    /// <summary>Whether a member of an outermost type belongs to it.</summary>
    public bool Contains(INamedTypeSymbol? type, ISymbol? member)
    {
        var captures = default(Captures);
        foreach (var pattern in _types)
        {
            if (type is not null && pattern.Matches(type, ref captures))
                return true;
        }

        return _registrationMembers && member is not null && RegistrationMember.Is(member);
    }
}
