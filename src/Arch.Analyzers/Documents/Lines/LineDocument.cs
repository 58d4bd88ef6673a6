using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Lines;

/// <summary>A name that is given a value. Both stand in the text as they are here: the spans cover them without quotes.</summary>
internal readonly record struct Assignment(TextSpan NameSpan, string Name, TextSpan ValueSpan, string Value);

/// <summary>
/// One line, without its line break. The assignments are in the order of their names; one inside the value of another follows it.
/// A comment may hold assignments too.
/// </summary>
internal readonly record struct Line(TextSpan Span, bool IsComment, ImmutableArray<Assignment> Assignments);

/// <summary>A text without a structure of its own, such as a script, an .env file or a request: all its lines, blank ones included.</summary>
internal sealed class LineDocument(SourceText text, ImmutableArray<Line> lines)
{
    public SourceText Text { get; } = text;

    public ImmutableArray<Line> Lines { get; } = lines;
}
