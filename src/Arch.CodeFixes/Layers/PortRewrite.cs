using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Layers;

/// <summary>
/// Puts ports in the place of the types that implement them, mention by mention. Each one is kept only if the code compiles and everything in it means the same as before,
/// or the port's version of it: also in other documents that use what is declared here.
/// </summary>
internal sealed class PortRewrite
{
    private readonly Document _document;
    private readonly SyntaxNode _root;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _used;
    private Dictionary<TypeSyntax, (PortMention Mention, INamedTypeSymbol Port)> _chosen = [];

    private PortRewrite(Document document, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        (_document, _root, _model, _cancellation) = (document, root, model, cancellation);
        _used = [.. Meaning.Of(root, model, cancellation).OfType<ISymbol>().Select(Meaning.IdOf).OfType<string>()];
        Changed = document;
    }

    /// <summary>The document as far as it has come.</summary>
    public Document Changed { get; private set; }

    public static async Task<PortRewrite?> OpenAsync(Document document, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? new(document, root, model, cancellation)
            : null;

    public PortMention? Find(TextSpan place) => PortMention.Find(_root, place, _model, _cancellation);

    /// <summary>That with the most members which are used here comes first, and of several the smallest.</summary>
    public IEnumerable<INamedTypeSymbol> Rank(PortMention mention, IEnumerable<INamedTypeSymbol> ports) => ports
        .Select(port => (Port: port, Pairs: Pairs(mention.Type, port)))
        .OrderByDescending(port => port.Pairs.Select(static pair => pair.Member).Distinct().Count(_used.Contains))
        .ThenBy(static port => port.Pairs.Count)
        .Select(static port => port.Port);

    /// <summary>Uses the port there; where that is not possible alone, together with the other mentions of the type that lie around it.</summary>
    public async Task<bool> UseAsync(PortMention mention, INamedTypeSymbol port) =>
        _chosen.ContainsKey(mention.Name)
        || await TryAsync([mention], port).ConfigureAwait(false)
        || (mention.Kin(_model, _cancellation).Where(other => !_chosen.ContainsKey(other.Name)).ToList() is { Count: > 1 } kin && await TryAsync(kin, port).ConfigureAwait(false));

    private async Task<bool> TryAsync(IReadOnlyCollection<PortMention> mentions, INamedTypeSymbol port)
    {
        var chosen = _chosen.Values.Concat(mentions.Select(mention => (Mention: mention, Port: port))).ToDictionary(static choice => choice.Mention.Name);
        var root = _root.ReplaceNodes(chosen.Keys, (name, _) => TypeNames.Of(chosen[name].Port).WithTriviaFrom(name));
        if (await CheckedDocument.MakeAsync(_document, root, _cancellation).ConfigureAwait(false) is not { } changed)
            return false;
        var pairs = new HashSet<(string, string)>(chosen.Values.SelectMany(static choice => Pairs(choice.Mention.Type, choice.Port)));
        var names = chosen.Values.Select(static choice => (Before: NameOf(choice.Mention.Type), After: NameOf(choice.Port))).Distinct().ToList();
        if (!await MeansTheSameAsync(_document, changed, pairs, names).ConfigureAwait(false))
            return false;
        foreach (var id in await OthersAsync(mentions).ConfigureAwait(false))
        {
            var (before, after) = (_document.Project.Solution.GetDocument(id)!, changed.Project.Solution.GetDocument(id)!);
            if (await CheckedDocument.HasMoreErrorsAsync(before, after, _cancellation).ConfigureAwait(false)
                || !await MeansTheSameAsync(before, after, pairs, names).ConfigureAwait(false))
                return false;
        }

        (_chosen, Changed) = (chosen, await WithoutBlankLinesAboveAsync(changed).ConfigureAwait(false));
        return true;
    }

    /// <summary>The blank line below the usings goes with the last of them.</summary>
    private async Task<Document> WithoutBlankLinesAboveAsync(Document changed)
    {
        var root = (await changed.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!;
        return root is CompilationUnitSyntax { Usings.Count: 0, Externs.Count: 0 } && !StartsWithBlankLine(_root) && StartsWithBlankLine(root)
            ? changed.WithSyntaxRoot(root.WithLeadingTrivia(root.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))))
            : changed;
    }

    private static bool StartsWithBlankLine(SyntaxNode root) => root.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>The members of an interface, and what a type implements them with.</summary>
    private static List<(string Member, string OfPort)> Pairs(INamedTypeSymbol type, INamedTypeSymbol port)
    {
        var pairs = new List<(string, string)>();
        foreach (var member in port.AllInterfaces.Insert(0, port).SelectMany(static part => part.GetMembers()))
        {
            if (type.FindImplementationForInterfaceMember(member) is { } implementation && Meaning.IdOf(implementation) is { } id && Meaning.IdOf(member) is { } ofPort)
                pairs.Add((id, ofPort));
        }

        return pairs;
    }

    private static string NameOf(INamedTypeSymbol type) => Analyzers.Engine.Names.Full(type);

    private async Task<bool> MeansTheSameAsync(Document before, Document after, HashSet<(string, string)> pairs, List<(string Before, string After)> names)
    {
        var (old, changed) = (await MeaningOfAsync(before).ConfigureAwait(false), await MeaningOfAsync(after).ConfigureAwait(false));
        if (old.Count != changed.Count)
            return false;
        for (var i = 0; i < old.Count; i++)
        {
            if (!MeansTheSame(old[i], changed[i], pairs, names))
                return false;
        }

        return true;
    }

    private async Task<IReadOnlyList<ISymbol?>> MeaningOfAsync(Document document) => Meaning.Of(
        (await document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false))!, (await document.GetSemanticModelAsync(_cancellation).ConfigureAwait(false))!, _cancellation);

    private static bool MeansTheSame(ISymbol? before, ISymbol? after, HashSet<(string, string)> pairs, List<(string Before, string After)> names)
    {
        if (before is null || after is null)
            return before is null && after is null;
        var (old, changed) = (Meaning.IdOf(before), Meaning.IdOf(after));
        if (old == changed)
            return old is not null || before.Name == after.Name;
        if (old is null || changed is null)
            return false;
        // What is declared here has another signature now, but every type in it has a port in its place.
        return pairs.Contains((old, changed)) || IsOverrideOf(before, changed)
            || (!pairs.Any(pair => pair.Item2 == changed) && names.Aggregate(old, static (id, name) => id.Replace(name.Before, name.After)) == changed);
    }

    /// <summary><c>ToString</c> and its like, which every value has.</summary>
    private static bool IsOverrideOf(ISymbol member, string id)
    {
        for (var method = (member as IMethodSymbol)?.OverriddenMethod; method is not null; method = method.OverriddenMethod)
        {
            if (Meaning.IdOf(method) == id)
                return true;
        }

        return false;
    }

    /// <summary>The other documents that use what is declared with one of the mentions, or override it.</summary>
    private async Task<HashSet<DocumentId>> OthersAsync(IEnumerable<PortMention> mentions)
    {
        var solution = _document.Project.Solution;
        var others = new HashSet<DocumentId>();
        foreach (var symbol in mentions.SelectMany(mention => mention.Declared(_model, _cancellation)).Distinct<ISymbol>(SymbolEqualityComparer.Default))
        {
            foreach (var found in await SymbolFinder.FindReferencesAsync(symbol, solution, _cancellation).ConfigureAwait(false))
            {
                others.UnionWith(found.Locations.Select(static place => place.Document.Id));
                others.UnionWith(found.Definition.Locations.Select(place => solution.GetDocument(place.SourceTree)?.Id).OfType<DocumentId>());
            }
        }

        others.Remove(_document.Id);
        return others;
    }
}
