using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents;

/// <summary>A mistake that keeps a file from being read: where it is, and what was expected there.</summary>
internal readonly record struct DocumentError(TextSpan Span, string Message);

/// <summary>A parsed JSON, YAML or XML text. With an <see cref="Error"/> there are no roots: nobody judges half a file.</summary>
internal sealed class DataDocument(string language, SourceText text, ImmutableArray<Node> roots, ImmutableArray<TextSpan> comments, DocumentError? error)
{
    /// <summary>The language's name as messages write it: <c>JSON</c>, <c>YAML</c>, <c>XML</c>.</summary>
    public string Language { get; } = language;

    public SourceText Text { get; } = text;

    /// <summary>The root of each document in the text; JSON and XML have at most one, YAML one per <c>---</c>.</summary>
    public ImmutableArray<Node> Roots { get; } = error is null ? roots : ImmutableArray<Node>.Empty;

    /// <summary>The comments from their marker to the end, in the order of the text.</summary>
    public ImmutableArray<TextSpan> Comments { get; } = comments;

    public DocumentError? Error { get; } = error;
}
