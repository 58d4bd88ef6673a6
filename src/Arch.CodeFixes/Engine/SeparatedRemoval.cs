using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Deletes elements from a list between brackets that commas separate, in JSON, YAML or C#. Comments and the lines of those who stay are kept.
/// </summary>
internal static class SeparatedRemoval
{
    /// <param name="text">The text the list stands in.</param>
    /// <param name="list">The list with its brackets.</param>
    /// <param name="elements">All elements in their order.</param>
    /// <param name="isDeleted">Which of them go, by index.</param>
    /// <param name="blank">What stands between the brackets of a one-line list that has become empty.</param>
    /// <param name="edits">Where the edits are added.</param>
    public static void Delete(
        SourceText text, TextSpan list, IReadOnlyList<TextSpan> elements, Func<int, bool> isDeleted, string blank, ImmutableArray<TextChange>.Builder edits)
    {
        for (var first = 0; first < elements.Count; first++)
        {
            if (!isDeleted(first))
                continue;
            var last = first;
            while (last + 1 < elements.Count && isDeleted(last + 1))
                last++;

            DeleteRun(text, list, elements, first, last, blank, edits);
            first = last;
        }
    }

    /// <summary>True when there are only blanks between two positions.</summary>
    public static bool IsBlank(SourceText text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>True when there are only blanks between two positions of a line, and perhaps a comment that ends the line.</summary>
    public static bool IsBlankOrComment(SourceText text, int start, int end)
    {
        var at = start;
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at >= end || text[at] == '#' || (text[at] == '/' && at + 1 < end && text[at + 1] == '/');
    }

    /// <summary>Deletes neighbours in a row, between an element that stays and the next one that stays.</summary>
    private static void DeleteRun(
        SourceText text, TextSpan list, IReadOnlyList<TextSpan> elements, int first, int last, string blank, ImmutableArray<TextChange>.Builder edits)
    {
        TextSpan? before = first > 0 ? elements[first - 1] : null;
        TextSpan? after = last + 1 < elements.Count ? elements[last + 1] : null;
        var lines = new List<TextChange>();
        for (var i = first; i <= last && Lines(text, elements[i], End(i)) is { } own; i++)
            lines.Add(new TextChange(own, ""));
        var run = TextSpan.FromBounds(elements[first].Start, elements[last].End);
        var comma = Comma(text, run.End, End(last));
        if (lines.Count == last - first + 1)
        {
            edits.AddRange(lines);
            if (after is null && comma is null && before is { } stays && Comma(text, stays.End, run.Start) is { } separator)
                edits.Add(Deletion(separator, separator + 1));
        }
        else if (after is { } next)
        {
            edits.Add(Deletion(run.Start, next.Start));
        }
        else if (before is { } previous)
        {
            edits.Add(Deletion(previous.End, run.End));
        }
        else
        {
            var (open, close) = (list.Start + 1, list.End - 1);
            var end = comma is { } trailing ? trailing + 1 : run.End;
            edits.Add(IsBlank(text, open, run.Start) && IsBlank(text, end, close)
                ? new TextChange(TextSpan.FromBounds(open, close), blank)
                : Deletion(run.Start, end));
        }

        int End(int index) => index + 1 < elements.Count ? elements[index + 1].Start : list.End - 1;
    }

    /// <summary>The lines that an element and its comma have to themselves.</summary>
    private static TextSpan? Lines(SourceText text, TextSpan element, int limit)
    {
        var end = Comma(text, element.End, limit) is { } comma ? comma + 1 : element.End;
        var first = text.Lines.GetLineFromPosition(element.Start);
        var last = text.Lines.GetLineFromPosition(end);
        return IsBlank(text, first.Start, element.Start) && IsBlankOrComment(text, end, last.End) && last.End <= limit
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : null;
    }

    private static TextChange Deletion(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    /// <summary>The comma between two elements, where besides there are only blanks and comments.</summary>
    public static int? Comma(SourceText text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] == ',')
                return i;
            if (text[i] == '/' && text[i + 1] == '*')
            {
                i += 2;
                while (i < end && !(text[i] == '*' && text[i + 1] == '/'))
                    i++;
                i++;
            }
            else if (text[i] is '/' or '#')
            {
                i = text.Lines.GetLineFromPosition(i).End - 1;
            }
        }

        return null;
    }
}
