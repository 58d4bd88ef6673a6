using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Lines;

/// <summary>
/// Finds assignments in text of any kind, whatever its language: <c>A=B</c>, <c>A = "B"</c>, <c>export A=B C=D</c>, <c>$env:A="B"</c>, <c>setx A B</c>,
/// <c>a: b</c>, <c>"a": "b"</c>, <c>@a = b</c>. A value is what stands in quotes, a placeholder such as <c>${A}</c>, or one word.
/// Linear: a value is searched for assignments in it, but not the values of those. Never throws.
/// </summary>
internal static class LineReader
{
    /// <summary>The documents of all texts seen so far; each text is read once.</summary>
    public static readonly ParseOnce<LineDocument> Parsed = new(Parse);

    public static LineDocument Parse(SourceText text)
    {
        var scanner = new Scanner(text.ToString());
        var lines = ImmutableArray.CreateBuilder<Line>(text.Lines.Count);
        foreach (var line in text.Lines)
            lines.Add(scanner.Read(line.Span));
        return new LineDocument(text, lines.MoveToImmutable());
    }

    /// <summary>Reads text that is no file of its own, such as the value of a C# literal.</summary>
    public static LineDocument Parse(string text) => Parse(SourceText.From(text));

    private sealed class Scanner(string text)
    {
        private readonly ImmutableArray<Assignment>.Builder _assignments = ImmutableArray.CreateBuilder<Assignment>();

        public Line Read(TextSpan line)
        {
            var first = line.Start;
            while (first < line.End && (IsBlank(text[first]) || text[first] == '\uFEFF'))
                first++;
            _assignments.Clear();
            Scan(first, line.End, isNested: false);
            return new Line(line, IsComment(first, line.End), _assignments.ToImmutable());
        }

        private bool IsComment(int at, int end)
        {
            if (at == end)
                return false;
            switch (text[at])
            {
                case '#' or ';':
                    return true;
                case '/' or ':':
                    return at + 1 < end && text[at + 1] == text[at];
                case '-':
                    // "--flag" goes on with a command of the line before.
                    return at + 1 < end && text[at + 1] == '-' && IsBlankOrEnd(at + 2, end);
                default:
                    if (text[at] == '@')
                        at++;
                    return end - at >= 3 && Is(at, at + 3, "rem") && IsBlankOrEnd(at + 3, end);
            }
        }

        private void Scan(int start, int end, bool isNested)
        {
            var afterCommand = false;
            for (var at = start; at < end;)
            {
                if (!IsNameCharacter(text[at]))
                {
                    at++;
                    continue;
                }

                var word = at;
                while (at < end && IsNameCharacter(text[at]))
                    at++;

                if (IsCommand(word, at) || afterCommand && IsOption(word))
                {
                    afterCommand = true;
                    continue;
                }

                var isFirst = word == start && !isNested;
                if (FindValue(word, at, end, isFirst, afterCommand) is { } found && Name(word, found.NameEnd) is { IsEmpty: false } name)
                {
                    if (Value(found.ValueStart, end, out at) is { } value && (found.MayBeEmpty || !value.IsEmpty))
                    {
                        _assignments.Add(new Assignment(name, Cut(name), value, Cut(value)));
                        if (!isNested)
                            Scan(value.Start, value.End, isNested: true);
                    }
                }

                afterCommand = false;
            }
        }

        /// <summary>What assigns to the word: where its name ends and its value starts.</summary>
        private (int NameEnd, int ValueStart, bool MayBeEmpty)? FindValue(int word, int wordEnd, int end, bool isFirst, bool afterCommand)
        {
            // a: b
            if (text[wordEnd - 1] == ':' && wordEnd < end && (IsBlank(text[wordEnd]) || IsQuote(text[wordEnd]) || text[wordEnd] == '\\' && IsEscapedQuote(wordEnd, end)))
                return (wordEnd, wordEnd, false);

            var at = wordEnd;
            while (at < end && (IsQuote(text[at]) || text[at] is '\\' or ']' or ')' or '}' or '*'))
                at++;
            var isEnclosed = at > wordEnd;
            at = SkipBlanks(at, end);

            // A=B, A := B, A += B, 'a' => 'b', A == B
            if (at + 1 < end && text[at] is ':' or '?' or '+' && text[at + 1] == '=')
                at++;
            if (at < end && text[at] == '=')
            {
                do
                    at++;
                while (at < end && text[at] is '=' or '>');
                return (wordEnd, at, true);
            }

            // "a": b, a : b
            if (at < end && text[at] == ':' && (isEnclosed || IsBlankOrEnd(at + 1, end)))
                return (wordEnd, at + 1, false);

            // setx A B
            if (afterCommand && at > wordEnd && IsBlank(text[at - 1]))
                return (wordEnd, at, false);

            // A header without a blank, a:b, is told from a part of a path or an address by its place at the start of the line.
            var colon = isFirst ? text.IndexOf(':', word, wordEnd - word) : -1;
            if (colon > word && colon + 1 < end && text[colon + 1] is not (':' or '\\') && !(text[colon + 1] == '/' && colon + 2 < end && text[colon + 2] == '/'))
                return (colon, colon + 1, false);
            return null;
        }

        /// <summary>The word without what belongs to the syntax around it: <c>--a</c>, <c>a:</c>, <c>$env:a</c>.</summary>
        private TextSpan Name(int start, int end)
        {
            if (start > 0 && text[start - 1] is '$' or '{' && end - start > 4 && Is(start, start + 4, "env:"))
                start += 4;
            while (start < end && text[start] is '-' or '.' or ':')
                start++;
            while (start < end && text[end - 1] is '-' or '.' or ':')
                end--;
            return TextSpan.FromBounds(start, end);
        }

        /// <summary>The value that starts here, and where to go on behind it; null for a list or an object.</summary>
        private TextSpan? Value(int start, int end, out int next)
        {
            var at = SkipBlanks(start, end);
            next = at;
            if (at == end || text[at] == '#' && IsBlankOrEnd(at + 1, end))
                return new TextSpan(start, 0);

            var isEscaped = text[at] == '\\' && IsEscapedQuote(at, end);
            if (isEscaped || IsQuote(text[at]))
                return Quoted(isEscaped ? at + 1 : at, end, isEscaped, out next);

            if (text[at] is '[' or '(' || text[at] == '{' && !IsPlaceholder(at, end))
            {
                next = at + 1;
                return null;
            }

            if (text[at] == '<')
            {
                var close = text.IndexOf('>', at, end - at);
                next = close < 0 ? end : close + 1;
            }
            else
            {
                while (next < end && !EndsWord(text[next]))
                    next = IsPlaceholder(next, end) ? SkipPlaceholder(next, end) : next + 1;
            }

            return Trim(at, next);
        }

        private TextSpan Quoted(int quote, int end, bool isEscaped, out int next)
        {
            var at = quote + 1;
            while (at < end && text[at] != text[quote] && !(isEscaped && text[at] == '\\'))
                at += text[at] == '\\' && text[quote] == '"' && at + 1 < end ? 2 : 1;
            next = Math.Min(at + 1, end);
            return at < end ? TextSpan.FromBounds(quote + 1, at) : Trim(quote + 1, end);
        }

        /// <summary><c>${</c>, <c>$(</c>, <c>#{</c> or <c>{{</c>: what they enclose may hold blanks.</summary>
        private bool IsPlaceholder(int at, int end) => at + 1 < end && text[at] switch
        {
            '$' => text[at + 1] is '{' or '(',
            '#' or '{' => text[at + 1] == '{',
            _ => false,
        };

        private int SkipPlaceholder(int at, int end)
        {
            if (text[at] != '{')
                at++;
            var open = text[at];
            var close = open == '{' ? '}' : ')';
            for (var depth = 0; at < end; at++)
            {
                if (text[at] == open)
                    depth++;
                else if (text[at] == close && --depth == 0)
                    return at + 1;
            }

            return end;
        }

        private TextSpan Trim(int start, int end)
        {
            while (end > start && IsBlank(text[end - 1]))
                end--;
            return TextSpan.FromBounds(start, end);
        }

        private int SkipBlanks(int at, int end)
        {
            while (at < end && IsBlank(text[at]))
                at++;
            return at;
        }

        private bool IsCommand(int start, int end) =>
            end < text.Length && IsBlank(text[end]) && (Is(start, end, "set") || Is(start, end, "setx") || Is(start, end, "setenv"));

        private bool IsOption(int word) => text[word] == '-' || text[word - 1] == '/';

        private bool IsEscapedQuote(int at, int end) => at + 1 < end && IsQuote(text[at + 1]);

        private bool IsBlankOrEnd(int at, int end) => at >= end || IsBlank(text[at]);

        private bool Is(int start, int end, string word) =>
            end - start == word.Length && string.Compare(text, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

        private string Cut(TextSpan span) => text.Substring(span.Start, span.Length);

        private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':';

        private static bool IsQuote(char c) => c is '"' or '\'' or '`';

        private static bool IsBlank(char c) => char.IsWhiteSpace(c);

        private static bool EndsWord(char c) => IsBlank(c) || IsQuote(c) || c is ';' or ',' or '|' or '&' or '<' or '>' or ')' or ']' or '}';
    }
}
