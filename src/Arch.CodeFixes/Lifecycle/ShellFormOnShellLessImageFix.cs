using System.Collections.Immutable;
using System.Composition;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3011 in Dockerfiles: the JSON form, for one program whose words no shell would replace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], Name = nameof(ShellFormOnShellLessImageFix))]
[Shared]
public sealed class ShellFormOnShellLessImageFix() : TextFix(LifecycleRules.ShellFormOnShellLessImage)
{
    private protected override string Title => "Use the JSON form";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic) =>
        ShellRemedy.EditOf(diagnostic.Properties) is { } edit ? ImmutableArray.Create(edit) : ImmutableArray<TextChange>.Empty;
}
