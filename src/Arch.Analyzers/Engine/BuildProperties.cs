using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>The MSBuild properties that the package makes visible to the compiler. A missing property has the value that changes nothing.</summary>
internal sealed class BuildProperties(AnalyzerConfigOptions global)
{
    /// <summary><c>ArchEnabled</c>: false switches every rule off.</summary>
    public bool Enabled => Boolean("ArchEnabled") ?? true;

    /// <summary><c>ArchBreakBuild</c>: true makes errors of our warnings.</summary>
    public bool BreakBuild => Boolean("ArchBreakBuild") ?? false;

    /// <summary><c>ArchTextFiles</c>: false leaves only C#, <c>arch.json</c> and the baseline to be read.</summary>
    public bool TextFiles => Boolean("ArchTextFiles") ?? true;

    /// <summary><c>ArchRecordBaseline</c>: true moves every finding to where <c>dotnet format</c> can record it.</summary>
    public bool RecordBaseline => Boolean("ArchRecordBaseline") ?? false;

    /// <summary><c>_ArchPrimaryTarget</c>: false in every target framework of a project but its first.</summary>
    public bool IsPrimaryTarget => Boolean("_ArchPrimaryTarget") ?? true;

    /// <summary><c>IsTestProject</c>, which the test SDKs set; null when no one said.</summary>
    public bool? IsTestProject => Boolean("IsTestProject");

    /// <summary><c>ProjectDir</c> with a trailing separator; null outside a build.</summary>
    public string? ProjectDirectory => Text("ProjectDir");

    /// <summary><c>RootNamespace</c>: what the namespaces of the project's folders begin with; null outside a build.</summary>
    public string? RootNamespace => Text("RootNamespace");

    /// <summary><c>TargetFramework</c>, such as <c>net10.0</c>, which the SDK makes visible; null outside a build.</summary>
    public string? TargetFramework => Text("TargetFramework");

    /// <summary><c>ArchRepositoryRoot</c>: the directory whose files this project answers for, besides its own.</summary>
    public string? RepositoryRoot => Text("ArchRepositoryRoot");

    /// <summary><c>ArchLayer</c>: the layer of the whole project.</summary>
    public string? Layer => Text("ArchLayer");

    /// <summary><c>ArchContext</c>: the bounded context of the whole project.</summary>
    public string? Context => Text("ArchContext");

    /// <summary><c>ArchProjectReferences</c>: the names of the project files that this one references itself; null when no build has said.</summary>
    public ImmutableArray<string>? ProjectReferences { get; } = List(global, "ArchProjectReferences");

    /// <summary><c>_ArchProjectAssemblies</c>: for each project that the build has resolved <c>name=assembly</c>; null when no build has said.</summary>
    public ImmutableArray<string>? ProjectAssemblies { get; } = List(global, "_ArchProjectAssemblies");

    /// <summary>True when the project builds for several target frameworks.</summary>
    /// <remarks>The package says so itself: a list written over several lines reaches the compiler as its first line, which is empty.</remarks>
    public bool IsMultiTargeted => Boolean("_ArchMultiTargeted") ?? Text("TargetFrameworks") is not null;

    /// <summary><c>WarningsNotAsErrors</c>, which the compiler does not apply to severities that an analyzer chose.</summary>
    public ImmutableHashSet<string> NotAsErrors { get; } = Ids(global);

    private bool? Boolean(string name) => bool.TryParse(Text(name), out var value) ? value : null;

    private string? Text(string name) => Text(global, name);

    private static string? Text(AnalyzerConfigOptions global, string name) =>
        global.TryGetValue("build_property." + name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static ImmutableArray<string>? List(AnalyzerConfigOptions global, string name) =>
        global.TryGetValue("build_property." + name, out var value)
            ? value.Split(',').Select(static entry => entry.Trim()).Where(static entry => entry.Length > 0).ToImmutableArray()
            : null;

    private static ImmutableHashSet<string> Ids(AnalyzerConfigOptions global) =>
        Text(global, "_ArchNotAsErrors") is { } list
            ? list.Split(',').Select(static id => id.Trim()).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase)
            : ImmutableHashSet<string>.Empty;
}
