using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>A sample service below <c>samples</c>: the good one has no finding, and its broken twin has those that its lines and its <c>expected.txt</c> name.</summary>
internal static partial class Twin
{
    // What the SDK for workers adds by itself.
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>Compares the findings in the C# of a sample with its annotations and its <c>expected.txt</c>.</summary>
    public static async Task VerifyAsync(string sample, RefSet references)
    {
        var folder = Repository.Path("samples", sample);
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .Select(path => (Path: Path.GetRelativePath(folder, path), Text: File.ReadAllText(path)))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .ToList();
        var lint = new Lint { References = references, Sources = [.. sources, ("ImplicitUsings.cs", ImplicitUsings)], FileOptions = OptionsOf(folder) };
        var compilation = lint.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var found = (await lint.RunAsync(compilation))
            .Select(static finding => $"{finding.Location.GetLineSpan().Path[Lint.ProjectDirectory.Length..]}:{finding.Location.GetLineSpan().StartLinePosition.Line + 1} {finding.Id}")
            .ToList();
        var annotated = from source in sources
                        from line in source.Text.Split('\n').Select(static (text, index) => (text, index))
                        from Match id in Annotation().Matches(line.text)
                        select $"{source.Path}:{line.index + 1} {id.Value}";
        Assert.Equal(annotated, found);

        var list = Path.Combine(folder, "expected.txt");
        var expected = File.Exists(list) ? File.ReadAllLines(list).Where(static line => !line.StartsWith('#') && line.Contains(".cs:", StringComparison.Ordinal)) : [];
        Assert.Equal(found, expected);
    }

    /// <summary>What the <c>.editorconfig</c> of a sample sets for single files.</summary>
    private static Dictionary<(string Path, string Key), string> OptionsOf(string folder)
    {
        var options = new Dictionary<(string, string), string>();
        var section = "";
        foreach (var line in File.Exists(Path.Combine(folder, ".editorconfig")) ? File.ReadAllLines(Path.Combine(folder, ".editorconfig")) : [])
        {
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (!line.StartsWith('#') && line.Split('=', StringSplitOptions.TrimEntries) is [var key, var value])
                options[(section, key)] = value;
        }

        return options;
    }

    [GeneratedRegex(@"(?<=// .*)ARCH\d{4}")]
    private static partial Regex Annotation();
}
