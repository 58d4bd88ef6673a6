using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>The additional files of a compilation, each with its kind and owner.</summary>
internal sealed class ArchFiles
{
    private readonly ImmutableDictionary<AdditionalText, ArchFile> _bySource;

    public ArchFiles(ArchContext arch)
    {
        All = arch.Options.AdditionalFiles.Select(file => Describe(arch, file)).Where(static file => file.Kind != FileKind.None).ToImmutableArray();
        // A file listed twice, by the user and by the package, is one file. Which of several a finding names is not up to the order they are listed in.
        All = All.GroupBy(static file => file.Path, StringComparer.Ordinal).Select(static same => same.First()).OrderBy(static file => file.Path, StringComparer.Ordinal).ToImmutableArray();
        _bySource = All.ToImmutableDictionary(static file => file.Source);
    }

    public ImmutableArray<ArchFile> All { get; }

    public ArchFile? Find(AdditionalText source) => _bySource.TryGetValue(source, out var file) ? file : null;

    private static ArchFile Describe(ArchContext arch, AdditionalText source)
    {
        var stated = arch.Options.AnalyzerConfigOptionsProvider.GetOptions(source)
            .TryGetValue("build_metadata.AdditionalFiles.ArchKind", out var text) && Enum.TryParse<FileKind>(text, ignoreCase: true, out var named)
            ? named
            : FileKind.None;
        var byName = KindByName(FilePaths.Name(source.Path));
        // The package says Text for everything read by lines; XML among it has a reader of its own.
        var kind = stated == FileKind.None || (stated == FileKind.Text && byName == FileKind.Xml) ? byName : stated;
        return new ArchFile(source, kind, IsOurs(arch, source, stated != FileKind.None));
    }

    private static bool IsOurs(ArchContext arch, AdditionalText source, bool stated)
    {
        var properties = arch.Properties;
        return stated
            || properties.ProjectDirectory is null
            || FilePaths.RelativeTo(source.Path, properties.ProjectDirectory) is not null
            || FilePaths.RelativeTo(source.Path, properties.RepositoryRoot) is not null;
    }

    private static FileKind KindByName(string name)
    {
        if (name.Equals("arch.json", StringComparison.OrdinalIgnoreCase))
            return FileKind.Config;
        if (name.Equals(Baseline.FileName, StringComparison.OrdinalIgnoreCase))
            return FileKind.Baseline;
        if (name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase))
            return FileKind.None;
        if (name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) && (name.Length == 10 || name[10] == '.')
            || name.EndsWith(".dockerfile", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Containerfile", StringComparison.OrdinalIgnoreCase))
            return FileKind.Dockerfile;
        return Extension(name) switch
        {
            ".json" => FileKind.Json,
            ".yml" or ".yaml" or ".template" => FileKind.Yaml,
            ".csproj" => FileKind.Project,
            ".config" or ".resx" or ".settings" or ".xml" => FileKind.Xml,
            ".env" or ".ini" or ".tf" or ".tfvars" or ".sh" or ".ps1" or ".cmd" or ".bat" or ".http" or ".rest" or ".md" or ".properties" => FileKind.Text,
            _ when name.StartsWith(".env", StringComparison.Ordinal) || name == "credentials" => FileKind.Text,
            _ => FileKind.None,
        };
    }

    private static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name.Substring(dot).ToLowerInvariant();
    }
}
