using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>
/// A using directive of a namespace or type that no code below it may use. For teams that want the directive itself to be a finding: without the option
/// only what it makes shorter is one.
/// </summary>
/// <param name="Origin">The first code below it; for a global one the whole project.</param>
/// <param name="Target">The type, or the first one of the namespace.</param>
/// <param name="Ruling">Why it may not be used.</param>
/// <param name="Name">The full name of what is imported.</param>
/// <param name="Location">Where it is named.</param>
internal sealed record Import(Origin Origin, INamedTypeSymbol Target, Ruling Ruling, string Name, Location Location)
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.UsingDirective];

    /// <summary>What this directive imports, if that is forbidden to everything that it is for.</summary>
    public static Import? Find(in NodeContext node, Architecture architecture)
    {
        var directive = (UsingDirectiveSyntax)node.Node;
        if (!node.Arch.Configuration.Get(LayersOptions.UsingDirectives, node.Node.SyntaxTree))
            return null;
        var origins = Origins(directive, node.Model, architecture, node.Cancellation);
        return node.Model.GetSymbolInfo(directive.NamespaceOrType, node.Cancellation).Symbol is INamespaceSymbol space
            ? OfNamespace(space, directive, origins)
            : OfType(directive, origins, node.Model, node.Cancellation);
    }

    private static Import? OfNamespace(INamespaceSymbol space, UsingDirectiveSyntax directive, List<Origin> origins)
    {
        var types = space.GetTypeMembers();
        // A namespace may lie in several assemblies, and patterns may tell its types apart: one innocent type is reason enough for the directive.
        return !types.IsEmpty && Verdict(types, origins) is { } ruling
            ? new Import(origins[0], types[0], ruling, Names.Full(space), directive.NamespaceOrType.GetLocation())
            : null;
    }

    private static Import? OfType(UsingDirectiveSyntax directive, List<Origin> origins, SemanticModel model, CancellationToken cancellation)
    {
        var written = directive.NamespaceOrType;
        return origins[0].Forbidden(model.GetTypeInfo(written, cancellation).Type) is { } type && Verdict([type], origins) is { } ruling
            ? new Import(origins[0], type, ruling, Names.Full(type), (TypeMention.Find(written, type, model, cancellation) ?? written).GetLocation())
            : null;
    }

    /// <summary>Why none of the types may be used by any of the code; null when one may be.</summary>
    private static Ruling? Verdict(IEnumerable<INamedTypeSymbol> types, List<Origin> origins)
    {
        var ruling = default(Ruling);
        foreach (var type in types)
        {
            foreach (var origin in origins)
            {
                if (!origin.MayNotUse(type) || GeneratedType.Is(type) || origin.Verdict(type) is not { } found)
                    return null;
                ruling ??= found;
            }
        }

        return ruling;
    }

    /// <summary>The types and members that a directive is for; the project for a global one, and for a file with nothing in it.</summary>
    private static List<Origin> Origins(UsingDirectiveSyntax directive, SemanticModel model, Architecture architecture, CancellationToken cancellation)
    {
        var project = new Origin(architecture, null, model.Compilation.Assembly);
        if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            return [project];
        var origins = directive.Parent!.DescendantNodesAndSelf(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax)
            .Select(node => model.GetDeclaredSymbol(node, cancellation)).OfType<ISymbol>()
            .Select(symbol => new Origin(architecture, symbol, model.Compilation.Assembly)).ToList();
        return origins.Count > 0 ? origins : [project];
    }
}
