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

    /// <summary>What it is about.</summary>
    public TextSpan Covered => covered;

    public bool Silences(string rule)
    {
        if (!hasReason || !rules.Contains(rule))
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
        var nextContent = 0;
        for (var at = TextSearch.IndexOf(text, Marker); at >= 0; at = TextSearch.IndexOf(text, Marker, at + Marker.Length))
        {
            var line = text.Lines.GetLineFromPosition(at);
            if (CommentStart(text, line.Start, at) is { } comment && IsComment(file, comment, at))
                all.Add(Parse(text, TextSpan.FromBounds(at, CommentEnd(text, comment, at, line.End)), Covered(file, text, line, comment, ref nextContent)));
        }

        return all.Count == 0 ? None : new Ignores(all.ToImmutable());
    }

    public bool Silence(string rule, int position)
    {
        var silenced = false;
        // What the comments cover is in the order of the text, as they are. Every matching one is marked as used, so that none of two looks superfluous by chance.
        for (var i = First(All.Length, at => All[at].Covered.End >= position); i < All.Length && All[i].Covered.Start <= position; i++)
            silenced |= All[i].Silences(rule);
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
        if (text[comment] == '<' && TextSearch.IndexOf(text, "-->", at, lineEnd) is var close && close >= 0)
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
        var last = First(comments.Length, index => comments[index].Start > comment) - 1;
        return last >= 0 && at <= comments[last].End;
    }

    /// <summary>The first of an ordered number of things that passes a test which all behind it pass as well; their number when none does.</summary>
    private static int First(int count, Func<int, bool> passes)
    {
        var low = 0;
        for (var high = count; low < high;)
        {
            var middle = (low + high) / 2;
            if (passes(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
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

    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="line">The line of the comment.</param>
    /// <param name="comment">Where it starts.</param>
    /// <param name="nextContent">The line that the comment before this one covers, between which and that comment there is none with content.</param>
    private static TextSpan Covered(ArchFile file, SourceText text, TextLine line, int comment, ref int nextContent)
    {
        if (!IsBlank(text, line.Start, comment))
            return line.Span;
        if (file.Dockerfile is { Error: null } dockerfile)
            return Instruction(dockerfile, comment) ?? line.Span;

        var lines = text.Lines;
        var next = Math.Max(line.LineNumber + 1, nextContent);
        while (next < lines.Count && (IsBlank(text, lines[next].Start, lines[next].End) || IsCommentLine(text, lines[next])))
            next++;
        nextContent = next;
        return next < lines.Count ? lines[next].Span : line.Span;
    }

    /// <summary>The instruction around or below the comment; one comment covers all its lines.</summary>
    private static TextSpan? Instruction(DockerfileDocument dockerfile, int comment)
    {
        var instructions = dockerfile.Instructions;
        var at = First(instructions.Length, index => instructions[index].Span.End > comment);
        return at < instructions.Length ? instructions[at].Span : null;
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
