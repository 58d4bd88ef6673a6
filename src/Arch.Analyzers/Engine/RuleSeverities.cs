using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>Which rules the user's configuration leaves on: globally (NoWarn, rulesets, globalconfigs) and per tree (.editorconfig).</summary>
internal sealed class RuleSeverities(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _on = new();

    /// <summary>False when the rule cannot report anywhere in the compilation, so that nothing need be registered for it.</summary>
    public bool IsOn(DiagnosticDescriptor rule) => _on.GetOrAdd(rule.Id, _ => Compute(rule));

    /// <summary>Whether the rule may report in this tree (null: in a text file).</summary>
    public bool IsOn(DiagnosticDescriptor rule, SyntaxTree? tree)
    {
        if (tree is null)
            return IsOnGlobally(rule);
        if (compilation.Options.SyntaxTreeOptionsProvider is { } provider && provider.TryGetDiagnosticValue(tree, rule.Id, default, out var severity))
            return severity == ReportDiagnostic.Default ? rule.IsEnabledByDefault : severity != ReportDiagnostic.Suppress;
        return IsOnGlobally(rule);
    }

    private bool Compute(DiagnosticDescriptor rule)
    {
        if (IsOnGlobally(rule))
            return true;
        // NoWarn is final; an .editorconfig can only switch on what a globalconfig or the rule itself leaves off.
        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var specific) && specific == ReportDiagnostic.Suppress)
            return false;

        foreach (var tree in compilation.SyntaxTrees)
        {
            if (IsOn(rule, tree))
                return true;
        }

        return false;
    }

    private bool IsOnGlobally(DiagnosticDescriptor rule)
    {
        var options = compilation.Options;
        // /warnaserror- leaves a Default behind, which says nothing.
        if (options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var severity) && severity != ReportDiagnostic.Default)
            return severity != ReportDiagnostic.Suppress;
        // In a globalconfig Default is somebody's word: on, at the rule's own severity.
        if (options.SyntaxTreeOptionsProvider is { } provider && provider.TryGetGlobalDiagnosticValue(rule.Id, default, out severity))
            return severity != ReportDiagnostic.Suppress;
        return rule.IsEnabledByDefault;
    }
}
