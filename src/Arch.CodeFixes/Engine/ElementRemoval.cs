using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Deletes entries of maps and items of lists from a JSON or YAML text, with their commas or lines. All of a text are deleted together,
/// because which comma goes depends on who stays.
/// </summary>
internal static class ElementRemoval
{
    /// <summary>The edits; an element that cannot be deleted without harm to its neighbours has none.</summary>
    public static ImmutableArray<TextChange> Edits(SourceText text, IEnumerable<Node> elements)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        // A tag stands in front of its value, where only a key says how far it is.
        var whole = elements.Where(static element => element.Parent is not null && (element.Key is not null || element.Tag is null));
        foreach (var siblings in whole.GroupBy(static element => element.Parent!))
        {
            var container = siblings.Key;
            var deleted = new HashSet<Node>(siblings);
            if (text[container.Span.Start] is '{' or '[')
            {
                var children = container.Children;
                SeparatedRemoval.Delete(text, container.Span, children.Select(Extent).ToList(), index => deleted.Contains(children[index]), "", edits);
            }
            else
            {
                FromBlock(text, container, deleted, edits);
            }
        }

        return edits.ToImmutable();
    }

    private static void FromBlock(SourceText text, Node container, HashSet<Node> deleted, ImmutableArray<TextChange>.Builder edits)
    {
        var lines = container.Children.Where(deleted.Contains).Select(child => Lines(text, child)).ToList();
        var isEmptied = lines.Count == container.Children.Length;
        if (isEmptied && (container.Key is null || container.Tag is not null || lines.Contains(null)))
            return;

        foreach (var line in lines)
        {
            if (line is { } span)
                edits.Add(new TextChange(span, ""));
        }

        // A key without a value would be null, which templates do not take for an empty list.
        if (isEmptied)
            edits.Insert(edits.Count - lines.Count, new TextChange(new TextSpan(AfterColon(text, container), 0), container.Kind == NodeKind.List ? " []" : " {}"));
    }

    /// <summary>The lines of an entry or item that has them to itself, else null.</summary>
    private static TextSpan? Lines(SourceText text, Node element)
    {
        var start = Start(element);
        if (element.Key is null)
        {
            do
            {
                start--;
            }
            while (start > 0 && char.IsWhiteSpace(text[start]));
        }

        var first = text.Lines.GetLineFromPosition(start);
        var last = text.Lines.GetLineFromPosition(System.Math.Max(start, element.Span.End - 1));
        return SeparatedRemoval.IsBlank(text, first.Start, start) && (element.Key is not null || text[start] == '-')
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : null;
    }

    private static int AfterColon(SourceText text, Node container)
    {
        var at = container.KeySpan.End;
        while (text[at] != ':')
            at++;
        return at + 1;
    }

    private static int Start(Node element) => element.Key is null ? element.Span.Start : element.KeySpan.Start;

    private static TextSpan Extent(Node element) => TextSpan.FromBounds(Start(element), element.Span.End);
}
