using System.Text.Json;

namespace Arch.Package.Tests.Harness;

/// <summary>One result of a SARIF file. A suppressed one has <see cref="Level"/> <c>suppressed</c>.</summary>
internal sealed record Finding(string Rule, string Level, string File, int Line)
{
    public override string ToString() => $"{File}:{Line} {Level} {Rule}";

    /// <summary>All results of a SARIF file, with paths relative to a directory.</summary>
    public static IEnumerable<Finding> Read(string sarif, string directory)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(sarif));
        foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            foreach (var result in run.GetProperty("results").EnumerateArray())
                yield return Read(result, directory);
        }
    }

    private static Finding Read(JsonElement result, string directory)
    {
        var level = result.TryGetProperty("suppressions", out _) ? "suppressed" : result.GetProperty("level").GetString()!;
        var rule = result.GetProperty("ruleId").GetString()!;
        if (!result.TryGetProperty("locations", out var locations))
            return new Finding(rule, level, "", 0);
        var place = locations[0].GetProperty("physicalLocation");
        var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        return new Finding(rule, level, Path.GetRelativePath(directory, path).Replace('\\', '/'), place.GetProperty("region").GetProperty("startLine").GetInt32());
    }
}
