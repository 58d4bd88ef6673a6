using System.Collections.Immutable;
using System.Composition;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3008 in Dockerfiles: the JSON form where it says the same, else <c>exec</c> in front of the last command.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], Name = nameof(EntrypointNotExecFormFix))]
[Shared]
public sealed class EntrypointNotExecFormFix() : TextFix(LifecycleRules.EntrypointNotExecForm)
{
    private protected override string Title => "Start the app without a shell in front of it";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic) =>
        ShellRemedy.EditOf(diagnostic.Properties) is { } edit ? ImmutableArray.Create(edit) : ImmutableArray<TextChange>.Empty;
}
