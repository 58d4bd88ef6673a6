using System.Collections.Immutable;
using Arch.Analyzers.Documents;

namespace Arch.Analyzers.Engine;

/// <summary>The <c>ignore</c> list of <c>arch.json</c>, for formats without comments. Read leniently: whoever validates the file says what is wrong with it.</summary>
internal sealed class ConfiguredIgnores
{
    private readonly ImmutableArray<(string Rule, string File, string Directory)> _entries;

    public ConfiguredIgnores(ArchContext arch)
    {
        var entries = ImmutableArray.CreateBuilder<(string, string, string)>();
        foreach (var file in arch.Files.All)
        {
            if (file.Kind != FileKind.Config || file.Data is not { Roots.Length: 1 } data || data.Roots[0]["ignore"] is not { } ignores)
                continue;
            foreach (var entry in ignores.Kind == NodeKind.Map ? ImmutableArray.Create(ignores) : ignores.Children)
            {
                // An exception without a reason is none: the reader of the file must learn why.
                if (entry["rule"]?.Value is { } rule && entry["file"]?.Value is { } pattern && !string.IsNullOrWhiteSpace(entry["because"]?.Value))
                    entries.Add((rule, pattern, FilePaths.Directory(file.Path)));
            }
        }

        _entries = entries.ToImmutable();
    }

    public bool Silence(string rule, string path)
    {
        foreach (var entry in _entries)
        {
            if (entry.Rule == rule && Glob.Matches(entry.File, FilePaths.RelativeTo(path, entry.Directory) ?? FilePaths.Name(path)))
                return true;
        }

        return false;
    }
}
