using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>A dependency that the team has accepted, with its reason in <c>arch.json</c>.</summary>
internal sealed class LayerException(Setting entry)
{
    private readonly string? _rule = entry["rule"]?.Value;
    private readonly Pattern _from = Pattern.Parse(entry["from"]!.Value!, Subject.Namespace)!;
    private readonly Pattern _to = Pattern.Parse(entry["to"]!.Value!, Subject.Namespace)!;

    /// <summary>Whether the reference of an assembly to another is accepted.</summary>
    public bool Accepts(string rule, IAssemblySymbol from, IAssemblySymbol to)
    {
        var captures = default(Captures);
        return (_rule is null || _rule == rule) && Names(_from, from, ref captures) && Names(_to, to, ref captures);
    }

    /// <summary>Whether the dependency of an outermost type (or, without one, of an assembly) on another is accepted.</summary>
    public bool Accepts(string rule, INamedTypeSymbol? from, IAssemblySymbol assembly, INamedTypeSymbol to)
    {
        var captures = default(Captures);
        return (_rule is null || _rule == rule)
            && (from is not null ? _from.Matches(from, ref captures) : _from.Subject == Subject.Assembly && _from.MatchesName(DottedName.Of(assembly.Name), ref captures))
            && _to.Matches(to, ref captures);
    }

    /// <summary>Whether it accepts that some of these types use some of those, which takes a reference.</summary>
    public bool NeedsReference(ImmutableArray<INamedTypeSymbol> from, ImmutableArray<INamedTypeSymbol> to) =>
        _rule is null or "ARCH4001" or "ARCH4004" && from.Any(type => Matches(_from, type)) && to.Any(type => Matches(_to, type));

    private static bool Matches(Pattern pattern, INamedTypeSymbol type)
    {
        var captures = default(Captures);
        return pattern.Matches(type, ref captures);
    }

    private static bool Names(Pattern pattern, IAssemblySymbol assembly, ref Captures? captures) =>
        !pattern.IsAboutTypes && pattern.MatchesName(DottedName.Of(assembly.Name), ref captures);
}
