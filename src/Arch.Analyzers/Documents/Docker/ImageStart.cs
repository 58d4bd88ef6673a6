using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>A word of the command line that an image starts.</summary>
/// <param name="Text">The word.</param>
/// <param name="Origin">The instruction that brings it in; for the shell of a shell form, that form.</param>
internal readonly record struct StartWord(DockerText Text, Instruction Origin);

/// <summary>The command line that an image starts: ENTRYPOINT and CMD in force, joined as the container runtime joins them.</summary>
internal static class ImageStart
{
    private static readonly ImmutableArray<DockerText> DefaultShell = ImmutableArray.Create(Word("/bin/sh"), Word("-c"));

    /// <summary>The words that a stage starts when it is run; empty when the base image decides.</summary>
    public static ImmutableArray<StartWord> Of(Stage stage)
    {
        var words = ImmutableArray.CreateBuilder<StartWord>();
        foreach (var instruction in (Instruction?[])[stage.Entrypoint, stage.Command])
        {
            if (instruction is null)
                continue;
            foreach (var word in Of(instruction))
                words.Add(new StartWord(word, instruction));
        }

        return words.ToImmutable();
    }

    /// <summary>The words of an ENTRYPOINT or CMD; a shell form has its shell in front.</summary>
    public static ImmutableArray<DockerText> Of(Instruction instruction) =>
        instruction.IsJson ? instruction.Elements
        : (Stage.ShellOf(instruction) is { IsJson: true } shell ? shell.Elements : DefaultShell).Add(instruction.Arguments);

    private static DockerText Word(string text) => new(text, default, new ValueMap(0), text);
}
