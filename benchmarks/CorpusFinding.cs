using Microsoft.CodeAnalysis;

namespace Arch.Benchmarks;

/// <summary>What a rule said about public code.</summary>
internal sealed record CorpusFinding(string Path, int Line, int Column, string Rule, DiagnosticSeverity Severity, string Message)
{
    /// <summary>The order they are printed in, which is the same for every run.</summary>
    public static IComparer<CorpusFinding> ByPlace { get; } = Comparer<CorpusFinding>.Create(static (a, b) =>
        string.CompareOrdinal(a.Path, b.Path) is var path && path != 0 ? path
        : (a.Line, a.Column).CompareTo((b.Line, b.Column)) is var place && place != 0 ? place
        : string.CompareOrdinal(a.Rule, b.Rule) is var rule && rule != 0 ? rule
        : string.CompareOrdinal(a.Message, b.Message));
}
