using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// A piece of a Dockerfile as the builder sees it, with continuation lines joined and, in words, quotes and escapes resolved, and where it stands.
/// </summary>
/// <param name="Text">What the builder sees; variables are as written.</param>
/// <param name="Span">The piece as written, quotes included.</param>
/// <param name="Map">Where each character of <paramref name="Text"/> stands.</param>
/// <param name="Expanded"><paramref name="Text"/> with the values of its variables; null when one of them is not known.</param>
/// <param name="HasEscapes">Whether a character of <paramref name="Text"/> may stand for several in the file.</param>
internal readonly record struct DockerText(string Text, TextSpan Span, ValueMap Map, string? Expanded, bool HasEscapes = false)
{
    public int Length => Text.Length;

    public char this[int index] => Text[index];

    /// <summary>Where the characters from <paramref name="start"/> to <paramref name="end"/> stand, without a line continuation behind them.</summary>
    public TextSpan Source(int start, int end) => start == end ? Map.Source(start, 0) : TextSpan.FromBounds(Offset(start), EndOf(end - 1));

    /// <summary>A part of the text as it is.</summary>
    public DockerText Part(int start, int end)
    {
        var text = Text.Substring(start, end - start);
        if (start == end || (!HasEscapes && Offset(end - 1) - Offset(start) == end - 1 - start))
            return new DockerText(text, Source(start, end), new ValueMap(Offset(start)), text);

        var offsets = ImmutableArray.CreateBuilder<int>(end - start + 1);
        for (var i = start; i < end; i++)
            offsets.Add(Offset(i));
        offsets.Add(EndOf(end - 1));
        return new DockerText(text, Source(start, end), new ValueMap(offsets[0], offsets.MoveToImmutable()), text, HasEscapes);
    }

    public override string ToString() => Text;

    internal int Offset(int index) => Map.IsVerbatim ? Map.Start + index : Map.Offsets[index];

    internal int EndOf(int index) => HasEscapes && !Map.IsVerbatim ? Map.Offsets[index + 1] : Offset(index) + 1;
}
