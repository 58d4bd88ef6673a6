using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>What is swept, and how one input is run.</summary>
internal static class Sweep
{
    /// <summary>What an input may take, whatever its length, and for each of its characters; many times what any takes, so that a busy machine is no reason to fail.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PerCharacter = TimeSpan.FromMicroseconds(50);

    private static readonly string[] TextFiles =
        [".json", ".yml", ".yaml", ".template", ".config", ".resx", ".xml", ".csproj", ".env", ".tf", ".sh", ".ps1", ".cmd", ".http", ".md", ".properties"];

    /// <summary>Resolving the references costs more than judging a small input, and compilations that grow from one another share it.</summary>
    private static readonly ConcurrentDictionary<(RefSet, string, OutputKind), CSharpCompilation> Resolved = new();

    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The inputs of the tests with every rule switched on.</summary>
    public static async Task<IReadOnlyList<Lint>> TestsAsync(int longest)
    {
        var inputs = (await TestInputs.AllAsync()).Where(lint => lint.Sources.Concat(lint.Files).Sum(static text => text.Text.Length) < longest).ToList();
        foreach (var rule in Catalogue.Rules)
            inputs.ForEach(lint => lint.Severities.TryAdd(rule.Id, ReportDiagnostic.Warn));
        return inputs;
    }

    /// <summary>The files below the folders of <c>ARCH_SWEEP_FOLDERS</c>, each as an input of its own.</summary>
    public static IReadOnlyList<Lint> FolderInputs(int longest)
    {
        var inputs = new List<Lint>();
        var folders = (Environment.GetEnvironmentVariable("ARCH_SWEEP_FOLDERS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var path in folders.SelectMany(static folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            if (path.Contains("/.git/") || new FileInfo(path).Length > longest)
                continue;
            if (path.EndsWith(".cs", StringComparison.Ordinal))
                inputs.Add(new Lint { References = Refs.Everything, Sources = [("Code.cs", File.ReadAllText(path))] });
            else if (TextFiles.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || Path.GetFileName(path).Contains("Dockerfile", StringComparison.Ordinal))
                inputs.Add(new Lint { Sources = [("Code.cs", "class Code;")], Files = [(Path.GetFileName(path), File.ReadAllText(path))] });
        }

        return inputs;
    }

    /// <summary>The findings; fails when they are a long time in coming, three times.</summary>
    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Lint lint)
    {
        var most = Grace + PerCharacter * lint.Sources.Concat(lint.Files).Sum(static text => (long)text.Text.Length);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var watch = Stopwatch.StartNew();
            var found = await lint.RunAsync(Compile(lint));
            if (watch.Elapsed < most)
                return found;
        }

        throw new TimeoutException($"longer than {most}\n--- input ---\n{Text(lint)}");
    }

    public static string Text(Lint lint) => string.Join(
        "\n=== next ===\n",
        lint.Sources.Concat(lint.Files).Select(static file => $"{file.Path}\n{file.Text}").Prepend($"{lint.References}, {lint.AssemblyName}\n{string.Join('\n', lint.Options)}"));

    private static CSharpCompilation Compile(Lint lint)
    {
        var own = lint.Compile();
        return Resolved.GetOrAdd((lint.References, lint.AssemblyName, own.Options.OutputKind), _ => own.RemoveAllSyntaxTrees())
            .WithOptions(own.Options).AddSyntaxTrees(own.SyntaxTrees);
    }
}
