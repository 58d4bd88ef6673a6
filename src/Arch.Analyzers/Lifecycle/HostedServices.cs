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

    /// <summary>The hosted service that code stands in. Syntax is asked first: a type without bases is none.</summary>
    public static INamedTypeSymbol? Around(SyntaxNode code, ISymbol? member) =>
        code.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration && (declaration.BaseList is not null || declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        && member?.ContainingType is { } type && IsHostedService(type) ? type : null;

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
