using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3010: asks for as much time as there is. A value that comes from elsewhere, such as a parameter, is left to its owner.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], Name = nameof(StopTimeoutTooLongFix))]
[Shared]
public sealed class StopTimeoutTooLongFix() : TextFix(LifecycleRules.StopTimeoutTooLong)
{
    private protected override string Title => "Set the stop timeout to 120 seconds";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic)
    {
        var written = text.ToString(diagnostic.Location.SourceSpan);
        var digits = written.Trim('"', '\'');
        return digits.All(static character => character is >= '0' and <= '9')
            ? ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, written.Replace(digits, StopTimeoutTooLong.Most.ToString(CultureInfo.InvariantCulture))))
            : ImmutableArray<TextChange>.Empty;
    }
}
