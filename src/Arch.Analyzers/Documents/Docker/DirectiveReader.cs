using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>
/// Reads the parser directives: comments of the form <c># name=value</c> at the very top. The first line of any other kind ends them, an unknown name too.
/// </summary>
internal static class DirectiveReader
{
    public static ImmutableArray<ParserDirective> Read(string source, DockerfileLines lines, out DocumentError? error)
    {
        var directives = ImmutableArray.CreateBuilder<ParserDirective>();
        error = null;
        while (!lines.AtEnd && lines.TakeComment() is { } comment && Parse(source, comment) is { } directive)
        {
            foreach (var earlier in directives)
            {
                if (earlier.Name == directive.Name)
                    error ??= new DocumentError(comment, "a directive stands twice");
            }

            directives.Add(directive);
            if (directive.Name != "escape")
                continue;
            if (directive.Value is "\\" or "`")
                lines.Escape = directive.Value[0];
            else
                error ??= new DocumentError(directive.ValueSpan, "expected a backslash or a backtick");
        }

        return directives.ToImmutable();
    }

    private static ParserDirective? Parse(string source, TextSpan comment)
    {
        var start = SkipBlanks(source, comment.Start + 1, comment.End);
        var at = start;
        while (at < comment.End && source[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            at++;
        var name = source.Substring(start, Math.Min(at - start, "syntax".Length + 1)).ToLowerInvariant();
        at = SkipBlanks(source, at, comment.End);
        if (name is not ("syntax" or "escape" or "check") || at == comment.End || source[at] != '=')
            return null;

        var valueStart = SkipBlanks(source, at + 1, comment.End);
        var valueEnd = comment.End;
        while (valueEnd > valueStart && char.IsWhiteSpace(source[valueEnd - 1]))
            valueEnd--;
        return valueStart == valueEnd ? null
            : new ParserDirective(name, TextSpan.FromBounds(valueStart, valueEnd), source.Substring(valueStart, valueEnd - valueStart));
    }

    private static int SkipBlanks(string source, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source[start]))
            start++;
        return start;
    }
}
