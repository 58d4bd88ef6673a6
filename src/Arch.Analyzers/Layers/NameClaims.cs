namespace Arch.Analyzers.Layers;

/// <summary>Who may perhaps not use what a name can mean where it stands.</summary>
/// <param name="Type">A type of this name; null when there is none.</param>
/// <param name="Member">A member that comes in without its type being named.</param>
/// <param name="Attribute">An attribute whose name the language lets end earlier.</param>
internal readonly record struct NameClaims(Claim? Type, Claim? Member, Claim? Attribute)
{
    /// <summary>As with nearly every name.</summary>
    public bool IsEmpty => Type is null && Member is null && Attribute is null;

    public bool Concern(Place user) => Type?.Concerns(user) == true || Member?.Concerns(user) == true || Attribute?.Concerns(user) == true;
}
