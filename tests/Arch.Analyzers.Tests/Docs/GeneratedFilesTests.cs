using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>What is generated fits the rules. In one class, because tests of one class do not run at the same time.</summary>
public class GeneratedFilesTests
{
    [Fact]
    public void RuleTable_OfTheReadmes()
    {
        const string readme = "README.md";
        var text = File.ReadAllText(Repository.Path(readme));
        text = Generated.Replace(readme, text, "rules", Tables.Rules(rule => rule.Page));
        text = Generated.Replace(readme, text, "count", $"**{RuleFacts.All.Count(rule => !rule.IsEngine)} rules**\n");
        Generated.WholeFile(readme, text);
        Generated.WholeFile("src/Arch.Package/README.md", Tables.PackageReadme(text));
    }

    [Fact]
    public void RuleTable_OfTheDocsIndex() => Generated.Section("docs/README.md", "rules", Tables.Rules(rule => $"rules/{rule.Id}.md"));

    [Fact]
    public void Options_OfTheConfigurationPage() => Generated.Section("docs/configuration.md", "options", Tables.AllOptions());

    [Fact]
    public void Command_OfTheBaselinePage() => Generated.Section("docs/baseline.md", "record",
        "```sh\nArchRecordBaseline=true dotnet format analyzers --severity info --diagnostics "
        + string.Join(" ", RuleFacts.All.Where(rule => rule.CanBeBaselined).Select(rule => rule.Id)) + "\n```\n");

    [Theory]
    [MemberData(nameof(RuleFacts.Ids), MemberType = typeof(RuleFacts))]
    public void Page_OfEachRule(string id)
    {
        var rule = RuleFacts.Of(id);
        var full = Repository.Path(rule.Page);
        var text = File.Exists(full) ? File.ReadAllText(full) : RulePage.Skeleton();
        text = Generated.Replace(rule.Page, text, "generated", Tables.Header(rule));
        text = Generated.Replace(rule.Page, text, "options", Tables.Options(rule));
        Generated.WholeFile(rule.Page, text);
    }

    [Fact]
    public void Presets()
    {
        const string folder = "src/Arch.Package/presets/";
        Generated.WholeFile(folder + "none.globalconfig", Tables.Preset(
            "None", "every rule is off until an .editorconfig or .globalconfig switches it on.", _ => "none"));
        Generated.WholeFile(folder + "minimum.globalconfig", Tables.Preset(
            "Minimum", "only rules that are practically never wrong and prevent an outage or a leak.", rule => rule.CustomTags.Contains(Descriptor.MinimumTag) ? null : "none"));
        Generated.WholeFile(folder + "all.globalconfig", Tables.Preset(
            "All", "also the rules that are off by default, each at its own severity.", rule => rule.IsEnabledByDefault ? null : "default"));
    }

    [Fact]
    public void Rules_ForMachines() => Generated.WholeFile("docs/rules.json", Tables.RulesJson());
}
