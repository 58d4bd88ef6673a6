using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>Reports findings of one rule in one text file: everything of <see cref="Reporter"/>, and the ignores that such files have.</summary>
internal readonly struct FileReport(ArchContext arch, ArchFile file, DiagnosticDescriptor rule, Action<Diagnostic> sink)
{
    private Reporter Reporter { get; init; } = new(arch, rule, sink);

    public ArchContext Arch => arch;

    public FileReport As(DiagnosticDescriptor other) => new(arch, file, other, sink) { Reporter = Reporter.As(other) };

    /// <inheritdoc cref="Reporter.In"/>
    public FileReport In(Wording wording) => As(wording.Rule);

    /// <inheritdoc cref="Reporter.With"/>
    public FileReport With(string key, string? value) => this with { Reporter = Reporter.With(key, value) };

    public FileReport WithLocations(IEnumerable<TextSpan> spans)
    {
        var place = file;
        return this with { Reporter = Reporter.WithLocations(spans.Select(place.Location).ToImmutableArray()) };
    }

    /// <summary>Reports at a node; its path is the finding's identity.</summary>
    public void At(Node node, params object[] arguments) => At(node.Span, new Finding(node.Path), node, arguments);

    /// <param name="span">What a person would edit.</param>
    /// <param name="finding">What the finding is about.</param>
    /// <param name="owner">The node the finding belongs to, whose resource may ignore the rule; null where there is no structure.</param>
    /// <param name="arguments">What fills the message.</param>
    public void At(TextSpan span, Finding finding, Node? owner, params object[] arguments) => Report(span, finding, owner, arguments, soft: false);

    /// <inheritdoc cref="Reporter.Soft"/>
    public void Soft(TextSpan span, Finding finding, Node? owner, params object[] arguments) => Report(span, finding, owner, arguments, soft: true);

    private void Report(TextSpan span, Finding finding, Node? owner, object[] arguments, bool soft)
    {
        if (!arch.Severities.IsOn(rule, null)
            || file.Ignores.Silence(rule.Id, span.Start)
            || Ignores.InMetadata(owner, rule.Id)
            || arch.Slot(static context => new ConfiguredIgnores(context)).Silence(rule.Id, file.Path))
            return;
        Reporter.InFile(file.Location(span), arch.Baseline.RelativePath(file.Path, arch.Properties.ProjectDirectory), finding, arguments, soft);
    }
}
