using System.Reflection;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>An example on a rule's page that is run: what it is compiled with, and whether it raises the rule.</summary>
/// <param name="Page">Where it stands.</param>
/// <param name="Rule">The rule whose page that is; null on other pages.</param>
/// <param name="Block">The code block it stands in.</param>
/// <param name="Path">The file that the block is.</param>
/// <param name="Others">The blocks marked <c>context</c> before it, which are files beside it.</param>
internal sealed record PageSample(Markdown Page, RuleFacts? Rule, CodeBlock Block, string Path, IReadOnlyList<(string Path, string Text)> Others)
{
    public bool IsViolation => Block.Words.Contains("violation");

    /// <summary>True for a remedy that takes a person, though the rule has a code fix for simpler cases.</summary>
    public bool IsByHand => Block.Words.Contains("by-hand");

    public string Place => $"{Page}({Block.Line})";

    /// <summary>A run over the example as an ordinary project would have it, with the rule switched on.</summary>
    public Lint Lint(params (string Path, string Text)[] more)
    {
        var all = Others.Append((Path, Text: PageKeys.Fill(Block.Text))).Concat(more).ToList();
        var files = all.Where(file => file.Path != RulePage.Options).ToLookup(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));
        var lint = new Lint
        {
            References = Block.Setting("refs") is { } set ? References(set) : Refs.Net10,
            AssemblyName = Block.Setting("assembly") ?? "Orders",
            Sources = files[true].Any() ? [.. files[true]] : [("Code.cs", "class Code;")],
            Files = [.. files[false]],
        };
        foreach (var line in all.Where(file => file.Path == RulePage.Options).SelectMany(file => file.Text.Split('\n')).Where(line => line.Contains('=')))
            lint.Options[line.Split('=')[0].Trim()] = line[(line.IndexOf('=') + 1)..].Trim();
        if (Rule is { Descriptor.IsEnabledByDefault: false })
            lint.Severities[Rule.Id] = ReportDiagnostic.Warn;
        return lint;
    }

    public override string ToString() => Place;

    private RefSet References(string name) =>
        typeof(Refs).GetField(name, BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as RefSet
        ?? throw new InvalidOperationException($"{Place}: refs={name} is no field of {nameof(Refs)}");
}

/// <summary>
/// The page of a rule. Its code blocks say what they are behind the language: <c>violation</c> (raises this rule and no other), <c>fix</c> (raises nothing),
/// <c>context</c> (a file beside the next of these), or <c>sketch</c> (not run). More words: <c>file=path</c>, <c>refs=set</c>, <c>assembly=name</c>,
/// <c>by-hand</c>. An <c>ini</c> block holds options, or build properties as <c>build_property.Name</c>.
/// </summary>
internal sealed class RulePage
{
    public static readonly string[] Sections = ["Why", "Violation", "Fix", "What is not reported", "Options", "When to suppress", "Limits"];

    /// <summary>The path that stands for the options.</summary>
    public const string Options = ".globalconfig";

    private static readonly string[] Runnable = ["csharp", "json", "yaml", "xml", "dockerfile", "text", "ini"];
    private static readonly string[] Roles = ["violation", "fix", "context", "sketch"];

    private RulePage(RuleFacts rule)
    {
        Assert.True(File.Exists(Repository.Path(rule.Page)), $"{rule}: write {rule.Page}; {Generated.Command} starts it");
        Rule = rule;
        Markdown = Markdown.Open(rule.Page);
        Samples = [.. ReadSamples(Markdown, rule)];
    }

    public RuleFacts Rule { get; }

    public Markdown Markdown { get; }

    public IReadOnlyList<PageSample> Samples { get; }

    public IEnumerable<PageSample> Violations => Samples.Where(sample => sample.IsViolation);

    public IEnumerable<PageSample> Remedies => Samples.Where(sample => !sample.IsViolation);

    public static RulePage Of(string id) => new(RuleFacts.Of(id));

    /// <summary>The page of a rule that has none yet.</summary>
    public static string Skeleton() =>
        "<!-- generated:start -->\n<!-- generated:end -->\n" + string.Concat(Sections.Select(section =>
            $"\n## {section}\n" + (section == "Options" ? "<!-- options:start -->\n<!-- options:end -->\n" : "")));

    /// <summary>The examples of any page; those that belong to no rule can only be remedies.</summary>
    public static IEnumerable<PageSample> ReadSamples(Markdown page, RuleFacts? rule)
    {
        var context = new List<(string, string)>();
        foreach (var block in page.Blocks.Where(block => Runnable.Contains(block.Language)))
        {
            var place = $"{page}({block.Line})";
            var roles = block.Words.Where(Roles.Contains).ToList();
            Assert.True(roles.Count == 1 || (rule is null && roles.Count == 0), $"{place}: say whether this is a {string.Join(", ", Roles)}");
            var path = block.Setting("file") ?? block.Language switch { "csharp" => "Code.cs", "ini" => Options, _ => "" };
            var role = roles.SingleOrDefault("sketch");
            Assert.True(path.Length > 0 || role == "sketch", $"{place}: say the file's name with file=…");
            switch (role)
            {
                case "context":
                    context.Add((path, PageKeys.Fill(block.Text)));
                    break;
                case "violation" or "fix":
                    yield return new(page, rule, block, path, [.. context]);
                    context.Clear();
                    break;
            }
        }
    }
}

/// <summary>
/// Pages show keys as <c>AKIA7…</c> and secrets as <c>aB3…</c>: no page shall hold what a scanner takes for real. An id with a 7 there cannot be one.
/// </summary>
internal static class PageKeys
{
    private static readonly (string Shown, string Meant)[] Keys =
    [
        ("AKIA7…", "AKIA7" + "QZ4VKXW2MHR5JTB"),
        ("ASIA7…", "ASIA7" + "DN3GYUP6LSC2FEA"),
        ("aB3…", "aB3" + "kR9vXq2LmZt7Wp+Yd4HsJ/nGc6UfEo8TbKi5V"),
    ];

    public static string Fill(string text)
    {
        foreach (var (shown, meant) in Keys)
            text = text.Replace(shown, meant);
        return text;
    }
}
