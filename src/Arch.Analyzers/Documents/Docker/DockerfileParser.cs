using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Documents.Docker;

/// <summary>Reads one Dockerfile from top to bottom and keeps what later lines depend on: the stages so far and the variables in scope.</summary>
internal sealed class DockerfileParser
{
    private readonly SourceText _text;
    private readonly string _source;
    private readonly DockerfileLines _lines;
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private readonly ImmutableArray<Stage>.Builder _stages = ImmutableArray.CreateBuilder<Stage>();
    private readonly ImmutableArray<Instruction>.Builder _ofStage = ImmutableArray.CreateBuilder<Instruction>();
    private readonly Dictionary<string, Stage> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Stage, BuildScope> _scopes = new();
    private readonly BuildScope _global = BuildScope.Global();
    private BuildScope _scope;
    private DocumentError? _error;

    public DockerfileParser(SourceText text, string source)
    {
        _text = text;
        _source = source;
        _lines = new DockerfileLines(source);
        _scope = _global;
    }

    private Stage? Current => _stages.Count == 0 ? null : _stages[_stages.Count - 1];

    public DockerfileDocument Read()
    {
        var directives = DirectiveReader.Read(_source, _lines, out _error);
        var reader = new InstructionReader(_lines.Escape, _source.Length);
        var isEmpty = true;
        while (_error is null && _lines.TakeInstruction() is { } line)
        {
            isEmpty = false;
            // A FROM line sees the arguments in front of the first FROM, and nothing else.
            var isFrom = InstructionReader.KeywordOf(line) == "FROM";
            if (reader.Read(line, Current, isFrom ? _global : _scope, out _error) is not { } instruction || _error is not null)
                continue;

            ReadHeredocs(instruction, line);
            _instructions.Add(instruction);
            if (isFrom)
                StartStage(instruction);
            else
                _ofStage.Add(instruction);
            ApplyVariables(instruction);
        }

        EndStage();
        if (isEmpty)
            _error ??= new DocumentError(default, "expected an instruction");
        return new DockerfileDocument(_text, directives, _instructions.ToImmutable(), _stages.ToImmutable(), _lines.Comments, _error);
    }

    private void StartStage(Instruction from)
    {
        EndStage();
        _ofStage.Clear();
        var image = from.Words.IsEmpty ? from.Arguments : from.Words[0];
        var name = from.Words.Length == 3 && from.Words[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase) ? from.Words[2] : (DockerText?)null;
        var parent = image.Expanded is { } known && _named.TryGetValue(known, out var named) ? named : null;
        var stage = new Stage(_stages.Count, from, image, name, parent);
        _stages.Add(stage);
        if (stage.Name is { } stageName)
            _named[stageName] = stage;
        _scope = parent is null ? BuildScope.Stage() : _scopes[parent].Inherit();
    }

    private void EndStage()
    {
        if (Current is not { } stage)
            return;
        stage.Instructions = _ofStage.ToImmutable();
        _scopes[stage] = _scope;
    }

    /// <summary>What an instruction sets is seen by those behind it, not by itself.</summary>
    private void ApplyVariables(Instruction instruction)
    {
        foreach (var variable in instruction.Variables)
        {
            var name = variable.Name.Text;
            if (instruction.Is("ENV"))
                _scope.SetEnvironment(name, variable.Value?.Expanded);
            else if (instruction.Is("ARG"))
                _scope.SetArgument(name, new BuildValue(variable.Value?.Expanded, IsUnset: variable.Value is null), _global);
        }
    }

    private void ReadHeredocs(Instruction instruction, DockerText line)
    {
        var announcing = instruction.Is("ONBUILD") && instruction.Inner is { } inner ? inner : instruction;
        if (announcing.IsJson || announcing.Keyword is not ("RUN" or "COPY" or "ADD"))
            return;

        var announced = HeredocFinder.Find(line);
        if (announced.IsEmpty)
            return;

        var heredocs = ImmutableArray.CreateBuilder<Heredoc>(announced.Length);
        foreach (var heredoc in announced)
        {
            if (ReadBody(heredoc, out var end) is not { } body)
            {
                _error = new DocumentError(heredoc.Name.Span, "this heredoc has no end");
                return;
            }

            heredocs.Add(heredoc with { Body = body });
            instruction.Span = TextSpan.FromBounds(instruction.Span.Start, end);
            announcing.Span = TextSpan.FromBounds(announcing.Span.Start, end);
        }

        announcing.Heredocs = instruction.Heredocs = heredocs.MoveToImmutable();
    }

    private DockerText? ReadBody(Heredoc heredoc, out int end)
    {
        var start = _lines.Position;
        var name = heredoc.Name.Text;
        while (!_lines.AtEnd)
        {
            var line = _lines.TakeLine();
            var from = line.Start;
            while (heredoc.StripsTabs && from < line.End && _source[from] == '\t')
                from++;
            end = line.End;
            if (end - from == name.Length && string.CompareOrdinal(_source, from, name, 0, name.Length) == 0)
                return _lines.Verbatim(start, line.Start);
        }

        end = start;
        return null;
    }
}
