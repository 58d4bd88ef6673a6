using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents.Docker;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Access;

/// <summary>The credentials that a Dockerfile puts into the image or into its history.</summary>
internal static class ImageCredentials
{
    public const string Receiver = "the image";

    public const string Remedy = "a task role (build: RUN --mount=type=secret)";

    /// <summary>Each with the instruction it stands in.</summary>
    public static IEnumerable<(string Name, TextSpan Place, Instruction Instruction)> In(DockerfileDocument dockerfile)
    {
        var final = new HashSet<Stage>(dockerfile.FinalStage?.Chain ?? []);
        foreach (var instruction in dockerfile.Instructions)
        {
            var effective = instruction.Is("ONBUILD") && instruction.Inner is { } inner ? inner : instruction;
            // A dummy value beats the task role in the image that runs. Elsewhere it is for a tool that wants some key.
            var isFinal = instruction.Stage is { } stage && final.Contains(stage);
            foreach (var (name, place) in effective.Keyword switch
                {
                    "ENV" or "ARG" => Variables(effective, isFinal),
                    "RUN" => Assignments(effective, isFinal),
                    "COPY" or "ADD" => Files(effective),
                    _ => [],
                })
                yield return (name, place, instruction);
        }
    }

    private static IEnumerable<(string Name, TextSpan Place)> Variables(Instruction instruction, bool isFinal)
    {
        foreach (var variable in instruction.Variables)
        {
            if (!IsCredential(variable.Name.Text))
                continue;
            var hands = variable.Value is not { Length: > 0 } value
                // Without a default, the build has to fill an argument; an empty variable is cleared.
                ? instruction.Is("ARG")
                : value.Expanded is not { Length: > 0 } known || isFinal || IsKey(known);
            if (hands)
                yield return (variable.Name.Text, variable.Name.Span);
        }
    }

    private static IEnumerable<(string Name, TextSpan Place)> Assignments(Instruction run, bool isFinal)
    {
        // The right way: whatever the command does with a mounted secret, the image does not keep it.
        if (run.Flags.Any(static flag => flag.Name == "mount" && flag.Value.Text.Split(',').Contains("type=secret")))
            yield break;
        foreach (var assignment in Scripts(run).SelectMany(static script => ShellCommand.Of(script)).SelectMany(static command => command.Assignments()))
        {
            if (IsCredential(assignment.Name.Text) && assignment.Value.Length > 0
                && (!assignment.IsLiteral || (assignment.IsStored && isFinal) || IsKey(assignment.Value)))
                yield return (assignment.Name.Text, assignment.Name.Span);
        }
    }

    /// <summary>What a shell reads of a RUN: its line, the heredoc that is a script, or the argument of <c>sh -c</c>.</summary>
    private static IEnumerable<ImmutableArray<ShellWord>> Scripts(Instruction run)
    {
        if (!run.IsJson)
        {
            yield return run.ShellWords;
            foreach (var heredoc in run.ShellWords.FirstOrDefault().IsOperator ? run.Heredocs : ImmutableArray<Heredoc>.Empty)
                yield return ShellSplitter.Split(heredoc.Body);
        }
        else if (run.Elements.Length == 3 && run.Elements[0].Text.EndsWith("sh", StringComparison.Ordinal) && run.Elements[1].Text is "-c" or "-ec" or "-lc")
        {
            yield return ShellSplitter.Split(run.Elements[2]);
        }
        else
        {
            yield return run.Elements.Select(static element => new ShellWord(element, IsOperator: false)).ToImmutableArray();
        }
    }

    private static IEnumerable<(string Name, TextSpan Place)> Files(Instruction copy)
    {
        var words = copy.IsJson ? copy.Elements : copy.Words;
        for (var i = 0; i < words.Length - 1; i++)
        {
            if (IsCredentialsFile(words[i].Expanded ?? words[i].Text))
                yield return (words[i].Text, words[i].Span);
        }
    }

    /// <summary>The directory <c>.aws</c> with all it holds, or the file in it that holds keys.</summary>
    private static bool IsCredentialsFile(string path)
    {
        var segments = path.Replace('\\', '/').TrimEnd('/').Split('/');
        return segments[segments.Length - 1] switch
        {
            ".aws" => true,
            "credentials" or "*" or "." => segments.Length > 1 && segments[segments.Length - 2] == ".aws",
            _ => false,
        };
    }

    private static bool IsCredential(string name) => CredentialName.Classify(name).IsSetting;

    private static bool IsKey(string value) => !KeyMaterial.Find(value, Seek.Secrets | Seek.NamedTokens, KeyPrefixes.Default).IsEmpty;
}
