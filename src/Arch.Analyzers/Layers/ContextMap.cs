using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>The bounded contexts of <c>arch.json</c>: which code belongs to which of them, and what each one publishes.</summary>
internal sealed class ContextMap
{
    /// <summary>Stands for every context in <c>allow</c>.</summary>
    public const string Any = "*";

    private readonly ImmutableArray<Pattern> _match;
    private readonly ImmutableArray<Pattern> _public;
    private readonly ImmutableArray<Pattern> _shared;
    private readonly ILookup<string, string> _allowed;
    private readonly ConcurrentDictionary<string, BoundedContext> _known = new(StringComparer.Ordinal);

    public ContextMap(Setting? contexts)
    {
        _match = contexts?.Patterns("match", Subject.Namespace) ?? ImmutableArray<Pattern>.Empty;
        _public = contexts?.Patterns("public", Subject.Namespace) ?? ImmutableArray<Pattern>.Empty;
        _shared = contexts?.Patterns("shared", Subject.Namespace) ?? ImmutableArray<Pattern>.Empty;
        _allowed = (contexts?["allow"]?.Children ?? ImmutableArray<Setting>.Empty).ToLookup(static entry => entry["from"]!.Value!, static entry => entry["to"]!.Value!);
        Place = (contexts?["match"] ?? contexts)?.Place ?? "ArchContext";
        AsksTypes = _match.Concat(_public).Concat(_shared).Any(static pattern => pattern.IsAboutTypes);
    }

    /// <summary>The patterns that tell contexts; without one, only projects that state theirs have one.</summary>
    public ImmutableArray<Pattern> Match => _match;

    /// <summary>Whether two types of a namespace may stand in different contexts.</summary>
    public bool AsksTypes { get; }

    /// <summary>Where the contexts are defined, as messages say it.</summary>
    public string Place { get; }

    /// <summary>The context of code; null when it has none, or is shared by all.</summary>
    /// <param name="assembly">The assembly it lies in.</param>
    /// <param name="space">Its namespace, or the name of the assembly for what lies in none.</param>
    /// <param name="type">Its type; null where only the rest is known.</param>
    public BoundedContext? Find(AssemblyPlace assembly, ImmutableArray<string> space, INamedTypeSymbol? type) =>
        !assembly.IsFramework && (assembly.Context ?? Captured(assembly.Name, space, type)) is { } name && !Shares(assembly, space, type)
            ? _known.GetOrAdd(name, key => new BoundedContext(key, _allowed[key].Concat(_allowed[Any]).ToImmutableHashSet()))
            : null;

    /// <summary>Whether code may be used from every context.</summary>
    public bool Publishes(AssemblyPlace assembly, ImmutableArray<string> space, INamedTypeSymbol? type) => Pattern.IsAny(_public, assembly.Name, space, type);

    /// <summary>Whether code belongs to no context because all share it.</summary>
    public bool Shares(AssemblyPlace assembly, ImmutableArray<string> space, INamedTypeSymbol? type) => Pattern.IsAny(_shared, assembly.Name, space, type);

    /// <summary>What to use of a context instead of what it keeps to itself.</summary>
    public string Advice(BoundedContext context)
    {
        var names = _public.Where(static pattern => pattern.Subject is Subject.Namespace or Subject.Assembly or Subject.Type)
            .Select(pattern => _match.Aggregate(pattern.Name, (text, match) => text.Replace("{" + match.CaptureNames.First() + "}", context.Name)))
            // What another context publishes helps nobody here.
            .Where(name => Captured(ImmutableArray<string>.Empty, DottedName.Of(name), null) is not { } owner || owner == context.Name || name.IndexOf('*') >= 0)
            .Distinct();
        return string.Join(", ", names) is { Length: > 0 } list ? list : $"a type that context {context} declares public in arch.json";
    }

    /// <summary>The most specific pattern decides, as with layers; where two say different things, nobody does.</summary>
    private string? Captured(ImmutableArray<string> assembly, ImmutableArray<string> space, INamedTypeSymbol? type)
    {
        string? found = null;
        var best = (Rank: Rank.Nothing, Weight: 0);
        foreach (var pattern in _match)
        {
            var captures = default(Captures);
            if (!pattern.Matches(assembly, space, type, ref captures))
                continue;
            var name = Captures.Find(captures, pattern.CaptureNames.First());
            var claim = (Rank: Vote.RankOf(pattern.Subject), pattern.Weight);
            var order = claim.CompareTo(best);
            if (order > 0)
                (found, best) = (name, claim);
            else if (order == 0 && name != found)
                found = null;
        }

        return found;
    }
}
