namespace Arch.Analyzers.Documents;

/// <summary>The bounds that keep every reader linear and off the end of the stack, whatever the input.</summary>
internal static class DocumentLimits
{
    /// <summary>Characters; a longer text is not ours to judge.</summary>
    public const int Length = 2 * 1024 * 1024;

    /// <summary>Nested containers.</summary>
    public const int Depth = 128;

    /// <summary>Nodes a document may stand for once its aliases are followed.</summary>
    public const int Nodes = 200_000;

    /// <summary>Aliases that lead through one another.</summary>
    public const int AliasDepth = 64;
}
