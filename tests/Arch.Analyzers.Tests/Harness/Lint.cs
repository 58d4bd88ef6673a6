using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>
/// One run of all our analyzers over sources and text files, as the compiler would run them. Everything a build can vary is a property;
/// the defaults are those of an ordinary project below <see cref="ProjectDirectory"/>.
/// </summary>
internal sealed class Lint
{
    public const string ProjectDirectory = "/project/";

    public RefSet References { get; init; } = Refs.Net10;

    /// <summary>Path below the project directory and content.</summary>
    public List<(string Path, string Text)> Sources { get; init; } = [];

    /// <summary>Path below the project directory (or an absolute one) and content.</summary>
    public List<(string Path, string Text)> Files { get; init; } = [];

    /// <summary>Keys of a globalconfig and <c>build_property.…</c> values.</summary>
    public Dictionary<string, string> Options { get; init; } = new() { ["build_property.ProjectDir"] = ProjectDirectory };

    /// <summary><c>ArchKind</c> metadata by file path as given.</summary>
    public Dictionary<string, string> Kinds { get; init; } = [];

    /// <summary>Severities as a globalconfig sets them.</summary>
    public Dictionary<string, ReportDiagnostic> Severities { get; init; } = [];

    /// <summary>Severities as an <c>.editorconfig</c> sets them for a source; with an empty path as a globalconfig does.</summary>
    public Dictionary<(string Path, string Id), ReportDiagnostic> TreeSeverities { get; init; } = [];

    /// <summary>Options as an <c>.editorconfig</c> sets them for a source or text file.</summary>
    public Dictionary<(string Path, string Key), string> FileOptions { get; init; } = [];

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Preview;

    public bool Concurrent { get; init; } = true;

    public string AssemblyName { get; init; } = "Sample";

    /// <summary>The analyzers to run; all of ours when not given.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; init; } =
        [.. Catalogue.CodeHosts.Select(host => (DiagnosticAnalyzer)Activator.CreateInstance(host.GetType())!), new FilesAnalyzer()];

    /// <summary>The same run over other texts.</summary>
    public Lint With(List<(string Path, string Text)> sources, List<(string Path, string Text)> files) => new()
    {
        References = References,
        Sources = sources,
        Files = files,
        Options = Options,
        Kinds = Kinds,
        Severities = Severities,
        TreeSeverities = TreeSeverities,
        FileOptions = FileOptions,
        LanguageVersion = LanguageVersion,
        Concurrent = Concurrent,
        AssemblyName = AssemblyName,
        Analyzers = Analyzers,
    };

    /// <summary>Whether a file starts a program: with top-level statements, or with a static <c>Main</c>.</summary>
    public static bool HasEntryPoint(SyntaxTree tree) => tree.GetCompilationUnitRoot() is var root
        && (root.Members.Any(SyntaxKind.GlobalStatement)
            || root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword)));

    public CSharpCompilation Compile()
    {
        TestInputs.Offer(this);
        var parse = new CSharpParseOptions(LanguageVersion, DocumentationMode.Parse);
        var trees = Sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, System.Text.Encoding.UTF8), parse, FullPath(source.Path))).ToList();
        var options = new CSharpCompilationOptions(
            trees.Any(HasEntryPoint) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: Severities)
            .WithSyntaxTreeOptionsProvider(TreeSeverities.Count == 0 ? null : new SeverityProvider(TreeSeverities));
        return CSharpCompilation.Create(AssemblyName, trees, References.References, options);
    }

    public AnalyzerOptions AnalyzerOptions()
    {
        var files = Files.Select(file => (AdditionalText)new TextFile(FullPath(file.Path), file.Text)).ToImmutableArray();
        var perFile = FileOptions.Select(option => (option.Key.Path, option.Key.Key, option.Value))
            .Concat(Kinds.Select(kind => (Path: kind.Key, Key: "build_metadata.AdditionalFiles.ArchKind", kind.Value)))
            .ToLookup(option => FullPath(option.Path), option => KeyValuePair.Create(option.Key, option.Value));
        return new AnalyzerOptions(files, new OptionsProvider(Options, perFile));
    }

    /// <summary>Our findings in a stable order, and AD0001 should an analyzer throw.</summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync(CSharpCompilation? compilation = null)
    {
        var withAnalyzers = (compilation ?? Compile()).WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(AnalyzerOptions(), onAnalyzerException: null, concurrentAnalysis: Concurrent, logAnalyzerExecutionTime: false));
        var found = await withAnalyzers.GetAnalyzerDiagnosticsAsync();
        return [.. found
            .OrderBy(finding => finding.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.SourceSpan.Start)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.GetMessage(), StringComparer.Ordinal)];
    }

    public static string FullPath(string path) => path.StartsWith('/') ? path : ProjectDirectory + path;

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, System.Text.Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class OptionsProvider(Dictionary<string, string> global, ILookup<string, KeyValuePair<string, string>> perFile) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new DictionaryOptions(global);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new DictionaryOptions(new(perFile[tree.FilePath]));

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new DictionaryOptions(new(perFile[textFile.Path]));
    }

    private sealed class SeverityProvider(Dictionary<(string Path, string Id), ReportDiagnostic> severities) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            severities.TryGetValue((tree.FilePath[ProjectDirectory.Length..], diagnosticId), out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            severities.TryGetValue(("", diagnosticId), out severity);
    }

    private sealed class DictionaryOptions(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = new(values, KeyComparer);

        public override IEnumerable<string> Keys => _values.Keys;

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
