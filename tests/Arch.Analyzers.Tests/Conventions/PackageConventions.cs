using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arch.Analyzers.Tests.Docs;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>What the package does to a build is what the pages say.</summary>
public partial class PackageConventions
{
    private static readonly XDocument Props = XDocument.Load(Repository.Path("src", "Arch.Package", "build", "Arch.Analyzers.props"));
    private static readonly XDocument Targets = XDocument.Load(Repository.Path("src", "Arch.Package", "build", "Arch.Analyzers.targets"));

    /// <summary>Name and default of each property in the table of the configuration page.</summary>
    private static Dictionary<string, string> Documented => File.ReadAllLines(Repository.Path("docs", "configuration.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 5 && cells[1].StartsWith("`Arch") && cells[1] != "`ArchMode`" || cells is ["", "`ArchMode`", "`Recommended`", ..])
        .SelectMany(cells => cells[1].Split(", ").Select(name => (Name: name.Trim('`'), Default: cells[2].Trim('`'))))
        .ToDictionary(property => property.Name, property => property.Default);

    [Fact]
    public void Property_IsOnTheConfigurationPage()
    {
        var visible = Props.Descendants("CompilerVisibleProperty").Select(item => item.Attribute("Include")!.Value);
        var set = Targets.Descendants("PropertyGroup").Elements().Select(property => property.Name.LocalName);
        var read = PropertyUse().Matches(Targets.ToString()).Select(match => match.Groups[1].Value);
        var actual = visible.Concat(set).Concat(read).Where(name => name.StartsWith("Arch")).Distinct().Order();
        Assert.Equal(actual, Documented.Keys.Order());
    }

    [Fact]
    public void Folders_AreThoseOfThePage()
    {
        var folders = Targets.Descendants("ArchRepositoryFolders").Select(property => property.Value).Single(value => value.Contains("deploy"));
        Assert.Equal(Documented["ArchRepositoryFolders"].Split(';'), folders.Split([',', ';'], StringSplitOptions.TrimEntries));
    }

    /// <summary>The patterns by which files are found stand on the page, as do the folders that are left out.</summary>
    [Fact]
    public void Patterns_AreOnThePage()
    {
        var page = File.ReadAllText(Repository.Path("docs", "configuration.md"));
        var patterns = Targets.Descendants().Where(property => property.Name.LocalName is "_ArchJson" or "_ArchYaml" or "_ArchDockerfile" or "_ArchText" or "_ArchNever")
            .SelectMany(property => property.Value.Split(';')).Select(pattern => pattern.Trim().Replace("**/", "").Replace("/**", "")).Where(pattern => pattern.Length > 0);
        Complaints.None(
            from pattern in patterns
            where pattern != "arch.json" && !page.Contains($"`{pattern}`")
            select $"docs/configuration.md does not name `{pattern}`");
    }

    /// <summary>Such a line would beat the escalation in CI, and it would beat the user's own category lines.</summary>
    [Fact]
    public void NoShippedFile_SetsAWarningOrError() =>
        Complaints.None(SourceTree.All.Where(file => file.Path.StartsWith("src/Arch.Package/") && !file.Path.EndsWith(".md")).Find(Escalation()));

    [Fact]
    public void Readme_NamesTheVersion()
    {
        var version = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Contains($"<PackageReference Include=\"Arch.Analyzers\" Version=\"{version}\" PrivateAssets=\"all\" />", Markdown.Open("README.md").Text);
    }

    [Fact]
    public void Preset_NamesEachRuleThatItIsFor()
    {
        var none = File.ReadAllText(Repository.Path("src", "Arch.Package", "presets", "none.globalconfig"));
        var minimum = File.ReadAllText(Repository.Path("src", "Arch.Package", "presets", "minimum.globalconfig"));
        Complaints.None(
            from rule in RuleFacts.All
            let inNone = none.Contains(rule.Id)
            let inMinimum = minimum.Contains(rule.Id)
            where inNone == rule.IsEngine || inMinimum != (!rule.IsEngine && !rule.IsMinimum)
            select $"{rule}: the presets are out of date; run: {Generated.Command}");
    }

    [GeneratedRegex(@"severity\s*=\s*(warning|error)")]
    private static partial Regex Escalation();

    [GeneratedRegex(@"\$\((Arch\w+)[).]")]
    private static partial Regex PropertyUse();
}
