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
        Add(words, stage.Entrypoint);
        Add(words, stage.Command);
        return words.ToImmutable();
    }

    /// <summary>The words in front of the text of a shell form.</summary>
    public static ImmutableArray<DockerText> ShellOf(Instruction instruction) =>
        Stage.ShellOf(instruction) is { IsJson: true } shell ? shell.Elements : DefaultShell;

    private static void Add(ImmutableArray<StartWord>.Builder words, Instruction? instruction)
    {
        if (instruction is null)
            return;
        foreach (var word in instruction.IsJson ? instruction.Elements : ShellOf(instruction))
            words.Add(new StartWord(word, instruction));
        if (!instruction.IsJson)
            words.Add(new StartWord(instruction.Arguments, instruction));
    }

    private static DockerText Word(string text) => new(text, default, new ValueMap(0), text);
}
