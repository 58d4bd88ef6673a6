using System.Text.RegularExpressions;

namespace Arch.Package.Tests.Harness;

/// <summary>
/// What a build said. Whatever a case is about, no build of this suite may show a crash of an analyzer, an analyzer that does not load, or key material.
/// </summary>
internal sealed class Build
{
    private readonly string _directory;
    private readonly IReadOnlyList<(string Project, Finding Finding)> _findings;

    public Build(int exitCode, string output, string[] sarifs, string directory)
    {
        ExitCode = exitCode;
        Output = output;
        _directory = directory;
        _findings = [.. from sarif in sarifs
                        let project = Path.GetDirectoryName(sarif)!
                        from finding in Finding.Read(sarif, project)
                        select (Path.GetRelativePath(directory, project).Replace('\\', '/'), finding)];

        foreach (var text in sarifs.Select(File.ReadAllText).Append(output))
            Evidence.AssertClean(text);
        if (exitCode != 0 && !_findings.Any(static found => found.Finding.Level == "error"))
            Assert.Fail("The build failed and no compiler says why:\n" + output);
    }

    public int ExitCode { get; }

    public string Output { get; }

    public void AssertSucceeded() => Assert.True(ExitCode == 0, Output);

    /// <summary>What was found in the projects in or below one folder.</summary>
    public ProjectBuild this[string folder] => new(
        [.. from found in _findings
            where (found.Project + "/").StartsWith(folder + "/", StringComparison.Ordinal)
            select found.Finding with { File = Path.GetRelativePath(folder, Path.Combine(found.Project, found.Finding.File)).Replace('\\', '/') }],
        string.Join('\n', Output.Split('\n').Select(static line => line.Trim()).Where(line => Regex.IsMatch(line, Speaks(folder))).Distinct()),
        Path.Combine(_directory, folder));

    // The compiler names the project at the end of a line, MSBuild itself at its beginning, and so does a finding in the project file.
    private static string Speaks(string folder) => $@"\[[^\]]*[/\\]{Regex.Escape(folder)}[/\\][^\]]*\]$|^[^(]*[/\\]{Regex.Escape(folder)}[/\\][^(]*proj( : |\(\d+,\d+\): )";
}

/// <summary>The part of a build that belongs to one folder, with paths relative to it.</summary>
internal sealed class ProjectBuild(IReadOnlyList<Finding> all, string output, string directory)
{
    /// <summary>Everything in the SARIF files, of all target frameworks.</summary>
    public IReadOnlyList<Finding> All => all;

    /// <summary>The console lines that name a project of it.</summary>
    public string Output => output;

    public bool Failed => Regex.IsMatch(output, @": error \w+:");

    /// <summary>Our findings as <c>file:line level id</c>, one per line, sorted; without the tool's own voice (ARCH9xxx).</summary>
    public string Findings => Lines(all.Where(static finding => Regex.IsMatch(finding.Rule, "^ARCH[0-8]")));

    public string FindingsOf(params string[] rules) => Lines(all.Where(finding => rules.Contains(finding.Rule)));

    /// <summary>The level of the one finding of a rule; <c>absent</c> when there is none.</summary>
    public string Level(string rule) => all.SingleOrDefault(finding => finding.Rule == rule)?.Level ?? "absent";

    /// <summary>The files the compiler was given and the kind the package gave each, as <c>path kind</c>, sorted.</summary>
    public string AdditionalFiles
    {
        get
        {
            var config = Directory.EnumerateFiles(Path.Combine(directory, "obj"), "*.GeneratedMSBuildEditorConfig.editorconfig", SearchOption.AllDirectories).Single();
            var files = Regex.Matches(File.ReadAllText(config), @"^\[(?<path>.+)\]\r?\nbuild_metadata\.AdditionalFiles\.ArchKind = (?<kind>\w*)", RegexOptions.Multiline);
            return string.Join('\n', files.Select(file => $"{Path.GetRelativePath(directory, file.Groups["path"].Value).Replace('\\', '/')} {file.Groups["kind"].Value}".TrimEnd())
                .Order(StringComparer.Ordinal));
        }
    }

    private static string Lines(IEnumerable<Finding> findings) => string.Join('\n', findings.Select(static finding => finding.ToString()).Order(StringComparer.Ordinal));
}
