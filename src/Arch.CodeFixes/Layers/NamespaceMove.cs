using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Arch.CodeFixes.Layers;

/// <summary>Gives the one namespace of a file another name, and has everybody who mentions its types find them there.</summary>
internal static class NamespaceMove
{
    /// <summary>The solution after the move; null where not all of it would compile, or where more than the file would have to move.</summary>
    public static async Task<Solution?> MakeAsync(Solution solution, DocumentId file, string target, CancellationToken cancellation)
    {
        var document = solution.GetDocument(file)!;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax { Members: { Count: 1 } members } root
            || members[0] is not BaseNamespaceDeclarationSyntax space || space.Members.Any(static member => member is BaseNamespaceDeclarationSyntax)
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(space, cancellation) is not INamespaceSymbol old)
            return null;

        var types = space.Members.Select(member => model.GetDeclaredSymbol(member, cancellation)).OfType<INamedTypeSymbol>().ToList();
        // The other parts of a type would be another type.
        if (types.Count != space.Members.Count || types.Any(static type => type.DeclaringSyntaxReferences.Length > 1))
            return null;

        var from = old.ToDisplayString();
        var changed = await RedirectAsync(solution, types, file, from, target, cancellation).ConfigureAwait(false);
        if (old.GetMembers().All(member => types.Contains(member, SymbolEqualityComparer.Default)))
            changed = await WithoutImportsAsync(changed, file.ProjectId, from, cancellation).ConfigureAwait(false);
        var moved = root.ReplaceNode(space.Name, SyntaxFactory.ParseName(target).WithTriviaFrom(space.Name));
        var alone = changed.WithDocumentSyntaxRoot(file, moved);
        if (await CompilesAsync(solution, alone, file, cancellation).ConfigureAwait(false))
            return alone;
        // What stays behind may be needed here.
        var importing = changed.WithDocumentSyntaxRoot(file, Usings.Add(moved, from, model.Compilation, Layout.LineEndOf(root.SyntaxTree)));
        return await CompilesAsync(solution, importing, file, cancellation).ConfigureAwait(false) ? importing : null;
    }

    private static async Task<Solution> RedirectAsync(
        Solution solution, List<INamedTypeSymbol> types, DocumentId file, string from, string target, CancellationToken cancellation)
    {
        var places = new Dictionary<DocumentId, List<Location>>();
        foreach (var symbol in types.SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.IsExtensionMethod).Prepend<ISymbol>(type)))
        {
            foreach (var place in (await SymbolFinder.FindReferencesAsync(symbol, solution, cancellation).ConfigureAwait(false)).SelectMany(static found => found.Locations))
            {
                if (place.Document.Id == file || place.IsImplicit)
                    continue;
                if (!places.TryGetValue(place.Document.Id, out var known))
                    places.Add(place.Document.Id, known = []);
                known.Add(place.Location);
            }
        }

        foreach (var user in places)
        {
            var document = solution.GetDocument(user.Key)!;
            var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var compilation = (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
            var qualifiers = user.Value.Select(place => QualifierOf(root.FindNode(place.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true), from)).ToList();
            root = root.ReplaceNodes(qualifiers.OfType<SyntaxNode>(), (qualifier, _) => (qualifier is NameSyntax ? (SyntaxNode)SyntaxFactory.ParseName(target) : SyntaxFactory.ParseExpression(target)).WithTriviaFrom(qualifier));
            if (qualifiers.Contains(null))
                root = Usings.Add(root, target, compilation, Layout.LineEndOf(root.SyntaxTree));
            solution = solution.WithDocumentSyntaxRoot(user.Key, root);
        }

        return solution;
    }

    /// <summary>A namespace that is left empty cannot be imported any more.</summary>
    private static async Task<Solution> WithoutImportsAsync(Solution solution, ProjectId project, string space, CancellationToken cancellation)
    {
        foreach (var document in Affected(solution, project).SelectMany(id => solution.GetProject(id)!.Documents))
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax root)
                continue;
            var imports = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
                .Where(directive => directive.Alias is null && directive.StaticKeyword == default && directive.Name?.ToString() == space).ToList();
            if (imports.Count == 0)
                continue;
            var options = imports.Any(static directive => directive.HasLeadingTrivia && directive.GetLeadingTrivia().Any(static trivia => !string.IsNullOrWhiteSpace(trivia.ToString())))
                ? SyntaxRemoveOptions.KeepLeadingTrivia
                : SyntaxRemoveOptions.KeepNoTrivia;
            solution = solution.WithDocumentSyntaxRoot(document.Id, root.RemoveNodes(imports, options)!);
        }

        return solution;
    }

    private static IEnumerable<ProjectId> Affected(Solution solution, ProjectId project) =>
        solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project).Append(project);

    /// <summary>The old namespace in front of a name; null when there is none.</summary>
    private static SyntaxNode? QualifierOf(SyntaxNode mention, string from) => mention.Parent switch
    {
        QualifiedNameSyntax { Left: var left } name when name.Right == mention && left.ToString() == from => left,
        MemberAccessExpressionSyntax { Expression: var left } access when access.Name == mention && left.ToString() == from => left,
        _ => null,
    };

    private static async Task<bool> CompilesAsync(Solution before, Solution after, DocumentId file, CancellationToken cancellation)
    {
        foreach (var project in Affected(before, file.ProjectId))
        {
            foreach (var document in after.GetProject(project)!.Documents)
            {
                if (await CheckedDocument.HasMoreErrorsAsync(before.GetDocument(document.Id)!, document, cancellation).ConfigureAwait(false))
                    return false;
            }
        }

        return true;
    }
}
