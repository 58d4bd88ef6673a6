using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>
/// The rules whose analyzer runs in this compilation. A tool may run a selection (<c>dotnet format --diagnostics</c>), and what
/// did not run found nothing: that must not make its baseline entries look stale.
/// </summary>
internal sealed class ActiveHosts
{
    private readonly ConcurrentDictionary<string, bool> _rules = new();

    public void Add(DiagnosticAnalyzer host)
    {
        foreach (var rule in host.SupportedDiagnostics)
            _rules.TryAdd(rule.Id, true);
    }

    public bool Ran(string rule) => _rules.ContainsKey(rule);
}
