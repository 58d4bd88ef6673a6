using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Fix All for fixes that add members and usings and must see whether the result compiles: each finding of a document is fixed in what the one before has left,
/// so that names do not clash. Fixes that can tell beforehand are a <see cref="StepwiseFix"/>.
/// </summary>
internal static class OneByOneFixAll
{
    /// <param name="fix">Fixes the finding at a node in a variant; the same document when it cannot.</param>
    public static FixAllProvider Create(Func<Document, SyntaxNode, Diagnostic, string, CancellationToken, Task<Document>> fix) =>
        FixAllProvider.Create(async (context, document, diagnostics) =>
        {
            if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
                return document;

            // Each fix moves what the next one is about, so the places are marked before.
            var marks = diagnostics.Select(static _ => new SyntaxAnnotation()).ToArray();
            var places = diagnostics.Select(finding => root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true)).ToArray();
            document = document.WithSyntaxRoot(root.ReplaceNodes(
                places, (place, current) => current.WithAdditionalAnnotations(marks.Where((_, i) => places[i] == place))));

            var variant = CodeFix.Variant(context);
            for (var i = 0; i < diagnostics.Length; i++)
            {
                var current = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
                if (current.GetAnnotatedNodes(marks[i]).FirstOrDefault() is { } place)
                    document = await fix(document, place, diagnostics[i], variant, context.CancellationToken).ConfigureAwait(false);
            }

            return document;
        });
}
