using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Symbols;

/// <summary>A piece of a folded text and the node that gives it: a literal, a text part of an interpolated string, or the name of a constant.</summary>
internal readonly record struct FoldedLeaf(int Start, int Length, SyntaxNode Node)
{
    public int End => Start + Length;
}

/// <summary>The text that an expression has when the program runs, as far as it is known while compiling.</summary>
internal sealed class FoldedText(string value, ImmutableArray<FoldedLeaf> leaves)
{
    /// <summary>Stands in the text for whatever is not known.</summary>
    public const char Unknown = '\0';

    public string Value { get; } = value;

    /// <summary>The known pieces in their order.</summary>
    public ImmutableArray<FoldedLeaf> Leaves { get; } = leaves;

    /// <summary>The piece that holds all of a range; null when the range crosses a border between pieces.</summary>
    public FoldedLeaf? LeafAround(int start, int length)
    {
        foreach (var leaf in Leaves)
        {
            if (leaf.Start <= start && start + length <= leaf.End)
                return leaf;
        }

        return null;
    }

    /// <summary>Whether the text in front of or behind a range is not known, so that the range may be a part of something longer.</summary>
    public bool IsOpen(int start, int length) =>
        (start > 0 && Value[start - 1] == Unknown) || (start + length < Value.Length && Value[start + length] == Unknown);
}
