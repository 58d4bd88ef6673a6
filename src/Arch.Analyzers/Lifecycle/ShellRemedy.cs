using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Lifecycle;

/// <summary>How a Dockerfile starts its app without a shell.</summary>
/// <param name="Json">The instruction in JSON form; null when no array says the same.</param>
/// <param name="Advice">The same for a person, should there be no such array or a very long one.</param>
/// <param name="Edit">The change of the file; null when a person has to make it.</param>
internal readonly record struct ShellRemedy(string? Json, string Advice, TextChange? Edit)
{
    /// <summary>Properties of a finding that a fix removes: where it writes, and what.</summary>
    private const string Start = "start", Length = "length", Text = "text";

    private const int LongestJson = 100;

    public static ShellRemedy For(ImageShell shell, DockerfileDocument document)
    {
        var instruction = shell.Instruction;
        // The shell ignores the words behind its script; a program in its place would get them.
        var words = shell.Intended is { } intended ? WithoutShell(intended, shell.IsMissing) : shell.HasArguments ? null : SimpleWords(shell.Script);
        var array = words is null || (instruction.IsJson && shell.InArray is null) ? null : Array(shell, words.Value);
        var outer = instruction.Stage!.HealthCheck is { } check && check.Inner == instruction ? check : instruction;
        var keyword = outer == instruction ? instruction.Keyword : "HEALTHCHECK CMD";
        var json = array is null ? null : keyword + " " + array;
        var exec = shell is { IsMissing: false, Script: { } script } ? ShellProbe.ReplaceableCommand(script) : null;
        TextChange? edit = array is not null && !HoldsComment(document, instruction) ? Rewrite(shell, outer, array, document)
            : exec is not null ? new TextChange(new TextSpan(exec.Words[exec.Program].Span.Start, 0), "exec ")
            : null;
        return new ShellRemedy(json is { Length: <= LongestJson } ? json : null, AdviceFor(json, shell.Script), edit);
    }

    /// <summary>What a person should write.</summary>
    public static string AdviceFor(string? json, ShellNode? script) => json switch
    {
        { Length: <= LongestJson } => json,
        not null => "the JSON form",
        _ when script is not null && ShellProbe.ReplaceableCommand(script) is not null => "exec in front of the last command",
        _ => "the JSON form for the app alone",
    };

    public static TextChange? EditOf(IReadOnlyDictionary<string, string?> properties) =>
        properties.TryGetValue(Start, out var start) && properties.TryGetValue(Length, out var length) && properties.TryGetValue(Text, out var text)
            ? new TextChange(new TextSpan(int.Parse(start!, CultureInfo.InvariantCulture), int.Parse(length!, CultureInfo.InvariantCulture)), text!)
            : null;

    public FileReport AddTo(FileReport report) => Edit is not { NewText: { } text } edit ? report
        : report.With(Start, edit.Span.Start.ToString(CultureInfo.InvariantCulture)).With(Length, edit.Span.Length.ToString(CultureInfo.InvariantCulture)).With(Text, text);

    /// <summary>The words of a script that is nothing but a program with arguments, none of which the shell would replace.</summary>
    public static ImmutableArray<string>? SimpleWords(ShellNode? script) =>
        script is { Parts: { Length: 1 } parts } && parts[0] is { Form: ShellForm.Command, IsRedirected: false, Program: 0 } command
        && ShellProbe.App(command) is not null && command.Words[0].Text is not ("exec" or "command" or "builtin") && command.Words.All(static word => word.Expanded is not null)
            ? command.Words.Select(static word => word.Text).ToImmutableArray()
            : null;

    /// <summary>The words, unless a shell among them stays in front of the app, or is missing.</summary>
    private static ImmutableArray<string>? WithoutShell(ImmutableArray<string> words, bool isMissing) =>
        ShellStart.In(words) is { } start && (isMissing || ShellProbe.Judge(CommandShell.Parse(words[start.Script]), ShellKind.Dash, ShellKind.Dash) != ShellVerdict.Replaces) ? null : words;

    public static string Array(IEnumerable<string> words)
    {
        var array = new StringBuilder("[");
        foreach (var word in words)
        {
            if (array.Length > 1)
                array.Append(", ");
            array.Append('"');
            foreach (var character in word)
            {
                if (character < ' ')
                    array.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                else
                    array.Append(character is '"' or '\\' ? "\\" : "").Append(character);
            }

            array.Append('"');
        }

        return array.Append(']').ToString();
    }

    /// <summary>The words with what stands in front of the shell, such as an init.</summary>
    private static string Array(ImageShell shell, ImmutableArray<string> words) =>
        Array(shell.InArray is { } place ? shell.Instruction.Elements.Take(place.Shell).Select(static element => element.Text).Concat(words) : words);

    private static TextChange Rewrite(ImageShell shell, Instruction instruction, string array, DockerfileDocument document)
    {
        var arguments = shell.Instruction.Arguments;
        var comment = shell.Intended is null ? -1 : arguments.Text.IndexOf('#', Math.Max(arguments.Text.LastIndexOf(']'), 0));
        if (comment < 0)
            return new TextChange(arguments.Span, array);
        // Docker knows no comment behind an instruction, only in front of it.
        var first = document.Text.Lines[0];
        var lineBreak = document.Text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return new TextChange(
            TextSpan.FromBounds(instruction.Span.Start, arguments.Span.End),
            arguments.Text.Substring(comment) + lineBreak + document.Text.ToString(TextSpan.FromBounds(instruction.Span.Start, arguments.Span.Start)) + array);
    }

    private static bool HoldsComment(DockerfileDocument document, Instruction instruction) => document.Comments.Any(instruction.Arguments.Span.OverlapsWith);
}
