using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Engine;

/// <summary>Writes a finding into <c>arch.baseline.txt</c>, so that an old code base can start today. It needs the file to exist, even if empty.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)],
    Name = nameof(BaselineFix))]
[Shared]
public sealed class BaselineFix : CodeFixProvider
{
    private const string Title = "Record in architecture baseline";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Catalogue.Rules
        .Where(static rule => !rule.CustomTags.Contains(Descriptor.NoBaselineTag)).Select(static rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RecordAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (BaselineOf(project) is null || !diagnostic.Properties.ContainsKey(Reporter.BaselineLine))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    cancellation => RecordAsync(project.Solution, [(project, diagnostic)], cancellation),
                    // Shared by all rules, so that one Fix All records them together.
                    "ARCH/baseline",
                    CodeActionPriority.Low),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static TextDocument? BaselineOf(Project project) => project.AdditionalDocuments
        .Where(static document => document.FilePath is { } path && FilePaths.Name(path) == Baseline.FileName)
        .OrderByDescending(static document => document.FilePath!.Length)
        .FirstOrDefault();

    private static async Task<Solution> RecordAsync(
        Solution solution, IEnumerable<(Project Project, Diagnostic Diagnostic)> findings, CancellationToken cancellation)
    {
        var files = from finding in findings
                    let line = finding.Diagnostic.Properties.TryGetValue(Reporter.BaselineLine, out var text) ? text : null
                    let path = BaselineOf(finding.Project)?.FilePath
                    where line is not null && path is not null
                    group line by path;
        foreach (var file in files.ToList())
        {
            var document = solution.Projects.SelectMany(static project => project.AdditionalDocuments).First(document => document.FilePath == file.Key);
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            solution = solution.WithText(file.Key, Insert(text, file));
        }

        return solution;
    }

    /// <summary>The entries sorted ordinally, each once. What heads the file stays there, and any other comment above the entry it was written for.</summary>
    private static SourceText Insert(SourceText text, IEnumerable<string> lines)
    {
        var newLine = text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
        var existing = text.Lines.Select(static line => line.ToString().Trim()).ToList();
        var head = existing.TakeWhile(static line => !IsEntry(line)).ToList();
        var entries = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var comments = new List<string>();
        foreach (var line in existing.Skip(head.Count).Where(static line => line.Length > 0))
        {
            if (!IsEntry(line))
            {
                comments.Add(line);
                continue;
            }

            if (!entries.TryGetValue(line, out var above))
                entries.Add(line, above = []);
            above.AddRange(comments);
            comments.Clear();
        }

        foreach (var line in lines)
        {
            if (!entries.ContainsKey(line))
                entries.Add(line, []);
        }

        while (head.Count > 0 && head[head.Count - 1].Length == 0)
            head.RemoveAt(head.Count - 1);
        var all = head.Concat(entries.SelectMany(static entry => entry.Value.Append(entry.Key))).Concat(comments);
        return SourceText.From(string.Concat(all.Select(line => line + newLine)), text.Encoding);
    }

    private static bool IsEntry(string line) => line.Length > 0 && line[0] != '#';

    private sealed class RecordAll : FixAllProvider
    {
        public static readonly RecordAll Instance = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var findings = new List<(Project, Diagnostic)>();
            if (context.Scope == FixAllScope.Document && context.Document is { } document)
            {
                foreach (var diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
                    findings.Add((document.Project, diagnostic));
            }
            else
            {
                foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
                {
                    foreach (var diagnostic in await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false))
                        findings.Add((project, diagnostic));
                }
            }

            return CodeAction.Create(Title, cancellation => RecordAsync(context.Solution, findings, cancellation), context.CodeActionEquivalenceKey);
        }
    }
}
