using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Layers;

/// <summary>A dotted name with wildcards, compared segment by segment, so that <c>Clinic.Booking</c> never means <c>Clinic.BookingDesk</c>.</summary>
internal sealed class NamePattern
{
    /// <summary>Several <c>**</c> in one pattern may ask for many ways to divide a name; nobody's namespaces need more tries than this.</summary>
    private const int MostSteps = 10_000;

    private readonly ImmutableArray<Segment> _segments;
    private readonly bool _exact;

    private NamePattern(string text, ImmutableArray<Segment> segments, bool exact)
    {
        Text = text;
        _segments = segments;
        _exact = exact;
        var literal = segments.Where(static segment => segment.LiteralLength > 0).ToList();
        Weight = (literal.Count << 16) + (literal.Sum(static segment => segment.LiteralLength) << 1) + (exact ? 1 : 0);
    }

    /// <summary>The name as written, without what only says how far it reaches.</summary>
    public string Text { get; }

    /// <summary>How much of a name the pattern says: literal segments, then literal characters, then exactness.</summary>
    public int Weight { get; }

    public ImmutableArray<Segment> Segments => _segments;

    /// <summary>Reads a pattern; null when a segment of it has no meaning.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="exact">False for a pattern that covers everything below what it names, unless it starts with <c>=</c>.</param>
    public static NamePattern? Parse(string text, bool exact)
    {
        if (text.Length > 0 && text[0] == '=')
        {
            exact = true;
            text = text.Substring(1);
        }
        else if (!exact && text.Length > 3 && text.EndsWith(".**", System.StringComparison.Ordinal))
        {
            text = text.Substring(0, text.Length - 3);
        }

        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (var part in text.Split('.'))
        {
            if (Segment.Parse(part) is not { } segment)
                return null;
            segments.Add(segment);
        }

        return new NamePattern(text, segments.ToImmutable(), exact);
    }

    /// <summary>Whether the pattern means this name; adds what its captures stand for, and compares those that are bound already.</summary>
    public bool Matches(ImmutableArray<string> name, ref Captures? captures)
    {
        var steps = 0;
        return Matches(0, name, 0, _exact, ref captures, ref steps);
    }

    /// <summary>Whether the pattern means this very name, and not only one above it.</summary>
    public bool Names(ImmutableArray<string> name)
    {
        var steps = 0;
        var captures = default(Captures);
        return Matches(0, name, 0, true, ref captures, ref steps);
    }

    private bool Matches(int at, ImmutableArray<string> name, int position, bool exact, ref Captures? captures, ref int steps)
    {
        if (++steps > MostSteps)
            return false;
        if (at == _segments.Length)
            return position == name.Length || !exact;

        var segment = _segments[at];
        if (segment.Kind == SegmentKind.AnyDepth)
        {
            for (var next = position; next <= name.Length; next++)
            {
                if (Matches(at + 1, name, next, exact, ref captures, ref steps))
                    return true;
            }

            return false;
        }

        if (position == name.Length)
            return false;
        var before = captures;
        if (Takes(segment, name[position], ref captures) && Matches(at + 1, name, position + 1, exact, ref captures, ref steps))
            return true;
        captures = before;
        return false;
    }

    private static bool Takes(Segment segment, string part, ref Captures? captures)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Text:
                return segment.Matches(part);
            case SegmentKind.Other:
                return Captures.Find(captures, segment.Name) != part;
            default:
                if (Captures.Find(captures, segment.Name) is { } bound)
                    return bound == part;
                captures = new Captures(segment.Name, part, captures);
                return true;
        }
    }
}
