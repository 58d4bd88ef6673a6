using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>
/// What all rules know of one compilation. One instance is shared by every analyzer of the compilation, so nothing is parsed or resolved twice;
/// everything in it is lazy, so a project that no rule is concerned with pays for nothing.
/// </summary>
internal sealed class ArchContext
{
    private static readonly ConditionalWeakTable<Compilation, ArchContext> Contexts = new();

    private static readonly string[] TestFrameworks =
    [
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    ];

    private readonly ConcurrentDictionary<Type, Lazy<object>> _slots = new();
    private readonly Lazy<HashSet<string>> _references;
    private readonly Lazy<bool> _isTestProject;
    private readonly Lazy<Baseline> _baseline;
    private readonly Lazy<ArchFiles> _files;

    private ArchContext(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        Options = options;
        Properties = new BuildProperties(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        Configuration = new Configuration(options.AnalyzerConfigOptionsProvider);
        Severities = new RuleSeverities(compilation);
        _references = new(() => new(Compilation.ReferencedAssemblyNames.Select(static name => name.Name), StringComparer.OrdinalIgnoreCase));
        _isTestProject = new(() => Properties.IsTestProject ?? ReferencesAny(TestFrameworks));
        _baseline = new(() => Baseline.Find(options.AdditionalFiles));
        _files = new(() => new ArchFiles(this));
    }

    public Compilation Compilation { get; }

    public AnalyzerOptions Options { get; }

    public BuildProperties Properties { get; }

    public Configuration Configuration { get; }

    public RuleSeverities Severities { get; }

    public ActiveHosts Hosts { get; } = new();

    /// <summary>Tests may do on purpose what a service must not: most families step back here.</summary>
    public bool IsTestProject => _isTestProject.Value;

    /// <summary>True when findings are placed where <c>dotnet format</c> records them, instead of where they are.</summary>
    public bool RecordMode => Properties.RecordBaseline || Configuration.Get(EngineOptions.Record);

    public Baseline Baseline => _baseline.Value;

    /// <summary>The text files handed to the compiler that rules may read.</summary>
    public ArchFiles Files => _files.Value;

    public static ArchContext Get(Compilation compilation, AnalyzerOptions options)
    {
        return Contexts.TryGetValue(compilation, out var known) ? known : Create(compilation, options);

        // Apart, so that the closure is only allocated for a compilation not seen before.
        static ArchContext Create(Compilation compilation, AnalyzerOptions options) =>
            Contexts.GetValue(compilation, key => new ArchContext(key, options));
    }

    /// <summary>Whether the compilation references an assembly of this name: one look-up, no symbols.</summary>
    public bool References(string assembly) => _references.Value.Contains(assembly);

    public bool ReferencesAny(params string[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            if (References(assembly))
                return true;
        }

        return false;
    }

    /// <summary>Whether the compilation references an assembly whose name starts like this, such as <c>AWSSDK.</c>.</summary>
    public bool ReferencesPrefix(string prefix)
    {
        foreach (var name in _references.Value)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The one instance of a family's own facts about this compilation.</summary>
    public T Slot<T>(Func<ArchContext, T> create) where T : class
    {
        return _slots.TryGetValue(typeof(T), out var known) ? (T)known.Value : Create(this, create);

        // Apart, so that the closure is only allocated the first time.
        static T Create(ArchContext arch, Func<ArchContext, T> create) =>
            (T)arch._slots.GetOrAdd(typeof(T), _ => new Lazy<object>(() => create(arch))).Value;
    }

    /// <summary>The first position of the first handwritten tree: the place that record mode gives to findings in text files.</summary>
    public SyntaxTree? FirstTree => Slot(static arch => new FirstTreeSlot(arch)).Tree;

    private sealed class FirstTreeSlot(ArchContext arch)
    {
        public SyntaxTree? Tree { get; } = arch.Compilation.SyntaxTrees
            .Where(static tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
                && !tree.FilePath.EndsWith(".AssemblyInfo.cs", StringComparison.OrdinalIgnoreCase)
                && !tree.FilePath.EndsWith("AssemblyAttributes.cs", StringComparison.OrdinalIgnoreCase)
                && tree.FilePath.Replace('\\', '/').IndexOf("/obj/", StringComparison.OrdinalIgnoreCase) < 0)
            .OrderBy(static tree => tree.FilePath, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
