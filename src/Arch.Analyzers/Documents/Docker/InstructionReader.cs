using System;
using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>Reads one instruction from its joined lines.</summary>
internal sealed class InstructionReader(char escape, int length)
{
    private const int LongestKeyword = 11;

    private readonly WordReader _words = new(escape, budget: 4 * length + 65_536);

    /// <summary>The keyword of the line in capitals; null when the builder does not know it.</summary>
    public static string? KeywordOf(DockerText line) => KeywordAt(line, 0, WordEnd(line, 0));

    /// <summary>The instruction; null when the builder does not know it. An error is one that keeps the builder from reading the file.</summary>
    public Instruction? Read(DockerText line, Stage? stage, BuildScope scope, out DocumentError? error) =>
        Read(line, 0, stage, scope, isTriggered: false, out error);

    private Instruction? Read(DockerText line, int start, Stage? stage, BuildScope scope, bool isTriggered, out DocumentError? error)
    {
        error = null;
        var keywordEnd = WordEnd(line, start);
        if (KeywordAt(line, start, keywordEnd) is not { } keyword)
            return null;

        var end = TrimEnd(line, keywordEnd);
        var flags = FlagReader.Read(line, keywordEnd, end, escape, out var argumentsStart);
        var arguments = line.Part(argumentsStart, end);
        var json = keyword is "RUN" or "CMD" or "ENTRYPOINT" or "SHELL" or "VOLUME" or "ADD" or "COPY" ? JsonForm.Read(arguments) : default;
        error = json.Error;
        var inner = keyword switch
        {
            "ONBUILD" when !isTriggered => Read(line, argumentsStart, stage, scope, isTriggered: true, out error),
            "HEALTHCHECK" => ReadProbe(line, argumentsStart, end, stage, out error),
            _ => null,
        };
        var variables = ReadVariables(keyword, arguments, scope, ref error);

        return new Instruction
        {
            Keyword = keyword,
            KeywordSpan = line.Source(start, keywordEnd),
            Span = line.Source(start, end),
            Stage = stage,
            Flags = flags,
            Arguments = arguments,
            Elements = json.Elements,
            JsonFailure = json.Failure,
            Words = json.Elements.IsDefault ? ReadWords(keyword, arguments, scope) : ImmutableArray<DockerText>.Empty,
            Variables = variables,
            Inner = inner,
        };
    }

    /// <summary>The command behind HEALTHCHECK; its own dashes are no flags.</summary>
    private static Instruction? ReadProbe(DockerText line, int start, int end, Stage? stage, out DocumentError? error)
    {
        var keywordEnd = WordEnd(line, start);
        var argumentsStart = SkipBlanks(line, keywordEnd, end);
        var arguments = line.Part(argumentsStart, end);
        var json = JsonForm.Read(arguments);
        error = json.Error;
        return start == end ? null : new Instruction
        {
            Keyword = line.Text.Substring(start, Math.Min(keywordEnd - start, LongestKeyword)).ToUpperInvariant(),
            KeywordSpan = line.Source(start, keywordEnd),
            Span = line.Source(start, end),
            Stage = stage,
            Arguments = arguments,
            Elements = json.Elements,
            JsonFailure = json.Failure,
        };
    }

    private ImmutableArray<DockerText> ReadWords(string keyword, DockerText arguments, BuildScope scope)
    {
        switch (keyword)
        {
            case "USER" or "WORKDIR" or "STOPSIGNAL" or "MAINTAINER" when arguments.Length > 0:
                return ImmutableArray.Create(_words.Read(arguments, 0, arguments.Length, scope));
            case "FROM" or "EXPOSE" or "VOLUME" or "ADD" or "COPY":
                var words = ImmutableArray.CreateBuilder<DockerText>(2);
                for (var at = 0; at < arguments.Length;)
                {
                    var end = WordEnd(arguments, at);
                    words.Add(_words.Read(arguments, at, end, scope));
                    at = SkipBlanks(arguments, end, arguments.Length);
                }

                return words.ToImmutable();
            default:
                return ImmutableArray<DockerText>.Empty;
        }
    }

    private ImmutableArray<Variable> ReadVariables(string keyword, DockerText arguments, BuildScope scope, ref DocumentError? error)
    {
        if (keyword is not ("ENV" or "ARG" or "LABEL") || arguments.Length == 0)
            return ImmutableArray<Variable>.Empty;

        var firstEnd = QuotedWordEnd(arguments, 0);
        if (keyword != "ARG" && arguments.Text.IndexOf('=', 0, firstEnd) < 0)
            return ReadSpaced(arguments, scope, ref error);

        var variables = ImmutableArray.CreateBuilder<Variable>(1);
        for (var at = 0; at < arguments.Length;)
        {
            var end = QuotedWordEnd(arguments, at);
            var equals = arguments.Text.IndexOf('=', at, end - at);
            if (equals >= 0)
                variables.Add(new Variable(_words.Read(arguments, at, equals, scope), _words.Read(arguments, equals + 1, end, scope)));
            else if (keyword == "ARG")
                variables.Add(new Variable(_words.Read(arguments, at, end, scope), null));
            else
                error ??= new DocumentError(arguments.Source(at, end), "expected name=value");
            at = end;
            while (at < arguments.Length && char.IsWhiteSpace(arguments[at]))
                at++;
        }

        return variables.ToImmutable();
    }

    /// <summary>The old form <c>ENV NAME value with blanks</c>.</summary>
    private ImmutableArray<Variable> ReadSpaced(DockerText arguments, BuildScope scope, ref DocumentError? error)
    {
        var nameEnd = WordEnd(arguments, 0);
        var valueStart = SkipBlanks(arguments, nameEnd, arguments.Length);
        if (valueStart < arguments.Length)
            return ImmutableArray.Create(new Variable(_words.Read(arguments, 0, nameEnd, scope), _words.Read(arguments, valueStart, arguments.Length, scope)));

        error ??= new DocumentError(arguments.Span, "expected a value behind the name");
        return ImmutableArray<Variable>.Empty;
    }

    /// <summary>The end of a word in which quotes and escapes protect blanks.</summary>
    private int QuotedWordEnd(DockerText text, int at)
    {
        var quote = '\0';
        for (; at < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[at])); at++)
        {
            var c = text[at];
            if (c == escape && quote != '\'')
                at++;
            else if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
        }

        return Math.Min(at, text.Length);
    }

    private static string? KeywordAt(DockerText line, int start, int end)
    {
        if (end - start > LongestKeyword)
            return null;
        var keyword = line.Text.Substring(start, end - start).ToUpperInvariant();
        return keyword is "ADD" or "ARG" or "CMD" or "COPY" or "ENTRYPOINT" or "ENV" or "EXPOSE" or "FROM" or "HEALTHCHECK" or "LABEL" or "MAINTAINER" or "ONBUILD"
            or "RUN" or "SHELL" or "STOPSIGNAL" or "USER" or "VOLUME" or "WORKDIR" ? keyword : null;
    }

    private static int WordEnd(DockerText text, int at)
    {
        while (at < text.Length && !IsBlank(text[at]))
            at++;
        return at;
    }

    private static int SkipBlanks(DockerText text, int at, int end)
    {
        while (at < end && IsBlank(text[at]))
            at++;
        return at;
    }

    private static int TrimEnd(DockerText line, int start)
    {
        var end = line.Length;
        while (end > start && char.IsWhiteSpace(line[end - 1]))
            end--;
        return end;
    }

    /// <summary>The builder splits at these; other white space it only trims.</summary>
    private static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r';
}
