using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>A <c># name=value</c> at the very top that tells the builder how to read the file.</summary>
internal readonly record struct ParserDirective(string Name, TextSpan ValueSpan, string Value);

/// <summary>A parsed Dockerfile. With an <see cref="Error"/> there are no instructions: nobody judges half a file.</summary>
internal sealed class DockerfileDocument(
    SourceText text,
    ImmutableArray<ParserDirective> directives,
    ImmutableArray<Instruction> instructions,
    ImmutableArray<Stage> stages,
    ImmutableArray<TextSpan> comments,
    DocumentError? error)
{
    public SourceText Text { get; } = text;

    /// <summary>The directives <c>syntax</c>, <c>escape</c> and <c>check</c>; names in lower case.</summary>
    public ImmutableArray<ParserDirective> Directives { get; } = directives;

    /// <summary>All instructions the builder knows, in the order of the text; those in front of the first stage included.</summary>
    public ImmutableArray<Instruction> Instructions { get; } = error is null ? instructions : ImmutableArray<Instruction>.Empty;

    public ImmutableArray<Stage> Stages { get; } = error is null ? stages : ImmutableArray<Stage>.Empty;

    /// <summary>The comments, directives included, from <c>#</c> to the end of the line; also those between continued lines.</summary>
    public ImmutableArray<TextSpan> Comments { get; } = comments;

    public DocumentError? Error { get; } = error;

    /// <summary>The stage that becomes the image.</summary>
    public Stage? FinalStage => Stages.IsEmpty ? null : Stages[Stages.Length - 1];

    /// <summary>Whether a <c># check=skip=…</c> takes a check of the builder off this file.</summary>
    public bool Skips(string check)
    {
        foreach (var directive in Directives)
        {
            if (directive.Name != "check")
                continue;
            foreach (var setting in directive.Value.Split(';'))
            {
                if (setting.Trim() is var text && text.StartsWith("skip=", StringComparison.Ordinal)
                    && Array.Exists(text.Substring("skip=".Length).Split(','), skipped => skipped.Trim() is var name && (name == "all" || name.Equals(check, StringComparison.OrdinalIgnoreCase))))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The stage with this name or number, as <c>COPY --from</c> and a build target name it; of equal names the last one.</summary>
    public Stage? FindStage(string nameOrIndex)
    {
        for (var i = Stages.Length - 1; i >= 0; i--)
        {
            if (string.Equals(Stages[i].Name, nameOrIndex, StringComparison.OrdinalIgnoreCase))
                return Stages[i];
        }

        return int.TryParse(nameOrIndex, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Stages.Length ? Stages[index] : null;
    }
}
