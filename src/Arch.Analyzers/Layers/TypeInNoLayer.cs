using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4005: a type belongs to no layer, and <c>arch.json</c> asks for one.</summary>
internal sealed class TypeInNoLayer() : CodeRule(LayersRules.TypeInNoLayer)
{
    /// <summary>Property of the diagnostic: the namespace of the folder, if its types belong to a layer.</summary>
    public const string Namespace = "namespace";

    public override bool Applies(ArchContext arch) => Architecture.Whole(arch) is { Model: { Unmatched: not null, Layers.IsEmpty: false } };

    public override void Start(RuleStart start)
    {
        var architecture = Architecture.Whole(start.Arch)!;
        start.OnSymbol([SymbolKind.NamedType], context =>
        {
            if (context.Symbol is not INamedTypeSymbol { ContainingType: null, IsImplicitlyDeclared: false } type || IsProgram(type) || GeneratedType.Is(type) || !architecture.IsUnclaimed(type))
                return;
            var place = type.Locations.Where(static place => place.IsInSource && !GeneratedType.Is(place.SourceTree!))
                .OrderBy(static place => place.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(static place => place.SourceSpan).First();
            context.Report.With(Namespace, FolderOf(place.SourceTree!, type, architecture, start.Arch)).At(
                place, new Finding(""), type.Name, type.ContainingNamespace.IsGlobalNamespace ? "<global>" : Names.Full(type.ContainingNamespace));
        });
    }

    private static bool IsProgram(INamedTypeSymbol type) => !type.GetMembers(WellKnownMemberNames.TopLevelStatementsEntryPointMethodName).IsEmpty;

    private static string? FolderOf(SyntaxTree tree, INamedTypeSymbol type, Architecture architecture, ArchContext arch)
    {
        if (arch.Properties.ProjectDirectory is not { } project || FilePaths.RelativeTo(tree.FilePath, project) is not { } relative)
            return null;
        var folders = relative.Split('/');
        var root = arch.Properties.RootNamespace is { Length: > 0 } named ? named.Split('.') : [];
        var space = root.Concat(folders.Take(folders.Length - 1).SelectMany(static folder => folder.Split('.'))).ToImmutableArray();
        return !space.IsEmpty && space.All(SyntaxFacts.IsValidIdentifier) && architecture.LayerOf(space, type.ContainingAssembly) is not null && !space.SequenceEqual(DottedName.Of(type.ContainingNamespace))
            ? string.Join(".", space)
            : null;
    }
}
