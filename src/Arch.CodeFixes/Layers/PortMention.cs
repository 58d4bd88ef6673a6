using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Layers;

/// <summary>A type where it is the type of something: a variable, a member, a parameter or what is returned. There an interface can stand in for it.</summary>
/// <param name="Name">The whole name, as it is written.</param>
/// <param name="Type">The type.</param>
internal sealed record PortMention(TypeSyntax Name, INamedTypeSymbol Type)
{
    public static PortMention? Find(SyntaxNode root, TextSpan place, SemanticModel model, CancellationToken cancellation) => root.FindNode(place, getInnermostNodeForTie: true) switch
    {
        SimpleNameSyntax name => Find(name, model, cancellation),
        QualifiedNameSyntax qualified => Find(qualified.Right, model, cancellation),
        AliasQualifiedNameSyntax aliased => Find(aliased.Name, model, cancellation),
        _ => null,
    };

    /// <summary>The interfaces that a finding names.</summary>
    public IEnumerable<INamedTypeSymbol> Ports(Diagnostic finding) =>
        (finding.Properties.TryGetValue(LayerDependency.Properties.Ports, out var ports) && ports is { Length: > 0 } ? ports.Split(',') : []).Select(Port).OfType<INamedTypeSymbol>();

    /// <summary>The interface with this name as the type implements it; null when it does so not at all, or more than once.</summary>
    public INamedTypeSymbol? Port(string name)
    {
        var ports = Type.AllInterfaces.Where(port => Names.Metadata(port) == name).ToList();
        return ports.Count == 1 ? ports[0] : null;
    }

    /// <summary>The other mentions of the type in the same outermost type: a field that a constructor fills changes with the parameter.</summary>
    public IEnumerable<PortMention> Kin(SemanticModel model, CancellationToken cancellation) =>
        Name.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() is { } outermost
            ? outermost.DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(name => name.Identifier.ValueText == Type.Name)
                .Select(name => Find(name, model, cancellation)).OfType<PortMention>()
                .Where(other => SymbolEqualityComparer.Default.Equals(other.Type, Type))
            : [];

    /// <summary>What it is the type of, as far as other documents may use it.</summary>
    public IEnumerable<ISymbol> Declared(SemanticModel model, CancellationToken cancellation) => Holder.Parent switch
    {
        VariableDeclarationSyntax { Parent: BaseFieldDeclarationSyntax } declaration => declaration.Variables.Select(variable => model.GetDeclaredSymbol(variable, cancellation)).OfType<ISymbol>(),
        ParameterSyntax parameter when model.GetDeclaredSymbol(parameter, cancellation) is IParameterSymbol declared => OfParameter(declared),
        PropertyDeclarationSyntax or MethodDeclarationSyntax or IndexerDeclarationSyntax or DelegateDeclarationSyntax when model.GetDeclaredSymbol(Holder.Parent, cancellation) is { } symbol => [symbol],
        _ => [],
    };

    private TypeSyntax Holder => Name.Parent is NullableTypeSyntax nullable ? nullable : Name;

    private static PortMention? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(name, cancellation).Symbol is not INamedTypeSymbol { IsReferenceType: true } type)
            return null;
        var whole = (TypeSyntax)name;
        while ((whole.Parent is QualifiedNameSyntax qualified && qualified.Right == whole) || (whole.Parent is AliasQualifiedNameSyntax aliased && aliased.Name == whole))
            whole = (TypeSyntax)whole.Parent;
        var mention = new PortMention(whole, type);
        return IsTypeOfSomething(mention.Holder) ? mention : null;
    }

    /// <summary>Not what is created, cast to, derived from or called: there the type itself is meant.</summary>
    private static bool IsTypeOfSomething(TypeSyntax type) => type.Parent switch
    {
        VariableDeclarationSyntax declaration => declaration.Type == type,
        ForEachStatementSyntax loop => loop.Type == type,
        PropertyDeclarationSyntax property => property.Type == type,
        ParameterSyntax parameter => parameter.Type == type,
        MethodDeclarationSyntax method => method.ReturnType == type,
        IndexerDeclarationSyntax indexer => indexer.Type == type,
        LocalFunctionStatementSyntax function => function.ReturnType == type,
        DelegateDeclarationSyntax function => function.ReturnType == type,
        _ => false,
    };

    /// <summary>The member that has the parameter, and the property that a record makes of it.</summary>
    private static ImmutableArray<ISymbol> OfParameter(IParameterSymbol parameter) => parameter.ContainingSymbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } => ImmutableArray<ISymbol>.Empty,
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true } constructor => constructor.ContainingType.GetMembers(parameter.Name).Add(constructor),
        var member => ImmutableArray.Create(member),
    };
}
