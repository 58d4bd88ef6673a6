using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Cloud;

namespace Arch.Analyzers.Lifecycle;

/// <summary>The health check of a container.</summary>
/// <param name="Path">The path that <c>curl</c> or <c>wget</c> asks the container for; null for another program, and for one that is not known.</param>
internal readonly record struct HealthCommand(string? Path)
{
    /// <summary>What the health check may run; empty when there is none.</summary>
    public static IEnumerable<HealthCommand> Of(Container container)
    {
        foreach (var check in container.Get("healthCheck"))
        {
            if (check.IsAbsent)
                continue;
            if (check is not { IsKnown: true, Node: { } node })
            {
                yield return new(null);
                continue;
            }

            foreach (var command in container.Values.Read(node.IgnoringCase("command")))
            {
                if (container.Values.Texts(command) is not { } words)
                    yield return new(null);
                else if (words.Length != 1 || words[0] != "NONE")
                    yield return new(PathOf(words));
            }
        }
    }

    private static string? PathOf(ImmutableArray<string?> words)
    {
        var text = string.Join(" ", words.Select(static word => word ?? "*"));
        if (text.IndexOf("curl", StringComparison.Ordinal) < 0 && text.IndexOf("wget", StringComparison.Ordinal) < 0)
            return null;
        var host = text.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
            return null;
        var end = text.IndexOfAny([' ', '"', '\'', '|', ';', '?'], host + 3);
        var url = text.Substring(host + 3, (end < 0 ? text.Length : end) - host - 3);
        var slash = url.IndexOf('/');
        return slash < 0 ? "/" : url.Substring(slash);
    }
}
