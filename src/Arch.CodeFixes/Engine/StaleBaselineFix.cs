using System.Collections.Immutable;
using System.Composition;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>Deletes a line of the baseline that is no longer needed.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".txt"], Name = nameof(StaleBaselineFix))]
[Shared]
public sealed class StaleBaselineFix() : TextFix(EngineRules.StaleBaseline)
{
    private protected override string Title => "Delete the line";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic) =>
        ImmutableArray.Create(new TextChange(text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).SpanIncludingLineBreak, ""));
}
