using System.Collections.Immutable;
using System.Linq;

namespace Arch.Analyzers.Layers;

/// <summary>A dotted name with wildcards, compared segment by segment, so that <c>Clinic.Booking</c> never means <c>Clinic.BookingDesk</c>.</summary>
internal sealed class NamePattern
{
    /// <summary>Several <c>**</c> around names that must be equal may ask for many ways to divide a name; nobody's namespaces need more tries than this.</summary>
    private const int MostSteps = 10_000;

    private readonly ImmutableArray<Segment> _segments;
    private readonly bool _exact;

    /// <summary>Whether what a segment matches may depend on what one before it stands for.</summary>
    private readonly bool _compares;

    private NamePattern(string text, ImmutableArray<Segment> segments, bool exact)
    {
        Text = text;
        _segments = segments;
        _exact = exact;
        var names = segments.Where(static segment => segment.Kind is SegmentKind.Capture or SegmentKind.Other).Select(static segment => segment.Name).ToList();
        _compares = names.Distinct().Count() < names.Count || segments.Any(static segment => segment.Kind == SegmentKind.Other);
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
        var search = new Search(name, _exact, _compares || captures is not null);
        return Matches(0, 0, ref search, ref captures);
    }

    /// <summary>Whether the pattern means this very name, and not only one above it.</summary>
    public bool Names(ImmutableArray<string> name)
    {
        var search = new Search(name, true, _compares);
        var captures = default(Captures);
        return Matches(0, 0, ref search, ref captures);
    }

    private bool Matches(int at, int position, ref Search search, ref Captures? captures)
    {
        if (++search.Steps > MostSteps && search.Compares)
            return false;
        var name = search.Name;
        if (at == _segments.Length)
            return position == name.Length || !search.Exact;

        var segment = _segments[at];
        if (segment.Kind == SegmentKind.AnyDepth)
        {
            for (var next = position; next <= name.Length && !search.IsOver; next++)
            {
                if (Matches(at + 1, next, ref search, ref captures))
                    return true;
            }

            // Whatever an earlier one leaves to this one is less than it had.
            search.IsOver = !search.Compares;
            return false;
        }

        if (position == name.Length)
            return false;
        var before = captures;
        if (Takes(segment, name[position], ref captures) && Matches(at + 1, position + 1, ref search, ref captures))
            return true;
        captures = before;
        return false;
    }

    /// <summary>One name that a pattern is compared with.</summary>
    private struct Search(ImmutableArray<string> name, bool exact, bool compares)
    {
        public readonly ImmutableArray<string> Name => name;

        public readonly bool Exact => exact;

        public readonly bool Compares => compares;

        public int Steps { get; set; }

        /// <summary>Whether no other way to divide the name can match.</summary>
        public bool IsOver { get; set; }
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
