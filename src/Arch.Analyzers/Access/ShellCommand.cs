using System.Collections.Generic;
using System.Collections.Immutable;
using Arch.Analyzers.Documents.Docker;

namespace Arch.Analyzers.Access;

/// <summary>One simple command of shell text.</summary>
/// <param name="Words">Its words; those that only redirect are left out.</param>
/// <param name="Separator">The operator behind it; null for the last one.</param>
internal readonly record struct ShellCommand(ImmutableArray<DockerText> Words, string? Separator)
{
    /// <summary>Whether a word of the language stands in front of the command, such as <c>then</c>.</summary>
    public bool StartsBlock => Words[0].Text is "if" or "then" or "else" or "elif" or "while" or "until" or "do" or "{" or "!" or "time";

    public static ImmutableArray<ShellCommand> Of(ImmutableArray<ShellWord> words)
    {
        var commands = ImmutableArray.CreateBuilder<ShellCommand>();
        var command = ImmutableArray.CreateBuilder<DockerText>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (!word.IsOperator)
            {
                command.Add(word.Text);
            }
            else if (word.Text.Text is var text && (text.IndexOf('<') >= 0 || text.IndexOf('>') >= 0))
            {
                // What follows is the file.
                i++;
            }
            else if (command.Count > 0)
            {
                commands.Add(new ShellCommand(command.ToImmutable(), text));
                command.Clear();
            }
        }

        if (command.Count > 0)
            commands.Add(new ShellCommand(command.ToImmutable(), null));
        return commands.ToImmutable();
    }

    /// <summary>What the command gives to variables: for itself, for later commands, or in the configuration of the AWS CLI.</summary>
    public IEnumerable<ShellAssignment> Assignments()
    {
        var at = StartsBlock ? 1 : 0;
        if (at < Words.Length && Words[at].Text is "sudo" or "exec")
            at++;
        for (; at < Words.Length && Words[at].Text is var text; at++)
        {
            if (AssignmentAt(at) is { } assignment)
                yield return assignment;
            else if (text is not ("export" or "env" or "declare" or "readonly" or "local") && !(at > 0 && text.StartsWith("-", System.StringComparison.Ordinal)))
                break;
        }

        if (at < Words.Length && Words[at].Text is "aws" && ConfiguredAt(at + 1) is { } configured)
            yield return configured;
    }

    private ShellAssignment? AssignmentAt(int index)
    {
        var word = Words[index];
        var equals = word.Text.IndexOf('=');
        if (equals <= 0)
            return null;
        for (var i = 0; i < equals; i++)
        {
            if (!char.IsLetterOrDigit(word[i]) && word[i] != '_')
                return null;
        }

        return new ShellAssignment(word.Part(0, equals), word.Text.Substring(equals + 1), word.Expanded is not null, index, IsStored: false);
    }

    /// <summary><c>aws configure set NAME VALUE</c>, with options anywhere.</summary>
    private ShellAssignment? ConfiguredAt(int start)
    {
        string[] expected = ["configure", "set"];
        var matched = 0;
        for (var i = start; i < Words.Length; i++)
        {
            if (Words[i].Text.StartsWith("--", System.StringComparison.Ordinal))
            {
                if (Words[i].Text.IndexOf('=') < 0)
                    i++;
            }
            else if (matched == expected.Length)
            {
                return i + 1 < Words.Length ? new ShellAssignment(Words[i], Words[i + 1].Text, Words[i + 1].Expanded is not null, i, IsStored: true) : null;
            }
            else if (Words[i].Text != expected[matched++])
            {
                return null;
            }
        }

        return null;
    }
}

/// <summary>A variable and what a command gives it.</summary>
/// <param name="Name">The variable or setting.</param>
/// <param name="Value">Its value, with variables as written.</param>
/// <param name="IsLiteral">True when the shell replaces nothing in it.</param>
/// <param name="Word">The index of the word with the name.</param>
/// <param name="IsStored">True when it outlives the command: it is in a file of the image.</param>
internal readonly record struct ShellAssignment(DockerText Name, string Value, bool IsLiteral, int Word, bool IsStored);
