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

    public static int Run(IEnumerable<string> folders)
    {
        foreach (var folder in folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))
        {
            var lines = new SortedSet<string>(StringComparer.Ordinal);
            var crashes = 0;
            var projects = Projects(folder).ToList();
            var compilations = new Dictionary<string, CSharpCompilation>(StringComparer.Ordinal);
            foreach (var project in projects)
            {
                foreach (var finding in Lint(project.Directory, Compile(project.Directory), project.Files))
                {
                    crashes += finding.Id == "AD0001" ? 1 : 0;
                    var place = finding.Location.GetLineSpan();
                    var path = place.Path is { Length: > 0 } known ? Path.GetRelativePath(folder, known) : "";
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1} {finding.Id} {finding.GetMessage(CultureInfo.InvariantCulture)}"));
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {Path.GetFileName(folder)}: {lines.Count} findings, {crashes} crashes"));
            foreach (var line in lines)
                Console.WriteLine(line);

            // Each project once, after those that it references, so that a mention of another project's type binds.
            CSharpCompilation Compile(string directory)
            {
                if (compilations.TryGetValue(directory, out var known))
                    return known;
                var file = Directory.EnumerateFiles(directory, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault();
                var text = file is null ? "" : File.ReadAllText(file);
                var compilation = Compilation(Written(text, "<AssemblyName>([^<$]+)<").FirstOrDefault() ?? Path.GetFileNameWithoutExtension(file) ?? "Corpus", projects.First(project => project.Directory == directory).Code);
                // Before those it references: a circle of references, as no build would take, ends here.
                compilations.Add(directory, compilation);
                var references = Written(text, "<ProjectReference\\s+Include=\"([^\"]+)\"").Select(path => Path.GetDirectoryName(Path.GetFullPath(path.Replace('\\', '/'), directory))!)
                    .Where(other => projects.Any(project => project.Directory == other)).Distinct(StringComparer.Ordinal).Select(other => Compile(other).ToMetadataReference());
                return compilations[directory] = compilation.AddReferences([.. references]);
            }
        }

        return 0;
    }

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

    private static ImmutableArray<Diagnostic> Lint(string directory, CSharpCompilation compilation, List<string> files)
    {
        var options = new AnalyzerOptions([.. files.Select(path => new DiskFile(path))], new ProjectOptions(directory));
        return compilation.WithAnalyzers(AnalyzerSets.Ours, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static bool IsProgram(SyntaxTree tree) => tree.GetCompilationUnitRoot() is var root
        && (root.Members.Any(SyntaxKind.GlobalStatement)
            || root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(static method => method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword)));

    private sealed class DiskFile(string path) : AdditionalText
    {
        private readonly Lazy<SourceText> _text = new(() => SourceText.From(File.ReadAllText(path), Encoding.UTF8));

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
                    "build_property.IsTestProject" => IsTestProject ? "true" : "false",
                    _ => null,
                };
                return value is not null;
            }
        }
    }
}
