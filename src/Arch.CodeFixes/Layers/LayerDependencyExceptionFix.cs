using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Layers;

/// <summary>ARCH4001, ARCH4002, ARCH4004: writes the pair of types into <c>arch.json</c> as accepted. The reason is the team's to give.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LayerDependencyExceptionFix)), Shared]
public sealed class LayerDependencyExceptionFix() : CodeFix(LayersRules.LayerDependency, LayersRules.PackageInLayer, LayersRules.ContextBoundary)
{
    private const string ConfigName = "arch.json";

    /// <summary>None: each exception wants a reason of its own, and many at once are what the baseline is for.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task OfferAsync(FixOffer offer)
    {
        // Code that stands in no type has no pattern but that of its whole assembly, which would accept more than this place.
        var properties = offer.Diagnostic.Properties;
        if (!properties.TryGetValue(LayerDependency.Properties.From, out var from) || from is null
            || !properties.TryGetValue(LayerDependency.Properties.To, out var to) || to is null
            || ConfigOf(offer.Document.Project) is not { } config)
            return;

        var text = await config.GetTextAsync(offer.Cancellation).ConfigureAwait(false);
        var edits = Edits(text, $$"""{ "from": "type:{{Name(from)}}", "to": "type:{{Name(to)}}", "because": "TODO: say why" }""");
        if (!edits.IsEmpty)
            offer.Solution("Add exception to arch.json", "exception", _ => Task.FromResult(offer.Document.Project.Solution.WithText(config.FilePath, text.WithChanges(edits))));
    }

    /// <summary>Patterns name a type without the number of its type parameters.</summary>
    private static string Name(string metadataName) => metadataName.Split('`')[0];

    /// <summary>The nearest one above the project, as the rules read it.</summary>
    private static TextDocument? ConfigOf(Project project) => project.AdditionalDocuments
        .Where(document => document.FilePath is { } path && FilePaths.Name(path).Equals(ConfigName, StringComparison.OrdinalIgnoreCase)
            && (project.FilePath is not { } file || FilePaths.RelativeTo(file, FilePaths.Directory(path)) is not null))
        .OrderByDescending(static document => FilePaths.Directory(document.FilePath!).Length).FirstOrDefault();

    private static ImmutableArray<TextChange> Edits(SourceText text, string entry)
    {
        if (JsonReader.Parse(text) is not { Error: null, Roots: { Length: 1 } roots } || roots[0] is not { Kind: NodeKind.Map } root)
            return ImmutableArray<TextChange>.Empty;
        return root["exceptions"] switch
        {
            null => ElementInsertion.Append(text, root, ElementInsertion.ListOf(text, "exceptions", entry)),
            { Kind: NodeKind.List } list => ElementInsertion.Append(text, list, _ => entry),
            _ => ImmutableArray<TextChange>.Empty,
        };
    }
}
