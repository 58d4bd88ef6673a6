using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Access;

/// <summary>The places that may build static credentials.</summary>
internal static class StaticCredentialsExemption
{
    /// <summary>Own providers, whose job it is; types that the configuration names; tests.</summary>
    public static bool Covers(ArchContext arch, KnownTypes types, ISymbol? place, SyntaxTree tree)
    {
        if (arch.IsTestProject && !arch.Configuration.Get(AccessOptions.IncludeTests, tree))
            return true;

        var allowed = arch.Configuration.Get(AccessOptions.AllowedTypes, tree);
        for (var type = place as INamedTypeSymbol ?? place?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (IsProvider(type, types) || (!allowed.IsEmpty && allowed.Contains(Names.Full(type))))
                return true;
        }

        return false;
    }

    /// <summary>A type that only hands keys to the base class of the SDK provides nothing itself.</summary>
    private static bool IsProvider(INamedTypeSymbol type, KnownTypes types) =>
        types.IsOrDerivesFrom(type, KnownType.AwsCredentials)
        && !types.IsOrDerivesFrom(type, KnownType.BasicAwsCredentials)
        && !types.IsOrDerivesFrom(type, KnownType.SessionAwsCredentials);
}
