using System;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>The first exception among neighbours that all got their turn. It surfaces as AD0001 with the rule and the place that caused it.</summary>
internal struct Failure
{
    private ExceptionDispatchInfo? _first;

    public void Remember(Exception exception, DiagnosticDescriptor rule, SyntaxTree? tree, int position)
    {
        if (_first is null)
            Remember(exception, rule, tree is null ? "the compilation" : $"{FilePaths.Name(tree.FilePath)}({tree.GetLineSpan(new(position, 0)).StartLinePosition.Line + 1})");
    }

    public void Remember(Exception exception, DiagnosticDescriptor rule, string place) =>
        _first ??= ExceptionDispatchInfo.Capture(new InvalidOperationException($"{rule.Id} failed in {place}: {exception.Message}", exception));

    public readonly void Rethrow() => _first?.Throw();
}
