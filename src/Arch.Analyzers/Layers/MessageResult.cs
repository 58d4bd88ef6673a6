using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>What a message declares as its result, and where: in its base list, or in the return type of a handler that only a convention makes one.</summary>
internal readonly record struct MessageResult(INamedTypeSymbol Message, ITypeSymbol Declared, SyntaxNode Written)
{
    private static readonly string[] Markers = ["IQuery", "ICommand", "IRequest", "IStreamQuery", "IStreamCommand", "IStreamRequest"];

    /// <summary>The declarations that may say something: told by names, without binding.</summary>
    public static readonly SyntaxKind[] Declarations = [SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration, SyntaxKind.StructDeclaration];

    public static IEnumerable<MessageResult> Of(NodeContext node, CqrsModel cqrs, MessageKind kind)
    {
        var declaration = (TypeDeclarationSyntax)node.Node;
        var (isGeneric, mayHandle) = (HasGenericBase(declaration), MessageHandler.IsConventional(declaration.Identifier.ValueText));
        return (isGeneric || mayHandle) && node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is INamedTypeSymbol type && (mayHandle || IsOf(type, kind, cqrs))
            ? Find(type, declaration, node, cqrs, kind, mayHandle)
            : [];
    }

    private static IEnumerable<MessageResult> Find(INamedTypeSymbol type, TypeDeclarationSyntax declaration, NodeContext node, CqrsModel cqrs, MessageKind kind, bool mayHandle)
    {
        if (IsOf(type, kind, cqrs))
        {
            foreach (var parent in declaration.BaseList?.Types ?? default)
            {
                if (!IsGeneric(parent) || node.Model.GetTypeInfo(parent.Type, node.Cancellation).Type is not INamedTypeSymbol bound)
                    continue;
                foreach (var result in Results(bound))
                    yield return new(type, result, parent.Type);
            }
        }

        if (!mayHandle)
            yield break;
        foreach (var handler in MessageHandler.Of(type, cqrs))
        {
            // Some pipelines pass the message itself on.
            if (handler.Kind == kind && handler.Method.Parameters.Length > 0 && handler.Method.Parameters[0].Type is INamedTypeSymbol message && !Results(message).Any()
                && !Entities.Constituents(handler.Method.ReturnType).Contains(message, SymbolEqualityComparer.Default)
                && Reach.DeclarationOf(handler.Method, declaration) is { } method)
                yield return new(message, handler.Method.ReturnType, method.ReturnType);
        }
    }

    private static bool HasGenericBase(TypeDeclarationSyntax declaration)
    {
        if (declaration.BaseList is { } bases)
        {
            foreach (var parent in bases.Types)
            {
                if (IsGeneric(parent))
                    return true;
            }
        }

        return false;
    }

    private static bool IsGeneric(BaseTypeSyntax parent) => parent.Type switch
    {
        GenericNameSyntax => true,
        SimpleNameSyntax => false,
        var qualified => qualified.DescendantNodes().Any(static name => name is GenericNameSyntax),
    };

    private static bool IsOf(INamedTypeSymbol type, MessageKind kind, CqrsModel cqrs) => kind == MessageKind.Query ? cqrs.IsQuery(type) : cqrs.IsCommand(type);

    /// <summary>The results that a message interface, or a type that implements one, declares.</summary>
    private static IEnumerable<ITypeSymbol> Results(INamedTypeSymbol type) => type.AllInterfaces.Append(type)
        .Where(static marker => marker is { Arity: 1, TypeKind: TypeKind.Interface } && marker.IsMarker(Markers))
        .Select(static marker => marker.TypeArguments[0])
        .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default);
}
