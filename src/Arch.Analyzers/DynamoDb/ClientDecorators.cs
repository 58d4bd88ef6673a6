using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The types of the compilation that stand in front of the client, and are put into service somewhere.</summary>
internal sealed class ClientDecorators
{
    private const int MostForwards = 3;

    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _types;

    private ClientDecorators(ArchContext arch) => _types = new(() => Find(arch.Compilation));

    public static ClientDecorators Get(ArchContext arch) => arch.Slot(static context => new ClientDecorators(context));

    /// <summary>Whether an injected client is a decorator that runs this very member under a backoff.</summary>
    public bool Cover(InvocationExpressionSyntax call, IMethodSymbol method, BackoffEvidence evidence, Models models, CancellationToken cancellation)
    {
        var model = models.Of(call.SyntaxTree);
        return Receiver.Of(call) is { } receiver && model.GetTypeInfo(receiver, cancellation).Type is { Name: "IAmazonDynamoDB", TypeKind: TypeKind.Interface }
            && IsInjected(receiver, models, cancellation) && _types.Value.Any(type => Retries(type, method, evidence, models, cancellation, 0));
    }

    private static bool IsInjected(ExpressionSyntax receiver, Models models, CancellationToken cancellation)
    {
        switch (models.Of(receiver.SyntaxTree).GetSymbolInfo(SameValue.Bare(receiver), cancellation).Symbol)
        {
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }:
                return true;
            case (IFieldSymbol or IPropertySymbol) and { DeclaringSyntaxReferences.Length: 1 } member when models.Of(member) is { } model:
                return SingleValue.Of(member, model, cancellation) is { } value && SameValue.Sources(value).All(source =>
                    model.GetSymbolInfo(source, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } });
            default:
                return false;
        }
    }

    private static bool Retries(INamedTypeSymbol type, IMethodSymbol method, BackoffEvidence evidence, Models models, CancellationToken cancellation, int forwards)
    {
        if (forwards > MostForwards || SourceMethods.Implementation(type, method) is not { } implementation || models.Of(implementation) is not { } model)
            return false;
        var body = implementation.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var found = false;
        foreach (var inner in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(inner, cancellation).Symbol is not IMethodSymbol called || DynamoDbCall.WithoutAsync(called.Name) != DynamoDbCall.WithoutAsync(method.Name) || !DynamoDbCall.IsClientMember(called))
                continue;
            // One overload may lead to another.
            var isOwn = Receiver.Of(inner) is null or ThisExpressionSyntax;
            if (isOwn ? !Retries(type, called, evidence, models, cancellation, forwards + 1) : !evidence.Covers(inner, model))
                return false;
            found = true;
        }

        return found;
    }

    private static IReadOnlyList<INamedTypeSymbol> Find(Compilation compilation)
    {
        var types = new List<INamedTypeSymbol>();
        foreach (var model in TreeModels.With(compilation, ["IAmazonDynamoDB", "AmazonDynamoDBClient"], default))
        {
            foreach (var declaration in model.SyntaxTree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            {
                if (declaration is { BaseList: not null } and not InterfaceDeclarationSyntax && model.GetDeclaredSymbol(declaration) is { IsAbstract: false } type && DynamoDbCall.IsClientType(type)
                    && IsPutIntoService(type, compilation))
                    types.Add(type);
            }
        }

        return types;
    }

    /// <summary>Whether the type is created, or named where services are registered.</summary>
    private static bool IsPutIntoService(INamedTypeSymbol type, Compilation compilation) =>
        TreeModels.With(compilation, [type.Name], default).Any(model => model.SyntaxTree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == type.Name && IsUse(name) && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, type)));

    private static bool IsUse(IdentifierNameSyntax name)
    {
        TypeSyntax whole = name;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
            whole = (TypeSyntax)whole.Parent;
        return whole.Parent is ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or TypeArgumentListSyntax { Parent.Parent: MemberAccessExpressionSyntax or InvocationExpressionSyntax };
    }
}
