using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The types of Microsoft.Extensions.Hosting that a service is made of, told by name and namespace.</summary>
internal static class HostedServices
{
    /// <summary>The assembly that declares <c>IHostedService</c> and <c>BackgroundService</c>.</summary>
    public const string Assembly = "Microsoft.Extensions.Hosting.Abstractions";

    private const string Namespace = "Microsoft.Extensions.Hosting";

    public static bool IsBackgroundService(ITypeSymbol? type) => Base(type) is not null;

    /// <summary>The <c>BackgroundService</c> that a type derives from.</summary>
    public static INamedTypeSymbol? Base(ITypeSymbol? type)
    {
        for (var at = type as INamedTypeSymbol; at is not null; at = at.BaseType)
        {
            if (at.Name == "BackgroundService" && at.IsIn(Namespace))
                return at;
        }

        return null;
    }

    /// <summary>Whether code may stand in a hosted service, as far as syntax can tell: a type without bases is none.</summary>
    public static bool MayBeAround(SyntaxNode code) =>
        code.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && (type.BaseList is not null || type.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static bool IsHostedService(ITypeSymbol? type)
    {
        if (type is not null)
        {
            foreach (var contract in type.AllInterfaces)
            {
                if (contract.Name == "IHostedService" && contract.IsIn(Namespace))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method overrides the method of this name of <c>BackgroundService</c>.</summary>
    public static bool Overrides(IMethodSymbol method, string name)
    {
        var at = method;
        while (at.OverriddenMethod is { } overridden)
            at = overridden;
        return method.IsOverride && at.Name == name && at.ContainingType is { Name: "BackgroundService" } owner && owner.IsIn(Namespace);
    }
}
