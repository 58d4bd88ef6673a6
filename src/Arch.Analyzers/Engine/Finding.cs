using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>
/// What a finding is about, without line, count or time: the part of its baseline line behind the arrow.
/// Two findings of one rule with the same target in the same type or file are the same finding to the baseline.
/// </summary>
internal readonly record struct Finding(string Target)
{
    /// <summary>What stands for the type where a finding is in none.</summary>
    public const string WholeAssembly = "<assembly>";

    /// <summary>Of what this is said where it is neither the type nor the file that the finding lies in.</summary>
    public string? Source { get; init; }

    /// <summary>A finding about the assembly as a whole, wherever it is shown.</summary>
    public static Finding OfAssembly(string target) => new(target) { Source = WholeAssembly };

    /// <summary>A finding about the use of a member: <c>Namespace.Type.Member</c>.</summary>
    public static Finding Of(ISymbol symbol) => new(Names.Full(symbol));
}
