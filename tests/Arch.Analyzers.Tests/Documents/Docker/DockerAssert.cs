using System.Text;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Documents.Docker;

/// <summary>What holds for every Dockerfile, however broken it is, and a short form of what was read.</summary>
internal static class DockerAssert
{
    public static DockerfileDocument Read(string text)
    {
        var document = DockerfileReader.Parse(text);
        IsSound(document);
        return document;
    }

    public static string Cut(this DockerfileDocument document, TextSpan span) => document.Text.ToString(span);

    /// <summary>One line for each instruction: keyword, flags, then the JSON elements, the variables, the words or the whole text, then what is inside.</summary>
    public static string Show(DockerfileDocument document) =>
        document.Error is { } error ? "error: " + error.Message : string.Join('\n', document.Instructions.Select(Show));

    public static string Show(Instruction instruction)
    {
        var shown = new StringBuilder(instruction.Keyword);
        foreach (var flag in instruction.Flags)
            shown.Append($" --{flag.Name}={flag.Value}");
        if (instruction.Inner is { } inner)
            shown.Append(" -> ").Append(Show(inner));
        else if (instruction.IsJson)
            shown.Append(" [").AppendJoin("|", instruction.Elements).Append(']');
        else if (instruction.Variables.Length > 0)
            shown.Append(' ').AppendJoin(", ", instruction.Variables.Select(variable => $"{variable.Name}{(variable.Value is { } value ? "=" + value : "")}"));
        else if (instruction.Words.Length > 0)
            shown.Append(' ').AppendJoin("|", instruction.Words);
        else if (instruction.Arguments.Length > 0)
            shown.Append(' ').Append(instruction.Arguments);
        if (instruction.Inner is null)
        {
            foreach (var heredoc in instruction.Heredocs)
                shown.Append($" <<{(heredoc.StripsTabs ? "-" : "")}{heredoc.Name}{(heredoc.IsExpanded ? "" : "'")}:{heredoc.Body}");
        }

        return shown.ToString();
    }

    public static void IsSound(DockerfileDocument document)
    {
        var text = document.Text.ToString();
        var whole = new TextSpan(0, text.Length);
        if (document.Error is { } error)
        {
            Assert.Empty(document.Instructions);
            Assert.Empty(document.Stages);
            Assert.True(whole.Contains(error.Span));
            Assert.DoesNotContain('\n', error.Message);
        }

        var end = 0;
        foreach (var comment in document.Comments)
        {
            Assert.True(comment.Start >= end && whole.Contains(comment) && text[comment.Start] == '#');
            end = comment.End;
        }

        foreach (var directive in document.Directives)
            Assert.Equal(directive.Value, document.Cut(directive.ValueSpan));

        end = 0;
        foreach (var instruction in document.Instructions)
        {
            Assert.True(instruction.Span.Start >= end, "instructions overlap");
            Assert.All(document.Comments, comment => Assert.True(!comment.OverlapsWith(instruction.KeywordSpan)));
            IsSound(instruction, whole, text);
            end = instruction.Span.End;
        }

        foreach (var stage in document.Stages)
        {
            Assert.True(stage.Parent is null || stage.Parent.Index < stage.Index);
            Assert.All(stage.Instructions, instruction => Assert.Same(stage, instruction.Stage));
        }
    }

    private static void IsSound(Instruction instruction, TextSpan outer, string text)
    {
        Assert.True(outer.Contains(instruction.Span), "the instruction lies outside");
        Assert.True(instruction.Span.Contains(instruction.KeywordSpan));
        IsSound(instruction.Arguments, instruction.Span, text);
        foreach (var flag in instruction.Flags)
        {
            Assert.StartsWith("--", text[flag.Span.Start..flag.Span.End].Replace("\\", "").Replace("\n", ""));
            IsSound(flag.Value, flag.Span, text);
        }

        foreach (var part in instruction.IsJson ? instruction.Elements : instruction.Words)
            IsSound(part, instruction.Arguments.Span, text);
        foreach (var word in instruction.ShellWords)
            IsSound(word.Text, instruction.Arguments.Span, text);
        foreach (var variable in instruction.Variables)
        {
            IsSound(variable.Name, instruction.Arguments.Span, text);
            if (variable.Value is { } value)
                IsSound(value, instruction.Arguments.Span, text);
        }

        foreach (var heredoc in instruction.Heredocs)
        {
            IsSound(heredoc.Name, instruction.Span, text);
            IsSound(heredoc.Body, instruction.Span, text);
            Assert.Equal(text[heredoc.Body.Span.Start..heredoc.Body.Span.End], heredoc.Body.Text);
        }

        if (instruction.Inner is { } inner)
            IsSound(inner, instruction.Span, text);
    }

    private static void IsSound(DockerText part, TextSpan outer, string text)
    {
        Assert.True(outer.Contains(part.Span), "a part lies outside its instruction");
        var last = part.Span.Start;
        for (var i = 0; i < part.Length; i++)
        {
            var source = part.Source(i, i + 1);
            Assert.True(part.Span.Contains(source) && source.Start >= last && source.Length > 0, "a character lies outside its part");
            if (source.Length == 1)
                Assert.Equal(text[source.Start], part[i]);
            last = source.End;
        }

        Assert.True(part.Span.Contains(part.Source(0, part.Length)));
    }
}
