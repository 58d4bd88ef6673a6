using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Arch.Analyzers.Access;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Documents.Yaml;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Access;

/// <summary>Deletes a credential variable from a deployment descriptor.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    Name = nameof(CredentialsInDeploymentFix))]
[Shared]
public sealed class CredentialsInDeploymentFix() : TextFix(AccessRules.CredentialsInDeployment)
{
    private protected override string Title => "Delete the credential variable";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic) =>
        EditsOfAll(document, text, [diagnostic]).ToImmutableArray();

    private protected override IEnumerable<TextChange> EditsOfAll(AdditionalDocument document, SourceText text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var places = diagnostics.ToLookup(
            static diagnostic => diagnostic.Properties.TryGetValue(CredentialsInDeployment.Language, out var language) ? language : null,
            static diagnostic => diagnostic.Location.SourceSpan);
        return ImageCredentialRemoval.Edits(text, places["Dockerfile"])
            .AddRange(ElementRemoval.Edits(text, Elements(JsonReader.Parsed, text, places["JSON"])))
            .AddRange(ElementRemoval.Edits(text, Elements(YamlReader.Parsed, text, places["YAML"])));
    }

    private static IEnumerable<Node> Elements(ParseOnce<DataDocument> reader, SourceText text, IEnumerable<TextSpan> places) =>
        from place in places
        let element = reader.Get(text).Roots.Select(root => Element(root, place)).FirstOrDefault(static found => found is not null)
        where element is not null && !element.IsShared()
        select element;

    /// <summary>What defines the variable whose name stands at the place.</summary>
    private static Node? Element(Node node, TextSpan place)
    {
        foreach (var child in node.Children)
        {
            if (child.Key is not null && child.KeySpan == place)
                return child;
            if (child.Span.Contains(place) && child.AliasOf is null)
                return !child.IsScalar ? Element(child, place) : child.Key is null ? child : child.Parent;
        }

        return null;
    }
}
