using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Access;
using Arch.Analyzers.Documents.Docker;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Access;

/// <summary>Deletes credentials from a Dockerfile: a variable of an ENV or ARG, a source of a COPY, a word or command of a RUN, or the whole instruction.</summary>
internal static class ImageCredentialRemoval
{
    public static ImmutableArray<TextChange> Edits(SourceText text, IEnumerable<TextSpan> places)
    {
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        var deleted = new HashSet<TextSpan>(places);
        if (deleted.Count == 0)
            return ImmutableArray<TextChange>.Empty;
        foreach (var instruction in DockerfileReader.Parsed.Get(text).Instructions)
        {
            if (!deleted.Any(instruction.Span.Contains))
                continue;
            var effective = instruction.Is("ONBUILD") && instruction.Inner is { } inner ? inner : instruction;
            switch (effective.Keyword)
            {
                case "ENV" or "ARG":
                    DeleteParts(text, instruction, effective.Variables.Select(static variable => (variable.Name.Span, Extent(variable))).ToList(), deleted, edits);
                    break;
                case "COPY" or "ADD":
                    var words = effective.IsJson ? effective.Elements : effective.Words;
                    var sources = words.Take(words.Length - 1).Select(static word => (word.Span, word.Span)).ToList();
                    if (!effective.IsJson || sources.All(source => deleted.Contains(source.Item1)))
                        DeleteParts(text, instruction, sources, deleted, edits);
                    break;
                // A command that goes on in other lines may mean anything there.
                case "RUN" when !effective.IsJson && effective.Heredocs.IsEmpty && IsOneLine(text, instruction.Span):
                    DeleteCommands(text, instruction, ShellCommand.Of(effective.ShellWords), deleted, edits);
                    break;
            }
        }

        return edits.ToImmutable();
    }

    /// <summary>Deletes parts that blanks or continued lines separate; all of them are the instruction.</summary>
    private static void DeleteParts(
        SourceText text, Instruction instruction, List<(TextSpan Name, TextSpan Extent)> parts, HashSet<TextSpan> deleted, ImmutableArray<TextChange>.Builder edits)
    {
        if (parts.All(part => deleted.Contains(part.Name)))
        {
            DeleteInstruction(text, instruction, edits);
            return;
        }

        for (var first = 0; first < parts.Count; first++)
        {
            if (!deleted.Contains(parts[first].Name))
                continue;
            var last = first;
            while (last + 1 < parts.Count && deleted.Contains(parts[last + 1].Name))
                last++;

            edits.Add(Deletion(last + 1 < parts.Count
                ? TextSpan.FromBounds(parts[first].Extent.Start, parts[last + 1].Extent.Start)
                : TextSpan.FromBounds(parts[first - 1].Extent.End, parts[last].Extent.End)));
            first = last;
        }
    }

    private static void DeleteCommands(
        SourceText text, Instruction run, ImmutableArray<ShellCommand> commands, HashSet<TextSpan> deleted, ImmutableArray<TextChange>.Builder edits)
    {
        // Only commands in a row can be taken out without a change of meaning.
        if (commands.Any(static command => command.Separator is not (null or "&&" or ";") || command.StartsBlock))
            return;
        var parts = commands.Select(static command => (Name: command.Words[0].Span, Extent: Extent(command))).ToList();
        var whole = new HashSet<TextSpan>();
        foreach (var command in commands)
        {
            var words = command.Assignments().Where(assignment => deleted.Contains(assignment.Name.Span)).ToList();
            if (words.Count == 0)
                continue;
            if (words[0].IsStored || command.Words.Length == words.Count + (command.Words[0].Text is "export" or "declare" or "readonly" ? 1 : 0))
            {
                whole.Add(command.Words[0].Span);
                continue;
            }

            foreach (var word in words)
            {
                edits.Add(Deletion(word.Word + 1 < command.Words.Length
                    ? TextSpan.FromBounds(command.Words[word.Word].Span.Start, command.Words[word.Word + 1].Span.Start)
                    : TextSpan.FromBounds(command.Words[word.Word - 1].Span.End, command.Words[word.Word].Span.End)));
            }
        }

        if (whole.Count > 0)
            DeleteParts(text, run, parts, whole, edits);
    }

    /// <summary>Its lines, which an instruction has to itself.</summary>
    private static void DeleteInstruction(SourceText text, Instruction instruction, ImmutableArray<TextChange>.Builder edits)
    {
        var first = text.Lines.GetLineFromPosition(instruction.Span.Start);
        var last = text.Lines.GetLineFromPosition(instruction.Span.End);
        edits.Add(Deletion(TextSpan.FromBounds(first.Start == 0 ? instruction.Span.Start : first.Start, last.EndIncludingLineBreak)));
    }

    private static TextSpan Extent(Variable variable) => TextSpan.FromBounds(variable.Name.Span.Start, variable.Value?.Span.End ?? variable.Name.Span.End);

    private static TextSpan Extent(ShellCommand command) => TextSpan.FromBounds(command.Words[0].Span.Start, command.Words[command.Words.Length - 1].Span.End);

    private static bool IsOneLine(SourceText text, TextSpan span) => text.Lines.GetLineFromPosition(span.Start).End >= span.End;

    private static TextChange Deletion(TextSpan span) => new(span, "");
}
