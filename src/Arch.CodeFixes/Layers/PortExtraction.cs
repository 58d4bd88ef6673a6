using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Layers;

/// <summary>
/// Makes a port where there is none: an interface in the layer of its user, with the members that this layer uses, which the type implements as it is.
/// Each step is taken only if what it leaves compiles, and the whole only if the new code breaks no rule about layers.
/// </summary>
internal sealed class PortExtraction
{
    private readonly Document _document;
    private readonly SemanticModel _model;
    private readonly PortMention _mention;
    private readonly INamedTypeSymbol _type;
    private readonly Origin _origin;
    private readonly CancellationToken _cancellation;

    private PortExtraction(Document document, SemanticModel model, PortMention mention, INamedTypeSymbol type, Origin origin, CancellationToken cancellation) =>
        (_document, _model, _mention, _type, _origin, _cancellation) = (document, model, mention, type, origin, cancellation);

    /// <summary>The name of the interface.</summary>
    public string Name => "I" + _type.Name;

    /// <summary>Null where nobody could implement an interface of the type, or where the architecture is not known.</summary>
    public static async Task<PortExtraction?> OpenAsync(Document document, PortMention mention, CancellationToken cancellation)
    {
        var type = mention.Type.OriginalDefinition;
        if (type is not { TypeKind: TypeKind.Class, IsStatic: false, IsRecord: false, IsFileLocal: false, ContainingType: null }
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || Architecture.Get(ArchContext.Get(model.Compilation, document.Project.AnalyzerOptions)) is not { } architecture)
            return null;
        var origin = new Origin(architecture, Around(mention.Name, model, cancellation), model.Compilation.Assembly);
        return origin.Place.Layer is null ? null : new(document, model, mention, type, origin, cancellation);
    }

    /// <summary>The solution with the port in use; null when it cannot be made.</summary>
    public async Task<Solution?> MakeAsync()
    {
        if (await FindDeclarationAsync().ConfigureAwait(false) is not { } declaration)
            return null;
        var target = declaration.Document;
        if (await FindHomeAsync(target.Project).ConfigureAwait(false) is not { } home || await IsTakenAsync(home.Document.Project, target).ConfigureAwait(false))
            return null;
        var members = await UsedMembers.FindAsync(_document.Project, _type, IsOurs, _cancellation).ConfigureAwait(false);
        if (members.Count == 0 || members.Exists(member => !CanBeDeclared(member.Symbol)) || _type.TypeParameters.Any(HasForbiddenConstraint))
            return null;

        // The steps move what the next one is about, so the places are marked before.
        var (mentioned, implemented) = (new SyntaxAnnotation(), new SyntaxAnnotation());
        var solution = await MarkAsync(_document.Project.Solution, _document.Id, _mention.Name.Span, mentioned).ConfigureAwait(false);
        solution = await MarkAsync(solution, target.Id, declaration.Span, implemented).ConfigureAwait(false);
        return await AddAsync(solution, home, members).ConfigureAwait(false) is { } added
            && await ImplementAsync(added, target.Id, implemented, home.Namespace).ConfigureAwait(false) is { } complete
            && await UseAsync(complete, mentioned, home.Namespace).ConfigureAwait(false) is { } used
            && await IsAllowedAsync(used, target, home.Namespace).ConfigureAwait(false) ? used : null;
    }

    /// <summary>The type around a place; the compiler counts the parameters of a primary constructor to the namespace.</summary>
    private static ISymbol? Around(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.Ancestors().FirstOrDefault(static outer => outer is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax) is { } type
            ? model.GetDeclaredSymbol(type, cancellation)
            : model.GetEnclosingSymbol(node.SpanStart, cancellation);

    private bool IsOurs(SemanticModel model, SyntaxNode node) =>
        new Origin(_origin.Territory, Around(node, model, _cancellation), _model.Compilation.Assembly).Place.Layer == _origin.Place.Layer;

    /// <summary>Where the type is written by hand: that part of it which names what it derives from, or the first.</summary>
    private async Task<(Document Document, TextSpan Span)?> FindDeclarationAsync()
    {
        var source = await SymbolFinder.FindSourceDefinitionAsync(_type, _document.Project.Solution, _cancellation).ConfigureAwait(false);
        var parts = new List<(Document Document, ClassDeclarationSyntax Syntax)>();
        foreach (var reference in source?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            if (_document.Project.Solution.GetDocument(reference.SyntaxTree) is { } document and not SourceGeneratedDocument
                && await reference.GetSyntaxAsync(_cancellation).ConfigureAwait(false) is ClassDeclarationSyntax syntax
                && (syntax.BaseList is null || !Statements.HasDirectives(syntax.BaseList)))
                parts.Add((document, syntax));
        }

        return parts.Count == 0 || GeneratedType.Is((INamedTypeSymbol)source!) ? null
            : parts.OrderBy(static part => part.Syntax.BaseList is null).Select(static part => ((Document, TextSpan)?)(part.Document, part.Syntax.Span)).First();
    }

    /// <summary>
    /// A document of the user's layer that the type can see from where it is: the mention's own within one project; else one of a project that both reference.
    /// </summary>
    private async Task<(Document Document, string Namespace)?> FindHomeAsync(Project target)
    {
        if (target.Id == _document.Project.Id)
            return (_document, NamespaceOf(Around(_mention.Name, _model, _cancellation)));
        if (_type.DeclaredAccessibility != Accessibility.Public)
            return null;
        foreach (var reference in target.ProjectReferences.Intersect(_document.Project.ProjectReferences))
        {
            var found = new List<(Document Document, string Namespace)>();
            foreach (var document in target.Solution.GetProject(reference.ProjectId)?.Documents ?? [])
            {
                if (await document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(_cancellation).ConfigureAwait(false) is not { } model)
                    continue;
                found.AddRange(root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
                    .Select(type => model.GetDeclaredSymbol(type, _cancellation)).OfType<INamedTypeSymbol>()
                    .Where(type => _origin.Territory.Of(type).Layer == _origin.Place.Layer)
                    .Select(type => (document, NamespaceOf(type))));
            }

            if (found.Count > 0)
                return found.OrderBy(static place => place.Namespace.Length).ThenBy(static place => place.Document.FilePath, System.StringComparer.Ordinal).First();
        }

        return null;
    }

    private static string NamespaceOf(ISymbol? symbol) => (symbol as INamespaceSymbol ?? symbol?.ContainingNamespace) is { IsGlobalNamespace: false } space ? Names.Full(space) : "";

    /// <summary>A type of this name anywhere around would be meant in its place, or make the name ambiguous.</summary>
    private async Task<bool> IsTakenAsync(Project home, Document target)
    {
        foreach (var project in new[] { home, target.Project, _document.Project }.Distinct())
        {
            if (await project.GetCompilationAsync(_cancellation).ConfigureAwait(false) is not { } compilation || compilation.ContainsSymbolsWithName(Name, SymbolFilter.Type, _cancellation))
                return true;
        }

        return !_model.LookupNamespacesAndTypes(_mention.Name.SpanStart, name: Name).IsEmpty || home.Documents.Any(document => document.Name == Name + ".cs");
    }

    /// <summary>Whether an interface of our layer can have the member: attributes of parameters say what an interface would not, and its types must be ours to use.</summary>
    private bool CanBeDeclared(ISymbol member)
    {
        var parameters = member switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => ImmutableArray<IParameterSymbol>.Empty,
        };
        return (member as IMethodSymbol)?.GetReturnTypeAttributes().IsEmpty != false
            && parameters.SelectMany(static parameter => parameter.GetAttributes()).All(static attribute => attribute.AttributeClass?.Name == "EnumeratorCancellationAttribute")
            && parameters.Select(static parameter => parameter.Type).Append(TypeOf(member)).All(type => _origin.Forbidden(type) is null)
            && (member is not IMethodSymbol { TypeParameters: var own } || !own.Any(HasForbiddenConstraint));
    }

    private bool HasForbiddenConstraint(ITypeParameterSymbol parameter) => parameter.ConstraintTypes.Any(type => _origin.Forbidden(type) is not null);

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        IEventSymbol @event => @event.Type,
        _ => null,
    };

    private async Task<Solution> MarkAsync(Solution solution, DocumentId id, TextSpan span, SyntaxAnnotation mark)
    {
        var root = (await solution.GetDocument(id)!.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!;
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        return solution.WithDocumentSyntaxRoot(id, root.ReplaceNode(node, node.WithAdditionalAnnotations(mark)));
    }

    private async Task<Solution?> AddAsync(Solution solution, (Document Document, string Namespace) home, List<UsedMember> members)
    {
        var project = solution.GetProject(home.Document.Project.Id)!;
        var style = (await home.Document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!;
        var annotates = project.CompilationOptions is CSharpCompilationOptions { NullableContextOptions: NullableContextOptions.Enable or NullableContextOptions.Annotations };
        var path = home.Document.FilePath is { } beside ? beside.Substring(0, beside.LastIndexOfAny(['/', '\\']) + 1) + Name + ".cs" : null;
        var empty = project.AddDocument(Name + ".cs", "", home.Document.Folders, path);
        var changed = await CheckedDocument.MakeAsync(empty, PortText.Unit(Name, _type, members, home.Namespace, style, annotates), _cancellation).ConfigureAwait(false);
        return changed?.Project.Solution;
    }

    private async Task<Solution?> ImplementAsync(Solution solution, DocumentId id, SyntaxAnnotation implemented, string space)
    {
        var document = solution.GetDocument(id)!;
        var root = (await document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!;
        var type = (ClassDeclarationSyntax)root.GetAnnotatedNodes(implemented).Single();
        var arguments = type.TypeParameterList is { } generic ? $"<{string.Join(", ", generic.Parameters.Select(static parameter => parameter.Identifier.Text))}>" : "";
        var name = SyntaxFactory.ParseTypeName($"global::{(space.Length == 0 ? "" : space + ".")}{Name}{arguments}").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        var changed = await CheckedDocument.MakeAsync(document, root.ReplaceNode(type, WithBase(type, SyntaxFactory.SimpleBaseType(name))), _cancellation).ConfigureAwait(false);
        return changed?.Project.Solution;
    }

    /// <summary>What stood behind the head of the type stands behind the interface then.</summary>
    private static ClassDeclarationSyntax WithBase(ClassDeclarationSyntax type, BaseTypeSyntax port)
    {
        var blank = SyntaxFactory.Space;
        if (type.BaseList is { Types: var types } list)
        {
            var last = types.Last();
            var separators = types.GetSeparators().Append(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(blank));
            var all = types.Replace(last, last.WithTrailingTrivia());
            return type.WithBaseList(list.WithTypes(SyntaxFactory.SeparatedList(all.Append(port.WithTrailingTrivia(last.GetTrailingTrivia())), separators)));
        }

        var behind = (type.ParameterList ?? (SyntaxNode?)type.TypeParameterList)?.GetTrailingTrivia() ?? type.Identifier.TrailingTrivia;
        type = type.ParameterList is { } parameters ? type.WithParameterList(parameters.WithTrailingTrivia(blank))
            : type.TypeParameterList is { } generic ? type.WithTypeParameterList(generic.WithTrailingTrivia(blank))
            : type.WithIdentifier(type.Identifier.WithTrailingTrivia(blank));
        return type.WithBaseList(SyntaxFactory.BaseList(
            SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(blank), SyntaxFactory.SingletonSeparatedList(port.WithTrailingTrivia(behind))));
    }

    private async Task<Solution?> UseAsync(Solution solution, SyntaxAnnotation mentioned, string space)
    {
        var document = solution.GetDocument(_document.Id)!;
        var root = (await document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!;
        return await PortRewrite.OpenAsync(document, _cancellation).ConfigureAwait(false) is { } rewrite
            && rewrite.Find(root.GetAnnotatedNodes(mentioned).Single().Span) is { } mention
            && mention.Port(FullName(space)) is { } port
            && await rewrite.UseAsync(mention, port).ConfigureAwait(false) ? rewrite.Changed.Project.Solution : null;
    }

    private string FullName(string space) => $"{(space.Length == 0 ? "" : space + ".")}{Name}{(_type.Arity == 0 ? "" : "`" + _type.Arity.ToString(System.Globalization.CultureInfo.InvariantCulture))}";

    /// <summary>Whether the port lies in the layer of its user, and the type may know it.</summary>
    private async Task<bool> IsAllowedAsync(Solution solution, Document target, string space) =>
        await PlaceAsync(solution.GetProject(_document.Project.Id)!, space).ConfigureAwait(false) is { } ours && ours.Layer?.Name == _origin.Place.Layer!.Name
        && await MayKnowAsync(solution.GetProject(target.Project.Id)!, space).ConfigureAwait(false);

    private async Task<Place?> PlaceAsync(Project project, string space) =>
        await ArchitectureAsync(project).ConfigureAwait(false) is var (architecture, compilation) && Find(compilation, space, FullName(space)) is { } port ? architecture.Of(port) : null;

    private async Task<bool> MayKnowAsync(Project project, string space) =>
        await ArchitectureAsync(project).ConfigureAwait(false) is not var (architecture, compilation)
        || (Find(compilation, space, FullName(space)) is { } port && Find(compilation, NamespaceOf(_type), Names.Metadata(_type)) is { } type
            && !new Origin(architecture, type, compilation.Assembly).MayNotUse(port));

    /// <summary>Null where nothing is forbidden.</summary>
    private async Task<(Architecture Architecture, Compilation Compilation)?> ArchitectureAsync(Project project) =>
        await project.GetCompilationAsync(_cancellation).ConfigureAwait(false) is { } compilation && Architecture.Get(ArchContext.Get(compilation, project.AnalyzerOptions)) is { } architecture
            ? (architecture, compilation)
            : null;

    private static INamedTypeSymbol? Find(Compilation compilation, string space, string name)
    {
        var at = compilation.GlobalNamespace;
        foreach (var part in space.Length == 0 ? [] : space.Split('.'))
        {
            if (at.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part) is not { } found)
                return null;
            at = found;
        }

        return at.GetTypeMembers().FirstOrDefault(type => Names.Metadata(type) == name);
    }
}
