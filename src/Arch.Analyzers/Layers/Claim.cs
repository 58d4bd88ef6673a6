namespace Arch.Analyzers.Layers;

/// <summary>Who may not use something that has a name: as few as can be told without looking closer.</summary>
/// <param name="layers">Layers that may not, a bit for each.</param>
/// <param name="owner">The context that keeps it to itself; null when none does.</param>
internal sealed class Claim(ulong layers, BoundedContext? owner)
{
    /// <summary>Nobody may, perhaps.</summary>
    public static readonly Claim OnAll = new(ulong.MaxValue, null);

    private readonly ulong _layers = layers;
    private readonly BoundedContext? _owner = owner;

    public bool Concerns(Place user) => this == OnAll || (user.Layer is { } layer && (_layers & layer.Bit) != 0) || (user.Context is { } context && _owner is not null && _owner != context);

    /// <summary>The claim on a name that two things have.</summary>
    public Claim And(Claim other) =>
        this == other || this == OnAll || other == OnAll || (_owner is not null && other._owner is not null && _owner != other._owner)
            ? this == other ? this : OnAll
            : (_layers | other._layers) == _layers && (other._owner is null || _owner is not null) ? this : new(_layers | other._layers, _owner ?? other._owner);
}
