using System.Linq;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>Members that are given the builder of an application or its services: what they mention, they register.</summary>
internal static class RegistrationMember
{
    private static readonly (string Space, string Name)[] Builders =
    [
        ("Microsoft.Extensions.DependencyInjection", "IServiceCollection"),
        ("Microsoft.Extensions.Hosting", "IHostApplicationBuilder"),
        ("Microsoft.AspNetCore.Builder", "WebApplication"),
        ("Microsoft.AspNetCore.Builder", "WebApplicationBuilder"),
        ("Autofac", "ContainerBuilder"),
    ];

    public static bool Is(ISymbol member)
    {
        for (var at = member; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at is IMethodSymbol method && method.Parameters.Any(static parameter => IsBuilder(parameter.Type)))
                return true;
            if (at is INamedTypeSymbol type && CompilerVersions.IsExtensionBlock(type) && HasBuilderAsReceiver(type))
                return true;
        }

        return false;
    }

    private static bool IsBuilder(ITypeSymbol type)
    {
        foreach (var (space, name) in Builders)
        {
            if (type.Name == name && type.IsIn(space))
                return true;
        }

        return false;
    }

    /// <summary>The receiver of an extension block has no symbol in the oldest compiler that we run on, so its name decides.</summary>
    private static bool HasBuilderAsReceiver(INamedTypeSymbol block) =>
        block.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<TypeDeclarationSyntax>()
            .Any(static part => part.ParameterList is { Parameters.Count: 1 } list
                && Builders.Any(builder => list.Parameters[0].Type?.GetLastToken().ValueText == builder.Name));
}
