namespace Arch.Analyzers.Layers;

/// <summary>Where code stands in the architecture.</summary>
/// <param name="Layer">Its layer; null when it has none.</param>
/// <param name="ForbiddenTo">The layers that may not use it, a bit for each: because of its own layer, or as a library.</param>
internal sealed record Place(Layer? Layer, ulong ForbiddenTo)
{
    public static readonly Place Nowhere = new(null, 0);

    /// <summary>Whether code that stands here may not use what stands there: the one question that every mention is asked.</summary>
    public bool MayNotUse(Place other) => Layer is not null && (other.ForbiddenTo & Layer.Bit) != 0;
}
