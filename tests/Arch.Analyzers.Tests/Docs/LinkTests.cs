using System.Text.RegularExpressions;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Conventions;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>What the pages point at exists.</summary>
public partial class LinkTests
{
    private static readonly string Root = Descriptor.HelpLinkBase.Replace("docs/rules/", "");

    [Fact]
    public void EveryLink_Resolves()
    {
        var broken = from page in Markdown.All()
                     from link in page.Links()
                     where !Resolves(page, link.Target)
                     select $"{page}({link.Line}): {link.Target}";
        Complaints.None(broken);
    }

    [Fact]
    public void EveryIdInProse_Exists()
    {
        var unknown = from page in Markdown.All()
                      from line in page.Text.Split('\n').Index()
                      from Match id in Id().Matches(line.Item)
                      where !PlannedIds.Contain(id.Value)
                      select $"{page}({line.Index + 1}): {id.Value}";
        Complaints.None(unknown);
    }

    [Fact]
    public void HelpLinks_LeadToThePagesOfTheRepository()
    {
        var properties = File.ReadAllText(Repository.Path("Directory.Build.props"));
        var repository = RepositoryUrl().Match(properties).Groups[1].Value;
        Assert.Equal(Descriptor.HelpLinkBase, repository + "/blob/main/docs/rules/");
        foreach (var rule in RuleFacts.All)
            Assert.Equal($"{Descriptor.HelpLinkBase}{rule.Id}.md", rule.Descriptor.HelpLinkUri);
    }

    private static bool Resolves(Markdown page, string target)
    {
        var ours = target.StartsWith(Root, StringComparison.Ordinal);
        if (!ours && target.Contains("://"))
            return Uri.TryCreate(target, UriKind.Absolute, out _);
        var parts = target.Split('#');
        var anchor = parts.ElementAtOrDefault(1) ?? "";
        if (ours)
            return Exists(parts[0][Root.Length..], anchor);
        return parts[0].Length == 0 ? page.Anchors().Contains(anchor) : Exists(Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]), anchor);
    }

    private static bool Exists(string path, string anchor) =>
        Path.Exists(Repository.Path(path)) && (anchor.Length == 0 || Markdown.Open(path).Anchors().Contains(anchor));

    [GeneratedRegex(@"\bARCH\d{4}\b")]
    private static partial Regex Id();

    [GeneratedRegex("<RepositoryUrl>(.*)</RepositoryUrl>")]
    private static partial Regex RepositoryUrl();
}
