using System;
using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Layers;

/// <summary>Why a layer may not use a library: the pattern that bans it, or none where only those in a list are allowed.</summary>
internal sealed record PackageRuling(string? Ban, string Because, string Place);

/// <summary>The libraries that a layer may use. An assembly is compared, not a namespace: <c>Amazon.S3</c> lies in <c>AWSSDK.S3</c>.</summary>
internal sealed class PackageRules(Setting? definition)
{
    private readonly ImmutableArray<Pattern> _banned = definition?.Patterns("deny", Subject.Assembly) ?? ImmutableArray<Pattern>.Empty;
    private readonly ImmutableArray<Pattern> _allowed = definition?.Patterns("allow", Subject.Assembly) ?? ImmutableArray<Pattern>.Empty;

    public bool IsEmpty => definition is null;

    /// <summary>Why code of this namespace and assembly may not be used; null when it may.</summary>
    public PackageRuling? Find(AssemblyPlace assembly, ImmutableArray<string> space)
    {
        var isLibrary = !assembly.IsOwn && !IsFramework(string.Join(".", assembly.Name));
        foreach (var pattern in _banned)
        {
            // A namespace is only banned by name, and then that of the framework as well.
            if (pattern.Subject == Subject.Namespace ? Matches(pattern, space) : isLibrary && Matches(pattern, assembly.Name))
                return Ruling("deny", pattern.Text);
        }

        return isLibrary && definition?["allow"] is not null && !IsAllowed(assembly, space) ? Ruling("allow", null) : null;
    }

    /// <summary>Whether something of an assembly may be banned: asked before any of its types is known.</summary>
    public bool MayBan(AssemblyPlace assembly, Func<string, bool> hasNamespace)
    {
        foreach (var pattern in _banned)
        {
            if (pattern.Subject == Subject.Namespace && pattern.Literals.All(hasNamespace))
                return true;
        }

        return Find(assembly, ImmutableArray<string>.Empty) is not null;
    }

    private bool IsAllowed(AssemblyPlace assembly, ImmutableArray<string> space)
    {
        foreach (var pattern in _allowed)
        {
            if (Matches(pattern, pattern.Subject == Subject.Namespace ? space : assembly.Name))
                return true;
        }

        return false;
    }

    private PackageRuling Ruling(string key, string? ban) => new(ban, definition!["because"]?.Value is { } because ? $" ({because})" : "", definition[key]!.Place);

    private static bool Matches(Pattern pattern, ImmutableArray<string> name)
    {
        var captures = default(Captures);
        return pattern.MatchesName(name, ref captures);
    }

    private static bool IsFramework(string assembly) =>
        assembly is "mscorlib" or "netstandard" or "System" or "Microsoft.CSharp"
        || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);
}
