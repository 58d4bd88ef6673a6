using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4015: an entity that holds another aggregate instead of its id.</summary>
internal sealed class AggregateReferencesAggregate() : CodeRule(LayersRules.AggregateReferencesAggregate)
{
    public override bool Applies(ArchContext arch) => Entities.MayHaveAggregates(arch);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.ClassDeclaration, SyntaxKind.RecordDeclaration], static node =>
    {
        var declaration = (TypeDeclarationSyntax)node.Node;
        // Entities are told by what they derive from.
        if (declaration.BaseList is null && CqrsModel.Get(node.Arch)!.Settings is null || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not INamedTypeSymbol type)
            return;
        var entities = Entities.Get(node.Arch);
        if (!entities.IsMarked(type))
            return;
        foreach (var member in declaration.Members)
        {
            var written = member switch
            {
                PropertyDeclarationSyntax property => property.Type,
                FieldDeclarationSyntax field => field.Declaration.Type,
                _ => null,
            };
            if (written is null || member.Modifiers.Any(SyntaxKind.StaticKeyword) || written is PredefinedTypeSyntax || node.Model.GetTypeInfo(written, node.Cancellation).Type is not { } held
                || Entities.Constituents(held).OfType<INamedTypeSymbol>().FirstOrDefault(part => entities.IsAggregate(part)) is not { } root || IsRelated(type, root) || HoldsId(type, member, root))
                continue;
            if (TypeMention.Find(written, root, node.Model, node.Cancellation) is { } name)
                node.Report.At(name.GetLocation(), Finding.Of(root), type.Name, root.Name, root.Name + "Id");
        }
    });

    /// <summary>Whether the id is held as well, and what stands beside it is a way for queries to go there.</summary>
    private static bool HoldsId(INamedTypeSymbol type, MemberDeclarationSyntax member, INamedTypeSymbol root) =>
        !type.GetMembers(root.Name + "Id").IsEmpty || member is PropertyDeclarationSyntax property && !type.GetMembers(property.Identifier.ValueText + "Id").IsEmpty;

    /// <summary>Whether both are the same kind of thing, or the one is a part of the other that knows where it belongs.</summary>
    private static bool IsRelated(INamedTypeSymbol type, INamedTypeSymbol root) =>
        IsOrDerives(type, root) || IsOrDerives(root, type)
        || root.GetMembers().Any(member => !member.IsStatic && Held(member) is { } held && Entities.Constituents(held).Any(part => SymbolEqualityComparer.Default.Equals(part, type)));

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol root)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, root.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static ITypeSymbol? Held(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
