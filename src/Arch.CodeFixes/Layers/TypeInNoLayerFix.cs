using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.CodeFixes.Layers;

/// <summary>ARCH4005: gives a file the namespace of its folder, where that belongs to a layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeInNoLayerFix)), Shared]
public sealed class TypeInNoLayerFix() : CodeFix(LayersRules.TypeInNoLayer)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FileByFile();

    private protected override async Task OfferAsync(FixOffer offer)
    {
        if (TargetOf(offer.Diagnostic) is { } target
            && await NamespaceMove.MakeAsync(offer.Document.Project.Solution, offer.Document.Id, target, offer.Cancellation).ConfigureAwait(false) is { } moved)
            offer.Solution($"Move to namespace '{target}'", "move", _ => Task.FromResult(moved));
    }

    private static string? TargetOf(Diagnostic finding) => finding.Properties.TryGetValue(TypeInNoLayer.Namespace, out var target) ? target : null;

    /// <summary>One move settles all findings of a file, and each file moves in what the one before has left.</summary>
    private sealed class FileByFile : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var documents = fixAllContext.Scope switch
            {
                FixAllScope.Document => fixAllContext.Document is { } document ? [document] : [],
                FixAllScope.Project => fixAllContext.Project.Documents,
                _ => fixAllContext.Solution.Projects.Where(project => project.Language == fixAllContext.Project.Language).SelectMany(static project => project.Documents),
            };
            var solution = fixAllContext.Solution;
            foreach (var document in documents.OrderBy(static document => document.FilePath, StringComparer.Ordinal))
            {
                var findings = await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
                if (findings.Select(TargetOf).FirstOrDefault(static target => target is not null) is { } target)
                    solution = await NamespaceMove.MakeAsync(solution, document.Id, target, fixAllContext.CancellationToken).ConfigureAwait(false) ?? solution;
            }

            return CodeAction.Create("Move to the namespaces of the folders", _ => Task.FromResult(solution), fixAllContext.CodeActionEquivalenceKey);
        }
    }
}
