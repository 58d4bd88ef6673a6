using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Benchmarks;

/// <summary>
/// Runs our analyzers over folders of public code without building them: one compilation per project file, bound against a fixed set of
/// references, so that what does not bind stays unknown. All rules are on. Writes the findings sorted, to be read by a person and compared with the last run.
/// </summary>
internal static class Corpus
{
    private const int LongestFile = 5 * 1024 * 1024;

    private static readonly string[] TextEndings =
    [
        ".json", ".yml", ".yaml", ".template", ".dockerfile", ".config", ".ini", ".tf", ".tfvars", ".sh", ".ps1", ".cmd", ".http", ".rest", ".resx", ".settings",
    ];

    // Without these the code of projects that leave them to the SDK would not bind.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly string[] Skipped = ["/bin/", "/obj/", "/node_modules/", "/wwwroot/lib/", "/cdk.out/", "/.git/"];

    /// <param name="analyzers">The analyzers to run.</param>
    /// <param name="folders">The roots of the repositories.</param>
    /// <param name="verdicts">What a person found about earlier findings; null to print the findings alone.</param>
    /// <returns>1 when something crashed, or when a finding has no verdict, is known to be false, or is missing.</returns>
    public static int Run(ImmutableArray<DiagnosticAnalyzer> analyzers, IEnumerable<string> folders, Verdicts? verdicts)
    {
        var failed = false;
        foreach (var folder in folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))
        {
            var name = Path.GetFileName(folder);
            var findings = Find(analyzers, folder);
            var crashes = findings.Count(static finding => finding.Rule == "AD0001");
            failed |= crashes > 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {name}: {findings.Count} findings, {crashes} crashes"));
            foreach (var finding in findings)
            {
                var verdict = verdicts?.Of(name, finding);
                failed |= verdict is "unread" or "false";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict}{(verdict is null ? "" : " ")}{finding.Path}:{finding.Line}:{finding.Column} {finding.Severity.ToString().ToLowerInvariant()} {finding.Rule}: {finding.Message}"));
            }

            foreach (var gone in verdicts?.Missing(name, findings) ?? [])
            {
                failed |= !gone.StartsWith("false", StringComparison.Ordinal);
                Console.WriteLine($"gone: {gone}");
            }
        }

        return failed ? 1 : 0;
    }

    private static SortedSet<CorpusFinding> Find(ImmutableArray<DiagnosticAnalyzer> analyzers, string folder)
    {
        var findings = new SortedSet<CorpusFinding>(CorpusFinding.ByPlace);
        var groups = Groups(folder).ToList();
        var projects = groups.Select(group => CorpusProject.In(group.Directory, folder)).OfType<CorpusProject>().ToDictionary(static project => project.Directory, StringComparer.Ordinal);
        var compilations = new Dictionary<string, CSharpCompilation>(StringComparer.Ordinal);
        foreach (var (directory, _, files) in groups)
        {
            foreach (var finding in Lint(analyzers, folder, directory, projects.GetValueOrDefault(directory), Compile(directory), files))
            {
                var place = finding.Location.GetLineSpan();
                findings.Add(new(
                    place.Path is { Length: > 0 } known ? Path.GetRelativePath(folder, known) : "", place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1,
                    finding.Id, finding.Severity, finding.GetMessage(CultureInfo.InvariantCulture).ReplaceLineEndings(" ")));
            }
        }

        return findings;

        // Each project once, after those that it references, so that a mention of another project's type binds.
        CSharpCompilation Compile(string directory)
        {
            if (compilations.TryGetValue(directory, out var known))
                return known;
            var project = projects.GetValueOrDefault(directory);
            var compilation = Compilation(project?.AssemblyName ?? "Corpus", groups.First(group => group.Directory == directory).Code).AddReferences(CorpusReferences.Of(Known(project)));
            // Before those it references: a circle of references, as no build would take, ends here.
            compilations.Add(directory, compilation);
            return compilations[directory] = compilation.AddReferences(Referenced(project).Select(other => Compile(other.Directory).ToMetadataReference()));
        }

        IEnumerable<CorpusProject> Referenced(CorpusProject? project) =>
            (project?.References ?? []).Select(path => projects.GetValueOrDefault(Path.GetDirectoryName(path)!)).OfType<CorpusProject>().Distinct();

        HashSet<CorpusProject> Known(CorpusProject? project)
        {
            var all = new HashSet<CorpusProject>();
            var open = new Stack<CorpusProject?>([project]);
            while (open.TryPop(out var next))
            {
                if (next is null || !all.Add(next))
                    continue;
                foreach (var other in Referenced(next))
                    open.Push(other);
            }

            return all;
        }
    }

    private static IEnumerable<(string Directory, List<string> Code, List<string> Files)> Groups(string folder)
    {
        var all = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !Skipped.Any(part => path.Contains(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        var roots = all.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => Path.GetDirectoryName(path)!).Append(folder).Distinct(StringComparer.Ordinal)
            .OrderByDescending(root => root.Length).ToList();
        foreach (var group in all.GroupBy(path => roots.First(root => path.StartsWith(root + "/", StringComparison.Ordinal)), StringComparer.Ordinal))
        {
            var code = group.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).ToList();
            var files = group.Where(path => IsText(path) && new FileInfo(path).Length < LongestFile).ToList();
            yield return (group.Key, code, files);
        }
    }

    private static bool IsText(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("Dockerfile", StringComparison.Ordinal) || name.StartsWith(".env", StringComparison.Ordinal)
            || (TextEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !name.EndsWith("-lock.json", StringComparison.Ordinal));
    }

    private static CSharpCompilation Compilation(string name, List<string> code)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse);
        var trees = code.Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path), Encoding.UTF8), parse, path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, parse)).ToList();
        var offByDefault = AnalyzerSets.Ours.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Where(static rule => !rule.IsEnabledByDefault)
            .Select(static rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn)).Distinct();
        return CSharpCompilation.Create(
            name, trees, options: new CSharpCompilationOptions(
                trees.Any(IsProgram) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: offByDefault));
    }

    private static ImmutableArray<Diagnostic> Lint(ImmutableArray<DiagnosticAnalyzer> analyzers, string folder, string directory, CorpusProject? project, CSharpCompilation compilation, List<string> files)
    {
        var given = files.Concat(Upwards(folder, directory, project)).Distinct(StringComparer.Ordinal).Select(static path => new DiskFile(path, path)).ToList<AdditionalText>();
        // An architecture that we wrote down for a repository counts as if it lay at its root.
        if (Path.Combine(Settings.Repository, "benchmarks", "corpus", Path.GetFileName(folder) + ".arch.json") is var ours && File.Exists(ours))
            given.Add(new DiskFile(Path.Combine(folder, "arch.json"), ours));
        return compilation.WithAnalyzers(analyzers, new AnalyzerOptions([.. given], new ProjectOptions(directory, project))).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    /// <summary>What the package hands over beside the text files of a project: the project file, and what is configured above it.</summary>
    private static IEnumerable<string> Upwards(string folder, string directory, CorpusProject? project) =>
        CorpusProject.Above(directory, folder).SelectMany(static above => new[] { Path.Combine(above, "arch.json"), Path.Combine(above, "arch.baseline.txt") }).Where(File.Exists)
            .Concat(project is null ? [] : [project.Path]);

    private static bool IsProgram(SyntaxTree tree) => tree.GetCompilationUnitRoot() is var root
        && (root.Members.Any(SyntaxKind.GlobalStatement)
            || root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(static method => method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword)));

    private sealed class DiskFile(string path, string source) : AdditionalText
    {
        private readonly Lazy<SourceText> _text = new(() => SourceText.From(File.ReadAllText(source), Encoding.UTF8));

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text.Value;
    }

    /// <summary>What the build would tell: the project's directory, and whether it is one of tests.</summary>
    private sealed class ProjectOptions(string directory, CorpusProject? project) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(directory, project);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties(string directory, CorpusProject? project) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key switch
                {
                    "build_property.ProjectDir" => directory + "/",
                    "build_property.MSBuildProjectDirectory" => directory,
                    "build_property.MSBuildProjectFullPath" => project?.Path,
                    "build_property.RootNamespace" => project?.Name,
                    "build_property.ArchProjectReferences" => project is null ? null : string.Join(',', project.References.Select(Path.GetFileNameWithoutExtension)),
                    "build_property.IsTestProject" => project?.IsTest == true ? "true" : "false",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
