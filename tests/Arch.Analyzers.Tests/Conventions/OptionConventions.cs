using System.Text.RegularExpressions;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Docs;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>An option that is written anywhere exists, and one that exists is written where people look for it.</summary>
public partial class OptionConventions
{
    private static readonly HashSet<string> Keys =
        [.. RuleFacts.AllOptions.Concat(RuleFacts.All.SelectMany(rule => rule.Options)).Select(option => option.Key)];

    [Fact]
    public void Key_IsSnakeCaseBehindItsRule() => Complaints.None(
        from key in Keys
        where !Shape().IsMatch(key)
        select $"{key}: a key is arch.ARCHnnnn.snake_case, or arch.area.name for what belongs to no rule");

    [Fact]
    public void Key_BelongsToARuleThatExists() => Complaints.None(
        from key in Keys
        let owner = key.Split('.')[1]
        where RuleId.IsRuleId(owner) && RuleFacts.Declared.All(rule => rule.Descriptor.Id != owner)
        select $"{key}: there is no rule {owner}");

    [Fact]
    public void Text_SaysWhatTheOptionMeans() => Complaints.None(
        from option in RuleFacts.AllOptions
        where option.Description.Length is 0 or > 300 || option.Description.EndsWith('.') || option.Expected.Length == 0
        select $"{option.Key}: the description is one sentence without a period, and the expected form is not empty");

    [Fact]
    public void Option_StandsOnItsPageAndInTheConfiguration() => Complaints.None(
        from rule in RuleFacts.All
        from option in rule.Options
        from page in new[] { rule.Page, "docs/configuration.md" }
        where !Markdown.Open(page).Text.Contains($"`{option.Key}`")
        select $"{option.Key} is missing in {page}; run: {Generated.Command}");

    [Fact]
    public void EveryKeyThatIsWritten_Exists() => Complaints.None(
        from file in SourceTree.All
        where file.Path.StartsWith("docs/") || file.Path.StartsWith("samples/") || file.Path.StartsWith("src/") || !file.Path.Contains('/')
            || (file.Path.StartsWith("tests/") && !file.Path.Contains("/Engine/") && !file.Path.Contains("/Conventions/"))
        from Match match in Written().Matches(file.Text)
        let key = match.Value
        where !Keys.Contains(key) && RuleFacts.Declared.Any(rule => rule.Descriptor.Id == match.Groups[1].Value)
        select $"{file.Path}: {key} is no option");

    [GeneratedRegex(@"^arch\.(ARCH\d{4}|[a-z]+)\.[a-z]+(_[a-z]+)*$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\barch\.(ARCH\d{4})\.[a-z_]+\b")]
    private static partial Regex Written();
}
