using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Methods of this compilation: what runs when they are called, and who calls them.</summary>
internal static class SourceMethods
{
    /// <summary>The methods with a body that a call may run: the method itself, or what implements or overrides one that has none.</summary>
    public static IEnumerable<IMethodSymbol> Implementations(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly))
            yield break;
        if (!method.IsAbstract)
        {
            yield return method;
            yield break;
        }

        foreach (var type in TypesBelow(method.ContainingType, compilation, cancellation))
        {
            if (Implementation(type, method) is { IsAbstract: false } implementation && SymbolEqualityComparer.Default.Equals(implementation.ContainingType, type))
                yield return implementation.OriginalDefinition;
        }
    }

    /// <summary>The method of a type that runs when this one, of its base or interface, is called.</summary>
    public static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            if (type.FindImplementationForInterfaceMember(method) is not IMethodSymbol implementation)
                return null;
            return implementation.IsVirtual || implementation.IsAbstract || implementation.IsOverride ? Override(type, implementation) ?? implementation : implementation;
        }

        return Override(type, method);
    }

    /// <summary>The references to a private method or local function.</summary>
    public static IEnumerable<(SimpleNameSyntax Use, SemanticModel Model)> Uses(IMethodSymbol method, Models models, CancellationToken cancellation)
    {
        var scopes = method.MethodKind == MethodKind.LocalFunction ? method.DeclaringSyntaxReferences : method.ContainingType.DeclaringSyntaxReferences;
        foreach (var part in scopes)
        {
            var model = models.Of(part.SyntaxTree);
            var scope = part.GetSyntax(cancellation);
            if (method.MethodKind == MethodKind.LocalFunction)
                scope = SymbolUses.Body(scope);
            foreach (var name in scope.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != method.Name || IsWithin(name, method))
                    continue;
                var symbol = model.GetSymbolInfo(name, cancellation);
                if (Is(symbol.Symbol) || symbol.CandidateSymbols.Any(Is))
                    yield return (name, model);
            }
        }

        bool Is(ISymbol? other) => SymbolEqualityComparer.Default.Equals(other?.OriginalDefinition, method.OriginalDefinition);
    }

    private static bool IsWithin(SyntaxNode node, IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == node.SyntaxTree && declaration.Span.Contains(node.Span));

    private static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = member; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                        return member;
                }
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> TypesBelow(INamedTypeSymbol root, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var model in TreeModels.With(compilation, [root.Name], cancellation))
        {
            foreach (var declaration in model.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<TypeDeclarationSyntax>())
            {
                if (declaration.BaseList is not null && model.GetDeclaredSymbol(declaration, cancellation) is { } type && IsBelow(type, root))
                    yield return type;
            }
        }
    }

    private static bool IsBelow(INamedTypeSymbol type, INamedTypeSymbol root)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, root.OriginalDefinition))
                return true;
        }

        return type.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, root.OriginalDefinition));
    }
}
