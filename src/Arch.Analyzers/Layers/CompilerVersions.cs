using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>What compilers newer than the one we are built against say, in numbers that theirs have names for.</summary>
internal static class CompilerVersions
{
    /// <summary><c>TypeKind.Extension</c> of Roslyn 5.0: the nameless type around the members of an <c>extension(…)</c> block.</summary>
    private const int Extension = 14;

    public static bool IsExtensionBlock(INamedTypeSymbol type) => (int)type.TypeKind == Extension;
}
