using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>Appends an element to a map or list of a JSON text. Comments, layout, trailing commas and line ends are those that the text has.</summary>
internal static class ElementInsertion
{
    private const string Step = "  ";

    /// <param name="text">The text.</param>
    /// <param name="container">The map or list.</param>
    /// <param name="element">The element: its text on one line, and on several of its own behind an indentation.</param>
    public static ImmutableArray<TextChange> Append(SourceText text, Node container, Func<string?, string> element)
    {
        var close = container.Span.End - 1;
        var line = text.Lines.GetLineFromPosition(close);
        var isAlone = SeparatedRemoval.IsBlank(text, line.Start, close);
        if (container.Children.LastOrDefault() is not { } last)
        {
            var below = IndentationAt(text, container.Span.Start) + Step;
            return isAlone
                ? Changes(null, Insert(line.Start, below + element(below) + LineEnd(text)))
                : Changes(null, Insert(close, LineEnd(text) + below + element(below) + LineEnd(text) + IndentationAt(text, container.Span.Start)));
        }

        var comma = SeparatedRemoval.Comma(text, last.Span.End, close);
        TextChange? separator = comma is null ? Insert(last.Span.End, ",") : null;
        var end = comma is null ? "" : ",";
        if (!isAlone)
            return Changes(null, Insert(comma + 1 ?? last.Span.End, $"{(comma is null ? "," : "")} {element(null)}{end}"));
        var start = last.Key is null ? last.Span.Start : last.KeySpan.Start;
        var indentation = SeparatedRemoval.IsBlank(text, text.Lines.GetLineFromPosition(start).Start, start) ? IndentationAt(text, start) : IndentationAt(text, close) + Step;
        return Changes(separator, Insert(line.Start, indentation + element(indentation) + end + LineEnd(text)));
    }

    /// <summary>What breaks the lines of a text.</summary>
    public static string LineEnd(SourceText text) => text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";

    /// <summary>A list of one element, as <see cref="Append"/> wants it.</summary>
    public static Func<string?, string> ListOf(SourceText text, string key, string element) =>
        indentation => indentation is null ? $"\"{key}\": [{element}]" : $"\"{key}\": [{LineEnd(text)}{indentation}{Step}{element}{LineEnd(text)}{indentation}]";

    private static string IndentationAt(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < position && text[end] is ' ' or '\t')
            end++;
        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    private static TextChange Insert(int position, string what) => new(new TextSpan(position, 0), what);

    private static ImmutableArray<TextChange> Changes(TextChange? first, TextChange second) =>
        first is { } other ? ImmutableArray.Create(other, second) : ImmutableArray.Create(second);
}
