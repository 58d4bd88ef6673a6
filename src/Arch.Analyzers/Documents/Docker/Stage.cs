using System.Collections.Generic;
using System.Collections.Immutable;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>A FROM and what follows it. Look-ups follow the chain of stages this one is built on, as far as they stand in the same file.</summary>
internal sealed class Stage(int index, Instruction from, DockerText image, DockerText? nameText, Stage? parent)
{
    public int Index { get; } = index;

    public Instruction From { get; } = from;

    /// <summary>What the stage is built on; <see cref="DockerText.Expanded"/> is null when a variable without a default takes part.</summary>
    public DockerText Image { get; } = image;

    /// <summary>The word behind <c>AS</c>.</summary>
    public DockerText? NameText { get; } = nameText;

    public string? Name => NameText?.Text;

    /// <summary>The stage of this file that <see cref="Image"/> names.</summary>
    public Stage? Parent { get; } = parent;

    /// <summary>The instructions behind FROM.</summary>
    public ImmutableArray<Instruction> Instructions { get; internal set; } = ImmutableArray<Instruction>.Empty;

    /// <summary>The stage at the root of the chain: its image comes from outside, or is <c>scratch</c>.</summary>
    public Stage Root
    {
        get
        {
            var stage = this;
            while (stage.Parent is { } parent)
                stage = parent;
            return stage;
        }
    }

    /// <summary>This stage and those it is built on, the root last.</summary>
    public IEnumerable<Stage> Chain
    {
        get
        {
            for (var stage = this; stage is not null; stage = stage.Parent)
                yield return stage;
        }
    }

    public Instruction? Entrypoint => Last("ENTRYPOINT");

    /// <summary>The CMD in force: an ENTRYPOINT drops the one it inherits, but not one of its own stage.</summary>
    public Instruction? Command
    {
        get
        {
            foreach (var stage in Chain)
            {
                if (stage.OwnLast("CMD") is { } command)
                    return command;
                if (stage.OwnLast("ENTRYPOINT") is not null)
                    return null;
            }

            return null;
        }
    }

    public Instruction? HealthCheck => Last("HEALTHCHECK");

    public Instruction? StopSignal => Last("STOPSIGNAL");

    public Instruction? User => Last("USER");

    /// <summary>The last instruction with this keyword, of this stage or of one it is built on.</summary>
    public Instruction? Last(string keyword)
    {
        foreach (var stage in Chain)
        {
            if (stage.OwnLast(keyword) is { } instruction)
                return instruction;
        }

        return null;
    }

    /// <summary>The SHELL that reads the shell form of this instruction; null for the default, or for that of an image outside the file.</summary>
    public static Instruction? ShellOf(Instruction instruction)
    {
        for (var stage = instruction.Stage; stage is not null; stage = stage.Parent)
        {
            for (var i = stage.Instructions.Length - 1; i >= 0; i--)
            {
                if (stage.Instructions[i] is { Keyword: "SHELL" } shell && shell.Span.Start < instruction.Span.Start)
                    return shell;
            }
        }

        return null;
    }

    /// <summary>The ENV that sets the variable last in the chain, and what it sets.</summary>
    public (Instruction Instruction, Variable Variable)? Environment(string name)
    {
        foreach (var stage in Chain)
        {
            for (var i = stage.Instructions.Length - 1; i >= 0; i--)
            {
                if (stage.Instructions[i] is { Keyword: "ENV" } env && env.FindVariable(name) is { } variable)
                    return (env, variable);
            }
        }

        return null;
    }

    private Instruction? OwnLast(string keyword)
    {
        for (var i = Instructions.Length - 1; i >= 0; i--)
        {
            if (Instructions[i].Keyword == keyword)
                return Instructions[i];
        }

        return null;
    }
}
