using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>A <c>--name=value</c> before the arguments; the value is empty when none is given.</summary>
internal readonly record struct Flag(string Name, TextSpan Span, DockerText Value);

/// <summary>What an ENV, ARG or LABEL sets; an ARG may have no value.</summary>
internal readonly record struct Variable(DockerText Name, DockerText? Value);

/// <summary>A text that RUN, COPY or ADD carries below its line.</summary>
/// <param name="Name">The word that ends it; the span covers it as written behind <c>&lt;&lt;</c>.</param>
/// <param name="Body">The lines, the last line break included, as written.</param>
/// <param name="IsExpanded">Whether variables in the body are replaced: no quote stands in the name.</param>
/// <param name="StripsTabs">Whether leading tabs are dropped: <c>&lt;&lt;-</c>.</param>
internal readonly record struct Heredoc(DockerText Name, DockerText Body, bool IsExpanded, bool StripsTabs);

/// <summary>One instruction of a Dockerfile.</summary>
internal sealed class Instruction
{
    private ImmutableArray<ShellWord> _shellWords;

    /// <summary>The name in capitals, such as <c>ENTRYPOINT</c>.</summary>
    public string Keyword { get; init; } = "";

    public TextSpan KeywordSpan { get; init; }

    /// <summary>From the keyword to the end of the arguments, or of the last heredoc.</summary>
    public TextSpan Span { get; internal set; }

    /// <summary>The stage it belongs to; null in front of the first FROM.</summary>
    public Stage? Stage { get; init; }

    public ImmutableArray<Flag> Flags { get; init; } = ImmutableArray<Flag>.Empty;

    /// <summary>Everything behind the flags.</summary>
    public DockerText Arguments { get; init; }

    /// <summary>The elements of the JSON form; default for the shell form. Their spans include the quotes.</summary>
    public ImmutableArray<DockerText> Elements { get; init; }

    /// <summary>Whether the arguments are a JSON array, which no shell reads.</summary>
    public bool IsJson => !Elements.IsDefault;

    /// <summary>Why arguments that start with a bracket are no JSON array, so that a shell reads them; else null.</summary>
    public string? JsonFailure { get; init; }

    /// <summary>The words of an instruction that no shell reads: FROM, COPY, ADD, EXPOSE, VOLUME; the one word of USER, WORKDIR, STOPSIGNAL.</summary>
    public ImmutableArray<DockerText> Words { get; init; } = ImmutableArray<DockerText>.Empty;

    /// <summary>The arguments as a shell splits them, for the shell form of RUN, CMD, ENTRYPOINT and of the command behind HEALTHCHECK.</summary>
    public ImmutableArray<ShellWord> ShellWords => _shellWords.IsDefault ? _shellWords = ShellSplitter.Split(Arguments) : _shellWords;

    /// <summary>What ENV, ARG and LABEL set.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = ImmutableArray<Variable>.Empty;

    public ImmutableArray<Heredoc> Heredocs { get; internal set; } = ImmutableArray<Heredoc>.Empty;

    /// <summary>The instruction behind ONBUILD, or the <c>CMD</c> or <c>NONE</c> behind HEALTHCHECK.</summary>
    public Instruction? Inner { get; init; }

    public bool Is(string keyword) => Keyword == keyword;

    /// <summary>The flag with this name, without its dashes; of several the last one.</summary>
    public Flag? FindFlag(string name)
    {
        for (var i = Flags.Length - 1; i >= 0; i--)
        {
            if (string.Equals(Flags[i].Name, name, StringComparison.Ordinal))
                return Flags[i];
        }

        return null;
    }

    /// <summary>The last value this instruction gives the variable; null when it does not name it.</summary>
    public Variable? FindVariable(string name)
    {
        for (var i = Variables.Length - 1; i >= 0; i--)
        {
            if (Variables[i].Name.Text == name)
                return Variables[i];
        }

        return null;
    }
}
