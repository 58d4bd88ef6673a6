namespace Arch.Analyzers.Layers;

/// <summary>Where code stands in the architecture.</summary>
/// <param name="Layer">Its layer; null when it has none.</param>
/// <param name="ForbiddenTo">The layers that may not use it, a bit for each: because of its own layer, or as a library.</param>
/// <param name="Context">Its bounded context; null when it has none, or is shared by all.</param>
/// <param name="IsPublic">Whether its context publishes it.</param>
internal record Place(Layer? Layer, ulong ForbiddenTo, BoundedContext? Context = null, bool IsPublic = false)
{
    public static readonly Place Nowhere = new(null, 0);

    /// <summary>Whether its layer may use every layer and library.</summary>
    public bool HasFreeLayer { get; init; }

    /// <summary>Whether there is anything that code which stands here may not use.</summary>
    public virtual bool IsBound => (Layer is not null && !HasFreeLayer) || Context is not null;

    /// <summary>Whether code that stands here may not use what stands there: the one question that every mention is asked.</summary>
    public virtual bool MayNotUse(Place other) => (Layer is not null && (other.ForbiddenTo & Layer.Bit) != 0) || IsForeign(other);

    /// <summary>Whether the other place is what another bounded context keeps to itself.</summary>
    public bool IsForeign(Place other) => Context is not null && other is { Context: { } context, IsPublic: false } && !Context.MayUse(context);

    /// <summary>Whether the use of something forbidden is on record where a member that hands it out is declared; null where that does not follow from the places.</summary>
    public virtual bool? Records(Place declaring, Place forbidden) =>
        // Between contexts it does not matter which layer hands something out, and within one it is the layer that does.
        IsForeign(forbidden) ? declaring.Context is null ? null : declaring.Context == Context
        : declaring.Layer is null ? null : declaring.Layer == Layer;
}
