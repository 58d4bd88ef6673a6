using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>Key material in a file, with what a finding says about it and what decides which other material it belongs to.</summary>
internal sealed class FoundKey(Material material, string value, TextSpan span)
{
    public MaterialKind Kind => material.Kind;

    /// <summary>The decoded value. Never shown.</summary>
    public string Value => value;

    /// <summary>Where it stands in the file.</summary>
    public TextSpan Span => span;

    /// <summary>The name that makes it certain; null when it needs none or has none.</summary>
    public ValueName? Name { get; init; }

    /// <inheritdoc cref="KeyItem.Group"/>
    public int Group { get; init; } = KeyItem.None;

    /// <inheritdoc cref="KeyItem.Scope"/>
    public int Scope { get; init; } = KeyItem.None;

    public bool IsCertain => material.IsStrong || Name is not null;
}
