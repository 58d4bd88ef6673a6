using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents;

/// <summary>
/// Maps offsets of a decoded value to offsets of the text it was decoded from. A value written without escapes maps one to one;
/// otherwise <paramref name="Offsets"/> holds the start of every decoded character, and one entry more for the end.
/// </summary>
internal readonly record struct ValueMap(int Start, ImmutableArray<int> Offsets)
{
    public ValueMap(int start) : this(start, default)
    {
    }

    /// <summary>True when the value stands in the text character for character.</summary>
    public bool IsVerbatim => Offsets.IsDefault;

    public TextSpan Source(int start, int length) => IsVerbatim
        ? new TextSpan(Start + start, length)
        : TextSpan.FromBounds(Offsets[start], Offsets[start + length]);
}
