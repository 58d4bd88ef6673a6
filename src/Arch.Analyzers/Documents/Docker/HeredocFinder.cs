using System;
using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Finds the words <c>[fd]&lt;&lt;[-]NAME</c> that announce a heredoc, as the builder does: outside quotes, and a whole word. The builder takes a shift in
/// <c>$((1 &lt;&lt; 2))</c> for one and then fails; here it is none.
/// </summary>
internal static class HeredocFinder
{
    /// <summary>Heredocs without bodies, in the order their bodies follow.</summary>
    public static ImmutableArray<Heredoc> Find(DockerText line)
    {
        var text = line.Text;
        if (text.IndexOf("<<", StringComparison.Ordinal) < 0)
            return ImmutableArray<Heredoc>.Empty;

        var found = ImmutableArray.CreateBuilder<Heredoc>(1);
        var lastShift = text.LastIndexOf("))", StringComparison.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var end = WordEnd(text, at, lastShift);
            // A quote that is not closed leaves the builder without words, and so without heredocs.
            if (end < 0)
                return ImmutableArray<Heredoc>.Empty;
            if (Read(line, at, end) is { } heredoc)
                found.Add(heredoc);
            at = end;
        }

        return found.ToImmutable();
    }

    private static int WordEnd(string text, int at, int lastShift)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            switch (text[at])
            {
                case '\'':
                    at = text.IndexOf('\'', at + 1);
                    break;
                case '"':
                    at = DoubleQuoteEnd(text, at + 1);
                    break;
                case '\\':
                    at++;
                    break;
                case '$' when at < lastShift && string.CompareOrdinal(text, at, "$((", 0, 3) == 0:
                    at = text.IndexOf("))", at, StringComparison.Ordinal) + 1;
                    break;
                case '<' when at + 1 < text.Length && text[at + 1] == '<':
                    at++;
                    while (at + 1 < text.Length && text[at + 1] is ' ' or '\t')
                        at++;
                    break;
            }

            if (at < 0)
                return -1;
            at++;
        }

        return Math.Min(at, text.Length);
    }

    private static int DoubleQuoteEnd(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '"')
                return at;
            if (text[at] == '\\')
                at++;
        }

        return -1;
    }

    private static Heredoc? Read(DockerText line, int start, int end)
    {
        var text = line.Text;
        var at = start;
        while (at < end && text[at] is >= '0' and <= '9')
            at++;
        if (string.CompareOrdinal(text, at, "<<", 0, 2) != 0 || at + 2 > end)
            return null;

        at += 2;
        var stripsTabs = at < end && text[at] == '-';
        if (stripsTabs)
            at++;
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        if (at == end || text.IndexOf('<', at, end - at) >= 0)
            return null;

        var name = ReadName(line, at, end, out var isQuoted);
        return name.Length == 0 ? null : new Heredoc(name, default, IsExpanded: !isQuoted, stripsTabs);
    }

    private static DockerText ReadName(DockerText line, int start, int end, out bool isQuoted)
    {
        var name = new DockerTextBuilder(line);
        var quote = '\0';
        isQuoted = false;
        for (var i = start; i < end; i++)
        {
            var c = line[i];
            if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == c ? '\0' : c;
                isQuoted = true;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < end && (quote == '\0' || line[i + 1] is '"' or '$' or '\\'))
            {
                name.Add(i, i + 2, line[++i]);
            }
            else
            {
                name.Add(i);
            }
        }

        var read = name.Build(start, end, null);
        return read with { Expanded = read.Text };
    }
}
