using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Arch.Analyzers.Access;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Docker;
using Arch.Analyzers.Documents.Json;
using Arch.Analyzers.Documents.Lines;
using Arch.Analyzers.Documents.Xml;
using Arch.Analyzers.Documents.Yaml;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Access;

/// <summary>Deletes the property, element, variable or line that holds a key, and those of the secret and token that belong to it. Never leaves a placeholder.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], Name = nameof(AwsKeyInFileFix))]
[Shared]
public sealed class AwsKeyInFileFix() : TextFix(AccessRules.AwsKeyInFile)
{
    private protected override string Title => "Delete the key (rotate it first)";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic)
    {
        var edits = EditsOfAll(document, text, [diagnostic]).ToImmutableArray();
        // A pair goes as a whole or stays: half of it deleted looks like a repair and is none.
        return CoverAll(edits, Places(diagnostic)) ? edits : ImmutableArray<TextChange>.Empty;
    }

    private protected override IEnumerable<TextChange> EditsOfAll(AdditionalDocument document, SourceText text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var places = diagnostics.SelectMany(Places).Distinct().ToList();
        var language = diagnostics.Select(static diagnostic => diagnostic.Properties.TryGetValue(AwsKeyInFile.Language, out var named) ? named : null)
            .FirstOrDefault(static named => named is not null);
        return language switch
        {
            "JSON" => ElementRemoval.Edits(text, Elements(JsonReader.Parsed.Get(text), places)),
            "YAML" => ElementRemoval.Edits(text, Elements(YamlReader.Parsed.Get(text), places)),
            "XML" => XmlEdits(text, places),
            "Dockerfile" => ImageCredentialRemoval.Edits(text, Variables(text, places)),
            "lines" => LineEdits(text, places),
            _ => [],
        };
    }

    private static IEnumerable<TextSpan> Places(Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(AwsKeyInFile.Language)
            ? diagnostic.AdditionalLocations.Select(static location => location.SourceSpan).Prepend(diagnostic.Location.SourceSpan)
            : [];

    private static bool CoverAll(ImmutableArray<TextChange> edits, IEnumerable<TextSpan> places) =>
        places.All(place => edits.Any(edit => edit.Span.Contains(place)));

    /// <summary>The property, the list item or the <c>{ name, value }</c> object that is nothing but the key.</summary>
    private static IEnumerable<Node> Elements(DataDocument document, List<TextSpan> places) =>
        (from place in places
         let value = document.Roots.Select(root => root.ScalarAt(place)).FirstOrDefault(static found => found is not null)
         where value is not null && IsWhole(value, place) && !value.IsShared()
         select NodeNames.IsNamedBeside(value) ? value.Parent! : value).Distinct();

    /// <summary>A value that is the key, or a list item <c>NAME=key</c>; of a longer text only a person knows what the rest is for.</summary>
    private static bool IsWhole(Node value, TextSpan place) =>
        value.Value is { } text
        && (text.Trim().Length <= place.Length
            || (value.Key is null && text.IndexOf('=') is > 0 and var equals && text.Length - equals - 1 <= place.Length));

    private static IEnumerable<TextChange> XmlEdits(SourceText text, List<TextSpan> places)
    {
        var document = XmlScanner.Parsed.Get(text);
        foreach (var place in places)
        {
            var value = document.Roots.Select(root => root.ScalarAt(place)).FirstOrDefault(static found => found is not null);
            if (value is null || !IsWhole(value, place) || NodeNames.ElementOf(value) is not { } element)
                continue;
            if (OwnLines(text, element.Span) is { } lines)
                yield return new TextChange(lines, "");
        }
    }

    private static IEnumerable<TextSpan> Variables(SourceText text, List<TextSpan> places) =>
        from instruction in DockerfileReader.Parsed.Get(text).Instructions
        from variable in instruction.Variables
        where variable.Value is { } value && places.Any(value.Span.Contains)
        select variable.Name.Span;

    private static IEnumerable<TextChange> LineEdits(SourceText text, List<TextSpan> places)
    {
        foreach (var line in LineReader.Parsed.Get(text).Lines)
        {
            if (!line.IsComment && line.Assignments.Length == 1 && places.Contains(line.Assignments[0].ValueSpan) && OwnLines(text, line.Span) is { } lines)
                yield return new TextChange(lines, "");
        }
    }

    /// <summary>The lines with their break, when nothing else stands in them.</summary>
    private static TextSpan? OwnLines(SourceText text, TextSpan span)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        return SeparatedRemoval.IsBlank(text, first.Start, span.Start) && SeparatedRemoval.IsBlank(text, span.End, last.End)
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : null;
    }
}
