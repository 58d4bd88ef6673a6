using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>What a variable holds during the build.</summary>
/// <param name="Value">Its text; null when it is not known, or not set.</param>
/// <param name="IsUnset">An ARG without a default: a plain build leaves it empty, another one does not.</param>
internal readonly record struct BuildValue(string? Value, bool IsUnset = false);

/// <summary>The variables that an instruction sees. Immutable, so that a stage takes over the scope of the one it is built on as it is.</summary>
internal sealed class BuildScope
{
    /// <summary>In front of the first FROM; its arguments are what FROM lines see.</summary>
    public static readonly BuildScope Global = new(isGlobal: true, ImmutableDictionary<string, BuildValue>.Empty, ImmutableDictionary<string, BuildValue>.Empty);

    /// <summary>A stage on an image from outside.</summary>
    public static readonly BuildScope Stage = new(isGlobal: false, ImmutableDictionary<string, BuildValue>.Empty, ImmutableDictionary<string, BuildValue>.Empty);

    private readonly bool _isGlobal;
    private readonly ImmutableDictionary<string, BuildValue> _arguments;
    private readonly ImmutableDictionary<string, BuildValue> _environment;

    private BuildScope(bool isGlobal, ImmutableDictionary<string, BuildValue> arguments, ImmutableDictionary<string, BuildValue> environment)
    {
        _isGlobal = isGlobal;
        _arguments = arguments;
        _environment = environment;
    }

    /// <summary>The environment wins over the arguments. What a stage does not name may come from its base image; a FROM line sees no such thing.</summary>
    public BuildValue this[string name]
    {
        get
        {
            if (_environment.TryGetValue(name, out var value) || _arguments.TryGetValue(name, out value))
                return value;
            return new BuildValue(null, IsUnset: _isGlobal && !IsPlatform(name));
        }
    }

    /// <summary>After an ARG without a default a stage sees what stands in front of the first FROM.</summary>
    public BuildScope WithArgument(string name, BuildValue value, BuildScope global)
    {
        if (IsPlatform(name))
            value = default;
        else if (value.IsUnset && !_isGlobal)
            value = global[name];
        return new BuildScope(_isGlobal, _arguments.SetItem(name, value), _environment);
    }

    public BuildScope WithEnvironment(string name, string? value) => new(_isGlobal, _arguments, _environment.SetItem(name, new BuildValue(value)));

    /// <summary>The builder itself sets these.</summary>
    private static bool IsPlatform(string name) => name is
        "BUILDPLATFORM" or "BUILDOS" or "BUILDOSVERSION" or "BUILDARCH" or "BUILDVARIANT"
        or "TARGETPLATFORM" or "TARGETOS" or "TARGETOSVERSION" or "TARGETARCH" or "TARGETVARIANT" or "TARGETSTAGE";
}
