using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Fix All for fixes that add locals and usings: each finding of a document is fixed in what the one before has left, so that names do not clash.
/// </summary>
internal static class OneByOneFixAll
{
    /// <param name="fix">Fixes the finding at a node in a variant; the same document when it cannot.</param>
    public static FixAllProvider Create(Func<Document, SyntaxNode, Diagnostic, string, CancellationToken, Task<Document>> fix) =>
        FixAllProvider.Create(async (context, document, diagnostics) =>
        {
            if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
                return document;

            var marks = new SyntaxAnnotation[diagnostics.Length];
            for (var i = 0; i < diagnostics.Length; i++)
            {
                marks[i] = new SyntaxAnnotation();
                var token = root.FindToken(diagnostics[i].Location.SourceSpan.Start);
                root = root.ReplaceToken(token, token.WithAdditionalAnnotations(marks[i]));
            }

            document = document.WithSyntaxRoot(root);
            var key = context.CodeActionEquivalenceKey ?? "";
            var variant = key.Substring(key.IndexOf('/') + 1);
            for (var i = 0; i < diagnostics.Length; i++)
            {
                var current = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
                foreach (var token in current.GetAnnotatedTokens(marks[i]))
                {
                    document = await fix(document, token.Parent!, diagnostics[i], variant, context.CancellationToken).ConfigureAwait(false);
                    break;
                }
            }

            return document;
        });
}
