using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
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

    // What public code is written against; the first set that has a library wins.
    private static readonly string[] ReferenceSets = ["AwsV4", "Polly8", "Redis", "CsRedis", "FreeRedis1", "Web", "Cqrs"];

    // Without these the code of projects that leave them to the SDK would not bind.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(static () =>
        [.. ReferenceSets.SelectMany(Body.ReferencesOf).DistinctBy(static reference => Path.GetFileName(reference.Display), StringComparer.OrdinalIgnoreCase)]);

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
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict}{(verdict is null ? "" : " ")}{finding.Path}:{finding.Line}:{finding.Column} {finding.Rule} {finding.Message}"));
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
        var projects = Projects(folder).ToList();
        var compilations = new Dictionary<string, CSharpCompilation>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            foreach (var finding in Lint(analyzers, folder, project.Directory, Compile(project.Directory), project.Files))
            {
                var place = finding.Location.GetLineSpan();
                findings.Add(new(
                    place.Path is { Length: > 0 } known ? Path.GetRelativePath(folder, known) : "", place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1,
                    finding.Id, finding.GetMessage(CultureInfo.InvariantCulture).ReplaceLineEndings(" ")));
            }
        }

        return findings;

        // Each project once, after those that it references, so that a mention of another project's type binds.
        CSharpCompilation Compile(string directory)
        {
            if (compilations.TryGetValue(directory, out var known))
                return known;
            var text = ProjectFile(directory) is { } file ? File.ReadAllText(file) : "";
            var name = Written(text, "<AssemblyName>([^<$]+)<").FirstOrDefault() ?? Path.GetFileNameWithoutExtension(ProjectFile(directory)) ?? "Corpus";
            var compilation = Compilation(name, projects.First(project => project.Directory == directory).Code);
            // Before those it references: a circle of references, as no build would take, ends here.
            compilations.Add(directory, compilation);
            var references = ReferencedProjects(text).Select(path => Path.GetDirectoryName(Path.GetFullPath(path, directory))!)
                .Where(other => projects.Any(project => project.Directory == other)).Distinct(StringComparer.Ordinal).Select(other => Compile(other).ToMetadataReference());
            return compilations[directory] = compilation.AddReferences([.. references]);
        }
    }

    private static string? ProjectFile(string directory) => Directory.EnumerateFiles(directory, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault();

    private static IEnumerable<string> ReferencedProjects(string text) => Written(text, "<ProjectReference\\s+Include=\"([^\"]+)\"").Select(static path => path.Replace('\\', '/'));

    private static IEnumerable<string> Written(string text, string pattern) => Regex.Matches(text, pattern).Select(static match => match.Groups[1].Value.Trim());

    private static IEnumerable<(string Directory, List<string> Code, List<string> Files)> Projects(string folder)
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
            name, trees, References.Value, new CSharpCompilationOptions(
                trees.Any(IsProgram) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, specificDiagnosticOptions: offByDefault));
    }

    private static ImmutableArray<Diagnostic> Lint(ImmutableArray<DiagnosticAnalyzer> analyzers, string folder, string directory, CSharpCompilation compilation, List<string> files)
    {
        var given = files.Concat(Upwards(folder, directory)).Distinct(StringComparer.Ordinal).Select(static path => new DiskFile(path, path)).ToList<AdditionalText>();
        // An architecture that we wrote down for a repository counts as if it lay at its root.
        if (Path.Combine(Settings.Repository, "benchmarks", "corpus", Path.GetFileName(folder) + ".arch.json") is var ours && File.Exists(ours))
            given.Add(new DiskFile(Path.Combine(folder, "arch.json"), ours));
        return compilation.WithAnalyzers(analyzers, new AnalyzerOptions([.. given], new ProjectOptions(directory))).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    /// <summary>What the package hands over beside the text files of a project: the project file, and what is configured above it.</summary>
    private static IEnumerable<string> Upwards(string folder, string directory)
    {
        if (ProjectFile(directory) is { } project)
            yield return project;
        for (var above = directory; above.Length >= folder.Length; above = Path.GetDirectoryName(above)!)
        {
            foreach (var path in new[] { Path.Combine(above, "arch.json"), Path.Combine(above, "arch.baseline.txt") }.Where(File.Exists))
                yield return path;
        }
    }

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
    private sealed class ProjectOptions(string directory) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new ProjectDirectory(directory);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class ProjectDirectory(string directory) : AnalyzerConfigOptions
        {
            private bool IsTestProject { get; } = Directory.EnumerateFiles(directory, "*.csproj")
                .Any(path => path.Contains("Test", StringComparison.Ordinal) || File.ReadAllText(path) is { } text && (text.Contains("xunit", StringComparison.OrdinalIgnoreCase) || text.Contains("nunit", StringComparison.OrdinalIgnoreCase) || text.Contains("MSTest", StringComparison.Ordinal)));

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key switch
                {
                    "build_property.ProjectDir" => directory + "/",
                    "build_property.MSBuildProjectDirectory" => directory,
                    "build_property.MSBuildProjectFullPath" => ProjectFile(directory),
                    "build_property.RootNamespace" => Path.GetFileNameWithoutExtension(ProjectFile(directory)),
                    "build_property.ArchProjectReferences" => ProjectFile(directory) is { } file
                        ? string.Join(',', ReferencedProjects(File.ReadAllText(file)).Select(static path => Path.GetFileNameWithoutExtension(path)))
                        : null,
                    "build_property.IsTestProject" => IsTestProject ? "true" : "false",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
