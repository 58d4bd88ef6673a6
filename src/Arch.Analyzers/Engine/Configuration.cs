using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>Reads the typed options. A value without the expected form counts as absent and is remembered for ARCH9001.</summary>
internal sealed class Configuration(AnalyzerConfigOptionsProvider provider)
{
    private readonly ConcurrentDictionary<(string Key, string Value), ArchOption> _invalid = new();

    /// <summary>The values that had to be ignored, in a stable order.</summary>
    public IEnumerable<(ArchOption Option, string Value)> Invalid => _invalid
        .OrderBy(static entry => entry.Key.Key, System.StringComparer.Ordinal).ThenBy(static entry => entry.Key.Value, System.StringComparer.Ordinal)
        .Select(static entry => (entry.Value, entry.Key.Value));

    public T Get<T>(ArchOption<T> option) => Read(option, provider.GlobalOptions);

    public T Get<T>(ArchOption<T> option, SyntaxTree tree) => Read(option, provider.GetOptions(tree));

    public T Get<T>(ArchOption<T> option, AdditionalText file) => Read(option, provider.GetOptions(file));

    /// <summary>Whether somebody has set the option, be it to its default.</summary>
    public bool IsGiven(ArchOption option, SyntaxTree tree) =>
        provider.GetOptions(tree).TryGetValue(option.Key, out _) || provider.GlobalOptions.TryGetValue(option.Key, out _);

    /// <summary>The values an option has in any tree, for what a rule must know before it sees the first node.</summary>
    public IEnumerable<T> GetAll<T>(ArchOption<T> option, Compilation compilation) =>
        compilation.SyntaxTrees.Select(tree => Get(option, tree)).Distinct();

    private T Read<T>(ArchOption<T> option, AnalyzerConfigOptions options)
    {
        // Per-tree and per-file options do not repeat what a globalconfig says in every host.
        if (!options.TryGetValue(option.Key, out var text) && !provider.GlobalOptions.TryGetValue(option.Key, out text))
            return option.Default;
        text = text.Trim();
        if (option.TryParse(text, out var value))
            return value;

        _invalid.TryAdd((option.Key, text), option);
        return option.Default;
    }
}
