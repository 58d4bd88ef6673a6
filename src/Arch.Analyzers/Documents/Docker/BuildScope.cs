using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>What a variable holds during the build.</summary>
/// <param name="Value">Its text; null when it is not known, or not set.</param>
/// <param name="IsUnset">An ARG without a default: a plain build leaves it empty, another one does not.</param>
internal readonly record struct BuildValue(string? Value, bool IsUnset = false);

/// <summary>The variables that an instruction sees: those that stand before it.</summary>
internal sealed class BuildScope
{
    private readonly bool _isGlobal;
    private readonly ImmutableDictionary<string, BuildValue>.Builder _arguments;
    private readonly ImmutableDictionary<string, BuildValue>.Builder _environment;

    private BuildScope(bool isGlobal, ImmutableDictionary<string, BuildValue> arguments, ImmutableDictionary<string, BuildValue> environment)
    {
        _isGlobal = isGlobal;
        _arguments = arguments.ToBuilder();
        _environment = environment.ToBuilder();
    }

    /// <summary>In front of the first FROM; its arguments are what FROM lines see.</summary>
    public static BuildScope Global() => new(isGlobal: true, ImmutableDictionary<string, BuildValue>.Empty, ImmutableDictionary<string, BuildValue>.Empty);

    /// <summary>A stage on an image from outside.</summary>
    public static BuildScope Stage() => new(isGlobal: false, ImmutableDictionary<string, BuildValue>.Empty, ImmutableDictionary<string, BuildValue>.Empty);

    /// <summary>A stage on this one, with all that it has set. Nothing is copied before either sets something else.</summary>
    public BuildScope Inherit() => new(_isGlobal, _arguments.ToImmutable(), _environment.ToImmutable());

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
    public void SetArgument(string name, BuildValue value, BuildScope global)
    {
        if (IsPlatform(name))
            value = default;
        else if (value.IsUnset && !_isGlobal)
            value = global[name];
        _arguments[name] = value;
    }

    public void SetEnvironment(string name, string? value) => _environment[name] = new BuildValue(value);

    /// <summary>The builder itself sets these.</summary>
    private static bool IsPlatform(string name) => name is
        "BUILDPLATFORM" or "BUILDOS" or "BUILDOSVERSION" or "BUILDARCH" or "BUILDVARIANT"
        or "TARGETPLATFORM" or "TARGETOS" or "TARGETOSVERSION" or "TARGETARCH" or "TARGETVARIANT" or "TARGETSTAGE";
}
