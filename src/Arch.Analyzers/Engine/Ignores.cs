using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>One <c># arch:ignore ARCHnnnn[,ARCHnnnn] reason</c> of a text file.</summary>
internal sealed class Ignore(TextSpan span, ImmutableArray<string> rules, bool hasReason, TextSpan covered)
{
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    /// <summary>From <c>arch:ignore</c> to the end of the comment.</summary>
    public TextSpan Span => span;

    public ImmutableArray<string> Rules => rules;

    /// <summary>A reader of the file must learn why; without a reason the comment has no effect.</summary>
    public bool HasReason => hasReason;

    public bool Silences(string rule, int position)
    {
        if (!hasReason || !rules.Contains(rule) || position < covered.Start || position > covered.End)
            return false;
        _used.TryAdd(rule, true);
        return true;
    }

    public bool WasUsed(string rule) => _used.ContainsKey(rule);
}

/// <summary>
/// The ignore comments of one file. A comment covers its own line, or, when it stands alone, the next line with content
/// (in a Dockerfile: the whole instruction).
/// </summary>
internal sealed class Ignores
{
    private const string Marker = "arch:ignore";

    private const string XmlComment = "<!--";

    private static readonly Ignores None = new(ImmutableArray<Ignore>.Empty);

    private Ignores(ImmutableArray<Ignore> all) => All = all;

    public ImmutableArray<Ignore> All { get; }

    public static Ignores Read(ArchFile file)
    {
        if (file.Text is not { } text)
            return None;
        var all = ImmutableArray.CreateBuilder<Ignore>();
        for (var at = TextSearch.IndexOf(text, Marker); at >= 0; at = TextSearch.IndexOf(text, Marker, at + Marker.Length))
        {
            var line = text.Lines.GetLineFromPosition(at);
            if (CommentStart(text, line.Start, at) is { } comment && IsComment(file, comment, at))
                all.Add(Parse(text, TextSpan.FromBounds(at, CommentEnd(text, comment, at, line.End)), Covered(file, text, line, comment)));
        }

        return all.Count == 0 ? None : new Ignores(all.ToImmutable());
    }

    public bool Silence(string rule, int position)
    {
        var silenced = false;
        // Every matching comment is marked as used, so that none of two looks superfluous by chance.
        foreach (var ignore in All)
            silenced |= ignore.Silences(rule, position);
        return silenced;
    }

    /// <summary><c>Metadata: { arch: { ignore: [ARCHnnnn] } }</c> on the resource that holds the node.</summary>
    public static bool InMetadata(Node? node, string rule)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at["Metadata"]?["arch"]?["ignore"] is not { } ignore)
                continue;
            if (ignore.Value == rule)
                return true;
            foreach (var item in ignore.Children)
            {
                if (item.Value == rule)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Where the comment marker stands right before the text, or null when there is none.</summary>
    private static int? CommentStart(SourceText text, int lineStart, int at)
    {
        var last = at - 1;
        while (last >= lineStart && char.IsWhiteSpace(text[last]))
            last--;
        if (last < lineStart)
            return null;
        if (text[last] is '#' or ';')
            return last;
        if (last == lineStart || text[last] != text[last - 1] || text[last] is not ('/' or '-'))
            return null;
        return last - lineStart >= 3 && TextSearch.StartsWith(text, last - 3, XmlComment) ? last - 3 : last - 1;
    }

    /// <summary>The end of the line, or of an XML comment before it: its <c>--&gt;</c> is no reason.</summary>
    private static int CommentEnd(SourceText text, int comment, int at, int lineEnd)
    {
        var end = lineEnd;
        if (text[comment] == '<' && TextSearch.IndexOf(text, "-->", at) is var close && close >= 0 && close < lineEnd)
            end = close;
        while (char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    /// <summary>A <c>#</c> in a string or a block scalar is text: where the language is known, its reader decides.</summary>
    private static bool IsComment(ArchFile file, int comment, int at)
    {
        var comments = file.Data is { Error: null } data ? data.Comments
            : file.Dockerfile is { Error: null } dockerfile ? dockerfile.Comments
            : default;
        if (comments.IsDefault)
            return true;
        foreach (var span in comments)
        {
            if (span.Start <= comment && at <= span.End)
                return true;
        }

        return false;
    }

    private static Ignore Parse(SourceText text, TextSpan span, TextSpan covered)
    {
        var words = text.ToString(TextSpan.FromBounds(span.Start + Marker.Length, span.End)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var rules = ImmutableArray.CreateBuilder<string>();
        var next = 0;
        // "ARCH1004, ARCH1005 reason": a word belongs to the list while a comma stands before it.
        for (var more = true; more && next < words.Length; next++)
        {
            more = words[next].EndsWith(",", StringComparison.Ordinal)
                || (next + 1 < words.Length && words[next + 1].StartsWith(",", StringComparison.Ordinal));
            rules.AddRange(words[next].Split([','], StringSplitOptions.RemoveEmptyEntries));
        }

        return new Ignore(span, rules.ToImmutable(), hasReason: next < words.Length, covered);
    }

    private static TextSpan Covered(ArchFile file, SourceText text, TextLine line, int comment)
    {
        if (!IsBlank(text, line.Start, comment))
            return line.Span;
        if (file.Dockerfile is { Error: null } dockerfile)
            return Instruction(dockerfile, comment) ?? line.Span;

        var lines = text.Lines;
        var next = line.LineNumber + 1;
        while (next < lines.Count && (IsBlank(text, lines[next].Start, lines[next].End) || IsCommentLine(text, lines[next])))
            next++;
        return next < lines.Count ? lines[next].Span : line.Span;
    }

    /// <summary>The instruction around or below the comment; one comment covers all its lines.</summary>
    private static TextSpan? Instruction(DockerfileDocument dockerfile, int comment)
    {
        foreach (var instruction in dockerfile.Instructions)
        {
            if (instruction.Span.End > comment)
                return instruction.Span;
        }

        return null;
    }

    private static bool IsCommentLine(SourceText text, TextLine line)
    {
        var at = line.Start;
        while (at < line.End && char.IsWhiteSpace(text[at]))
            at++;
        return at < line.End && (text[at] is '#' or ';' || (at + 1 < line.End && text[at] is '/' or '-' && text[at] == text[at + 1]));
    }

    private static bool IsBlank(SourceText text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return false;
        }

        return true;
    }
}
