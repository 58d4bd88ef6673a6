using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Arch.Analyzers.Documents.Yaml;

/// <summary>
/// Reads YAML with the exact place of everything: custom tags, anchors and aliases, several documents in one text. Merge keys stay ordinary keys.
/// Linear, and never throws.
/// </summary>
internal static class YamlReader
{
    /// <summary>The documents of all texts seen so far; each text is read once.</summary>
    public static readonly ParseOnce<DataDocument> Parsed = new(Parse);

    public static DataDocument Parse(SourceText text)
    {
        if (text.Length > DocumentLimits.Length)
            return Rejected(text, default, $"longer than {DocumentLimits.Length} characters");

        var source = text.ToString();
        if (source.IndexOf('\0') is >= 0 and var nul)
            return Rejected(text, new TextSpan(nul, 1), "a NUL character makes this a binary file");

        var tokens = new YamlTokens(source);
        try
        {
            var roots = new YamlTree(source, tokens).Read();
            return new DataDocument("YAML", text, roots, tokens.Comments, error: null);
        }
        // The parser reports most mistakes as YamlException, but an InvalidOperationException for "A: [1,\nB: 2" and others for broken escapes (18.1.0).
        catch (Exception exception)
        {
            return new DataDocument("YAML", text, ImmutableArray<Node>.Empty, tokens.Comments, Explain(exception, tokens));
        }
    }

    /// <summary>Reads text that is no file of its own, such as the value of a C# literal.</summary>
    public static DataDocument Parse(string text) => Parse(SourceText.From(text));

    private static DataDocument Rejected(SourceText text, TextSpan span, string reason) =>
        new("YAML", text, ImmutableArray<Node>.Empty, ImmutableArray<TextSpan>.Empty, new DocumentError(span, reason));

    private static DocumentError Explain(Exception exception, YamlTokens tokens)
    {
        var here = tokens.CurrentPosition;
        if (exception is not YamlException mistake)
            return new DocumentError(tokens.Span(here, here), "this text has no place here");

        var span = mistake.End.Index == 0 ? tokens.Span(here, here) : tokens.Span(mistake.Start, mistake.End);
        var message = mistake.Message.TrimEnd('.');
        return new DocumentError(span, char.ToLowerInvariant(message[0]) + message.Substring(1));
    }
}
