using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4014: a handler that takes another one, and so goes past what the pipeline does before and after it.</summary>
internal sealed class HandlerCallsHandler() : CodeRule(LayersRules.HandlerCallsHandler)
{
    public override bool Applies(ArchContext arch) => HandlerClass.MayBeIn(arch);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration], static node =>
    {
        var declaration = (TypeDeclarationSyntax)node.Node;
        if (CqrsModel.Get(node.Arch) is not { } cqrs || !HandlerClass.MayBe(declaration, cqrs) || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not INamedTypeSymbol type
            || MessageHandler.Of(type, cqrs).IsEmpty)
            return;
        foreach (var written in Used(declaration))
        {
            if (node.Model.GetSymbolInfo(written, node.Cancellation).Symbol is INamedTypeSymbol other && !SymbolEqualityComparer.Default.Equals(other, type)
                && IsHandler(other, cqrs) && !Decorates(type, other))
                node.Report.At(written.GetLocation(), Finding.Of(other), type.Name, other.Name);
        }
    });

    /// <summary>The types of what the constructors take, and of what is created with a name that handlers have.</summary>
    private static IEnumerable<TypeSyntax> Used(TypeDeclarationSyntax declaration)
    {
        var lists = declaration.Members.OfType<ConstructorDeclarationSyntax>().Select(static constructor => constructor.ParameterList).Append(declaration.ParameterList);
        foreach (var parameter in lists.Where(static list => list is not null).SelectMany(static list => list!.Parameters))
        {
            if (parameter.Type is { } type && NameOf(type) is { } name && (MessageHandler.IsConventional(name) || MessageHandler.IsHandlerInterface(name)))
                yield return type;
        }

        foreach (var creation in declaration.DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
        {
            if (NameOf(creation.Type) is { } name && MessageHandler.IsConventional(name))
                yield return creation.Type;
        }
    }

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        _ => null,
    };

    private static bool IsHandler(INamedTypeSymbol type, CqrsModel cqrs) => type.TypeKind == TypeKind.Interface
        ? type.Arity > 0 && MessageHandler.IsHandlerInterface(type.Name)
        : MessageHandler.Of(type, cqrs).Any(handler => handler.Kind != MessageKind.Other) || type.AllInterfaces.Any(static handler => handler.Arity > 0 && MessageHandler.IsHandlerInterface(handler.Name));

    /// <summary>Whether both handle the same messages in the same way: the one around the other is a decorator.</summary>
    private static bool Decorates(INamedTypeSymbol type, INamedTypeSymbol other) =>
        other.AllInterfaces.Append(other).Any(handler => MessageHandler.IsHandlerInterface(handler.Name) && type.AllInterfaces.Contains(handler, SymbolEqualityComparer.Default));
}
