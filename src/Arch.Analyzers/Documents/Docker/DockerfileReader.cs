using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Reads Dockerfiles as BuildKit's frontend does, with the exact place of everything. Linear, and never throws. Instructions the builder does not know are
/// left out; what would only fail later in the build is kept.
/// </summary>
internal static class DockerfileReader
{
    /// <summary>The documents of all texts seen so far; each text is read once.</summary>
    public static readonly ParseOnce<DockerfileDocument> Parsed = new(Parse);

    public static DockerfileDocument Parse(SourceText text)
    {
        if (text.Length > DocumentLimits.Length)
            return Rejected(text, default, $"longer than {DocumentLimits.Length} characters");

        var source = text.ToString();
        if (source.IndexOf('\0') is >= 0 and var nul)
            return Rejected(text, new TextSpan(nul, 1), "a NUL character makes this a binary file");
        return new DockerfileParser(text, source).Read();
    }

    /// <summary>Reads text that is no file of its own, such as the value of a C# literal.</summary>
    public static DockerfileDocument Parse(string text) => Parse(SourceText.From(text));

    private static DockerfileDocument Rejected(SourceText text, TextSpan span, string reason) => new(
        text, ImmutableArray<ParserDirective>.Empty, ImmutableArray<Instruction>.Empty, ImmutableArray<Stage>.Empty, ImmutableArray<TextSpan>.Empty,
        new DocumentError(span, reason));
}
