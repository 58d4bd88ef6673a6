using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>
/// What a name brings in: a type, or a member whose type does not show, such as an extension method or a member behind <c>using static</c>.
/// Only names that something forbidden has as well are asked what they mean.
/// </summary>
internal static class NamedUse
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.IdentifierName, SyntaxKind.GenericName];

    /// <summary>The forbidden type that this name brings in; null when there is none.</summary>
    public static INamedTypeSymbol? Find(in NodeContext node, in Origin origin)
    {
        var name = (SimpleNameSyntax)node.Node;
        var symbol = Symbol(name, node);
        var found = symbol switch
        {
            ITypeSymbol when name is IdentifierNameSyntax { IsVar: true } => null,
            INamedTypeSymbol type => OfType(name, type, node, origin),
            ITypeSymbol type => origin.Forbidden(type),
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var attribute } => origin.MayNotUse(attribute) ? attribute : null,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => OfMember(name, symbol, node, origin),
            _ => null,
        };
        return found is null || IsNoCode(name) ? null : found;
    }

    /// <summary>What a name means. The compiler remembers what a call calls and a creation creates, but would have to find out again what the name in it means.</summary>
    private static ISymbol? Symbol(SimpleNameSyntax name, in NodeContext node)
    {
        if ((Called(name, node) ?? Created(name, node)) is { } known && known.Name == name.Identifier.ValueText)
            return known;
        var info = node.Model.GetSymbolInfo(name, node.Cancellation);
        return info.Symbol ?? (info.CandidateReason == CandidateReason.MemberGroup ? info.CandidateSymbols[0] : null);
    }

    private static ISymbol? Called(SimpleNameSyntax name, in NodeContext node)
    {
        SyntaxNode called = name.Parent is MemberBindingExpressionSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? name.Parent : name;
        if (called.Parent is not InvocationExpressionSyntax call || call.Expression != called || node.Model.GetSymbolInfo(call, node.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        // A property of that name that holds a delegate is called in the same way.
        return method.MethodKind != MethodKind.DelegateInvoke
            || (Receiver.Of(call) is { } receiver && node.Model.GetTypeInfo(receiver, node.Cancellation).Type?.TypeKind == TypeKind.Delegate) ? method : null;
    }

    private static ISymbol? Created(SimpleNameSyntax name, in NodeContext node) =>
        name.Parent is ObjectCreationExpressionSyntax creation && creation.Type == name && node.Model.GetSymbolInfo(creation, node.Cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } ? type : null;

    private static INamedTypeSymbol? OfType(SimpleNameSyntax name, INamedTypeSymbol type, in NodeContext node, in Origin origin)
    {
        // An alias names everything that it is made of.
        var found = name.Identifier.ValueText == type.Name ? origin.MayNotUse(type) ? type : null : origin.Forbidden(type);
        // Outer.Nested is said once, at Outer.
        return found is not null && Left(name) is { } left && node.Model.GetSymbolInfo(left, node.Cancellation).Symbol is INamedTypeSymbol outer && origin.MayNotUse(outer) ? null : found;
    }

    private static INamedTypeSymbol? OfMember(SimpleNameSyntax name, ISymbol member, in NodeContext node, in Origin origin)
    {
        if (ExtensionOf(member) is { } extensions)
            return origin.MayNotUse(extensions) ? extensions : null;
        var declaring = member.ContainingType;
        if (!origin.MayNotUse(declaring))
            return null;
        if (member.IsStatic)
            return Left(name) is null && !IsInherited(declaring, node.ContainingSymbol) ? declaring : null;
        return MemberUse.Find(name, node, origin);
    }

    /// <summary>The static class of an extension member that is called by its name alone.</summary>
    private static INamedTypeSymbol? ExtensionOf(ISymbol member) =>
        member is IMethodSymbol { ReducedFrom: { } extension } ? extension.ContainingType
        : member.ContainingType is { } type && CompilerVersions.IsExtensionBlock(type) ? type.ContainingType
        : null;

    /// <summary>What stands before the dot.</summary>
    private static SyntaxNode? Left(SimpleNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
        _ => null,
    };

    /// <summary>Whether a static member is in scope because a type around the use has it, and not by <c>using static</c>.</summary>
    private static bool IsInherited(INamedTypeSymbol declaring, ISymbol? member)
    {
        for (var type = member as INamedTypeSymbol ?? member?.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var parent = type; parent is not null; parent = parent.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(parent.OriginalDefinition, declaring.OriginalDefinition))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Comments, and directives that only make names shorter.</summary>
    private static bool IsNoCode(SyntaxNode name)
    {
        for (var at = name; at is not null; at = at.Parent)
        {
            if (at is UsingDirectiveSyntax or StructuredTriviaSyntax)
                return true;
            if (at is StatementSyntax or MemberDeclarationSyntax)
                return false;
        }

        return false;
    }
}
