using System.Text.Json;

namespace Arch.Package.Tests.Harness;

/// <summary>What <c>dotnet format</c> says it found, read from the report it writes.</summary>
internal sealed class FormatReport
{
    private readonly List<(string File, string Finding)> _findings = [];

    public FormatReport(string path, string directory)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var document in report.RootElement.EnumerateArray())
        {
            var file = Path.GetRelativePath(directory, document.GetProperty("FilePath").GetString()!).Replace('\\', '/');
            foreach (var change in document.GetProperty("FileChanges").EnumerateArray())
                _findings.Add((file, $"{change.GetProperty("LineNumber").GetInt32()} {change.GetProperty("DiagnosticId").GetString()}"));
        }
    }

    /// <summary>The findings in or below one folder as <c>file:line id</c>, sorted, each once.</summary>
    public IEnumerable<string> this[string folder] => _findings.Where(found => found.File.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(found => $"{found.File[(folder.Length + 1)..]}:{found.Finding}").Distinct().Order(StringComparer.Ordinal);
}
