using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Documents;
using Arch.Analyzers.Documents.Xml;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Layers;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Arch.CodeFixes.Layers;

/// <summary>ARCH4003: removes a reference that nothing needs. Where something does, that comes first: it must move, or use a port.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".csproj"], Name = nameof(ProjectReferenceFix))]
[Shared]
public sealed class ProjectReferenceFix() : TextFix(LayersRules.ProjectReference)
{
    private protected override string Title => "Remove project reference";

    private protected override ImmutableArray<TextChange> Edits(AdditionalDocument document, SourceText text, Diagnostic diagnostic) =>
        EditsOfAll(document, text, [diagnostic]).ToImmutableArray();

    /// <summary>One element may reference several projects, and goes when none is left.</summary>
    private protected override IEnumerable<TextChange> EditsOfAll(AdditionalDocument document, SourceText text, IReadOnlyList<Diagnostic> diagnostics) =>
        XmlScanner.Parsed.Get(text).Roots.FirstOrDefault() is { } root
            ? from diagnostic in diagnostics
              group diagnostic.Properties[LayerDependency.Properties.Project]! by ElementAt(root, diagnostic.Location.SourceSpan.Start) into same
              where same.Key is not null
              select Edit(text, same.Key, same.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase))
            : [];

    /// <summary>A reference also brings what the other project references, so that none of it may be used.</summary>
    private protected override async Task<bool> IsHarmlessAsync(Project project, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var assembly = diagnostic.Properties[LayerDependency.Properties.To]!;
        var brought = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { assembly };
        if (project.Solution.Projects.FirstOrDefault(other => other.AssemblyName == assembly) is { } other
            && await other.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } referenced)
            brought.UnionWith(referenced.ReferencedAssemblyNames.Where(static name => !OwnAssembly.IsFramework(name.Name)).Select(static name => name.Name));
        foreach (var target in project.Solution.Projects.Where(other => other == project || (other.FilePath is not null && other.FilePath == project.FilePath)))
        {
            if (await target.GetCompilationAsync(cancellation).ConfigureAwait(false) is not CSharpCompilation compilation || Uses(compilation, brought, cancellation))
                return false;
        }

        return true;
    }

    /// <summary>With an error in the code all references count as used.</summary>
    private static bool Uses(CSharpCompilation compilation, HashSet<string> assemblies, CancellationToken cancellation) =>
        compilation.GetUsedAssemblyReferences(cancellation).Any(used => compilation.GetAssemblyOrModuleSymbol(used) is IAssemblySymbol symbol && assemblies.Contains(symbol.Name));

    private static Node? ElementAt(Node node, int position)
    {
        while (node.Span.Start != position)
        {
            if (node.Children.FirstOrDefault(child => child.Span.Contains(position)) is not { } child)
                return null;
            node = child;
        }

        return node;
    }

    private static TextChange Edit(SourceText text, Node element, ImmutableHashSet<string> projects)
    {
        var include = element["Include"]!;
        var kept = include.Value!.Split(';').Where(path => path.Trim().Length > 0 && !ProjectFile.NamesOf(path).Any(projects.Contains)).ToList();
        if (kept.Count > 0)
            return new TextChange(TextSpan.FromBounds(include.Span.Start + 1, include.Span.End - 1), string.Join(";", kept));
        // A group that holds nothing else goes with it.
        var whole = element.Parent is { Parent: not null, Children.Length: 1 } group && IsBare(text, group, element) ? group : element;
        return new TextChange(WithItsLines(text, whole.Span), "");
    }

    private static bool IsBare(SourceText text, Node group, Node element)
    {
        var close = text.ToString(TextSpan.FromBounds(element.Span.End, group.Span.End)).Trim();
        return text.ToString(TextSpan.FromBounds(group.KeySpan.End, element.Span.Start)).Trim() == ">" && close.StartsWith("</", StringComparison.Ordinal);
    }

    /// <summary>The lines that hold nothing else, and one of two empty lines around them.</summary>
    private static TextSpan WithItsLines(SourceText text, TextSpan span)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        if (!IsBlank(text, first.Start, span.Start) || !IsBlank(text, span.End, last.End))
            return span;
        var end = last.EndIncludingLineBreak;
        if (first.LineNumber > 0 && last.LineNumber + 1 < text.Lines.Count
            && text.Lines[first.LineNumber - 1] is var before && IsBlank(text, before.Start, before.End)
            && text.Lines[last.LineNumber + 1] is var after && IsBlank(text, after.Start, after.End))
            end = after.EndIncludingLineBreak;
        return TextSpan.FromBounds(first.Start, end);
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));
}
