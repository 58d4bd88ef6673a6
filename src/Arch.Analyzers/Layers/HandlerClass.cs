using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>Which classes are worth a look for handlers: told by their names and those of their base types, without binding.</summary>
internal static class HandlerClass
{
    private static readonly string[] Libraries = ["MediatR", "MediatR.Contracts", "Mediator.Abstractions", "MassTransit.Abstractions"];

    /// <summary>Whether any type of the compilation may be a handler.</summary>
    public static bool MayBeIn(ArchContext arch) =>
        (arch.ReferencesAny(Libraries) || ArchJson.Get(arch).Root?["cqrs"] is not null || CqrsNames.Get(arch).HasHandler) && CqrsModel.Get(arch) is not null;

    public static bool MayBe(TypeDeclarationSyntax declaration, CqrsModel cqrs) =>
        cqrs.KnowsOtherHandlers || MessageHandler.IsConventional(declaration.Identifier.ValueText) || Implements(declaration);

    private static bool Implements(TypeDeclarationSyntax declaration)
    {
        if (declaration.BaseList is { } bases)
        {
            foreach (var parent in bases.Types)
            {
                if (NameOf(parent.Type) is { } name && MessageHandler.IsHandlerInterface(name))
                    return true;
            }
        }

        return false;
    }

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        _ => null,
    };
}
