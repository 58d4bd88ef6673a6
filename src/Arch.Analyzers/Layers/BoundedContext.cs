using System.Collections.Immutable;

namespace Arch.Analyzers.Layers;

/// <summary>A part of the product with a model of its own, of which others use only what it publishes.</summary>
/// <param name="name">Its name.</param>
/// <param name="open">The names of the contexts that it may use as a whole; <c>*</c> for all.</param>
internal sealed class BoundedContext(string name, ImmutableHashSet<string> open)
{
    public string Name => name;

    public bool MayUse(BoundedContext other) => other == this || open.Contains(other.Name) || open.Contains(ContextMap.Any);

    public override string ToString() => name;
}
