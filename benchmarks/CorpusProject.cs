using System.Text.RegularExpressions;

namespace Arch.Benchmarks;

/// <summary>What a project file, and what MSBuild reads beside it, say of a project, without a build.</summary>
internal sealed class CorpusProject
{
    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    // What tells a program with a window from others.
    private static readonly (string Property, string Assembly)[] Windows = [("UseMaui", "Microsoft.Maui"), ("UseWPF", "PresentationFramework"), ("UseWindowsForms", "System.Windows.Forms")];

    private readonly string _text;

    private CorpusProject(string path, string folder)
    {
        Path = path;
        Directory = System.IO.Path.GetDirectoryName(path)!;
        var own = Uncommented(path);
        _text = own + string.Concat(Above(Directory, folder).SelectMany(static directory => Shared.Select(name => System.IO.Path.Combine(directory, name))).Where(File.Exists).Select(Uncommented));
        AssemblyName = Written(own, "<AssemblyName>([^<$]+)<").FirstOrDefault() ?? Name;
        References = [.. Written(own, "<ProjectReference\\s+Include=\"([^\"]+)\"").Select(reference => System.IO.Path.GetFullPath(reference.Replace('\\', '/'), Directory))];
        Packages =
        [
            .. Written(_text, "<(?:Package|Framework|)Reference\\s[^>]*Include=\"([^\",]+)"), .. Written(own, "Sdk=\"([^\"/]+)"),
            .. Windows.Where(window => Says($"<{window.Property}>true")).Select(static window => window.Assembly),
        ];
    }

    public string Path { get; }

    public string Directory { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string AssemblyName { get; }

    /// <summary>The project files that it references, and knows what they know of.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The packages, frameworks and SDKs that it references.</summary>
    public IReadOnlyList<string> Packages { get; }

    public bool IsTest => Path.Contains("Test", StringComparison.Ordinal) || Packages.Any(static package => Regex.IsMatch(package, "xunit|nunit|MSTest", RegexOptions.IgnoreCase));

    public bool UsesAwsV3 => Says("Include=\"AWSSDK\\.[^>]*Version=\"[[(]?3\\.");

    /// <summary>The project of a directory; null when no project file lies in it.</summary>
    /// <param name="directory">Where it lies.</param>
    /// <param name="folder">The root of the repository, above which nothing counts.</param>
    public static CorpusProject? In(string directory, string folder) =>
        System.IO.Directory.EnumerateFiles(directory, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault() is { } path ? new(path, folder) : null;

    /// <summary>A directory and those above it, up to the root of the repository.</summary>
    public static IEnumerable<string> Above(string directory, string folder)
    {
        for (var above = directory; above.Length >= folder.Length; above = System.IO.Path.GetDirectoryName(above)!)
            yield return above;
    }

    private static string Uncommented(string path) => Regex.Replace(File.ReadAllText(path), "<!--.*?-->", "", RegexOptions.Singleline);

    private static IEnumerable<string> Written(string text, string pattern) => Regex.Matches(text, pattern).Select(static match => match.Groups[1].Value.Trim());

    private bool Says(string pattern) => Regex.IsMatch(_text, pattern, RegexOptions.IgnoreCase);
}
