using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>The generated texts, each a pure function of the rules.</summary>
internal static class Tables
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="link">Makes the address of a rule's page.</param>
    public static string Rules(Func<RuleFacts, string> link)
    {
        var table = new StringBuilder();
        table.Append("| Id | Name | What it says | Category | Severity | On | Fix |\n");
        table.Append("| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var rule in RuleFacts.All)
        {
            table.Append($"| [{rule.Id}]({link(rule)}) | {rule.Name} | {Cell(Title(rule))} | {rule.Category} | {rule.Descriptor.DefaultSeverity} ");
            table.Append($"| {(rule.Descriptor.IsEnabledByDefault ? "yes" : "no")} | {(rule.Fixes.IsEmpty ? "–" : "yes")} |\n");
        }

        return table.ToString();
    }

    /// <summary>What stands above the prose of a rule's page.</summary>
    public static string Header(RuleFacts rule)
    {
        var header = new StringBuilder();
        header.Append($"# {rule.Id}: {Title(rule)}\n\n");
        header.Append("| Name | Category | Severity | On by default | Smallest `ArchMode` | Looks at | Code fix | Baseline |\n");
        header.Append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        header.Append($"| {rule.Name} | {rule.Category} | {rule.Descriptor.DefaultSeverity} | {(rule.Descriptor.IsEnabledByDefault ? "yes" : "no")} ");
        header.Append($"| {Mode(rule)} | {Subject(rule)} | {(rule.Fixes.IsEmpty ? "–" : "yes")} | {(rule.CanBeBaselined ? "yes" : "–")} |\n\n");
        header.Append(string.Join(" · ", Sources(rule).Select(source => $"[{source.Name}](../../{source.Path})"))).Append('\n');
        return header.ToString();
    }

    public static string Options(RuleFacts rule)
    {
        var options = rule.Options;
        return options.IsEmpty ? "This rule has no options of its own.\n" : OptionTable(options.Select(option => (option, "")), "");
    }

    /// <summary>The options of all rules, for <c>docs/configuration.md</c>.</summary>
    public static string AllOptions() => OptionTable(
        RuleFacts.All.SelectMany(rule => rule.Options.Where(option => option.SharedBy.Count == 0).Select(option => (option, Link(rule.Id))))
            .Concat(RuleFacts.AllOptions.Where(option => !RuleId.IsRuleId(option.Key.Split('.')[1]))
                .Select(option => (option, option.SharedBy.Count == 0 ? "all" : string.Join(", ", option.SharedBy.Select(Link))))),
        "Rule");

    private static string Link(string id) => $"[{id}](rules/{id}.md)";

    public static string Preset(string mode, string explanation, Func<DiagnosticDescriptor, string?> severity)
    {
        var preset = new StringBuilder();
        preset.Append($"# Generated from the rule catalogue. ArchMode {mode}: {explanation}\n");
        preset.Append("is_global = true\nglobal_level = -110\n");
        var lines = RuleFacts.Declared.Select(rule => rule.Descriptor).Where(rule => rule.Category != Category.Engine && severity(rule) is not null)
            .Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {severity(rule)}\n").ToList();
        if (lines.Count > 0)
            preset.Append('\n').AppendJoin("", lines);
        return preset.ToString();
    }

    public static string RulesJson() => JsonSerializer.Serialize(
        RuleFacts.All.Select(rule => new
        {
            id = rule.Id,
            name = rule.Name,
            title = Title(rule),
            description = Text(rule.Descriptor.Description),
            category = rule.Category,
            severity = rule.Descriptor.DefaultSeverity.ToString(),
            enabled = rule.Descriptor.IsEnabledByDefault,
            mode = Mode(rule),
            looksAt = Subject(rule),
            codeFix = !rule.Fixes.IsEmpty,
            baseline = rule.CanBeBaselined,
            options = rule.Options.Select(option => new { key = option.Key, @default = option.DefaultText, expected = option.Expected, description = option.Description }),
            help = rule.Descriptor.HelpLinkUri,
        }),
        Json) + "\n";

    /// <summary>
    /// The README as the package shows it: without what concerns only the repository, and with links that work outside of it.
    /// </summary>
    public static string PackageReadme(string readme)
    {
        const string start = "<!-- repository:start -->\n", end = "<!-- repository:end -->\n";
        for (var from = readme.IndexOf(start, StringComparison.Ordinal); from >= 0; from = readme.IndexOf(start, StringComparison.Ordinal))
            readme = readme.Remove(from, readme.IndexOf(end, from, StringComparison.Ordinal) + end.Length - from);
        var root = Descriptor.HelpLinkBase.Replace("docs/rules/", "");
        foreach (var target in (string[])["docs/", "src/", "samples/", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
            readme = readme.Replace($"]({target}", $"]({root}{target}");
        return "<!-- Generated from the README of the repository. -->\n" + readme;
    }

    private static string OptionTable(IEnumerable<(ArchOption Option, string Owner)> options, string ownerTitle)
    {
        var owned = ownerTitle.Length > 0;
        var table = new StringBuilder();
        table.Append(owned ? $"| {ownerTitle} " : "").Append("| Option | Default | Value | Meaning |\n");
        table.Append(owned ? "| --- " : "").Append("| --- | --- | --- | --- |\n");
        foreach (var (option, owner) in options)
        {
            var value = option.DefaultText.Length == 0 ? "(empty)" : $"`{option.DefaultText}`";
            table.Append(owned ? $"| {owner} " : "").Append($"| `{option.Key}` | {Cell(value)} | {Cell(option.Expected)} | {Cell(option.Description)} |\n");
        }

        return table.ToString();
    }

    private static IEnumerable<(string Name, string Path)> Sources(RuleFacts rule)
    {
        foreach (var type in rule.Classes)
            yield return (type.Name, SourceOf("src/Arch.Analyzers", type));
        foreach (var fix in rule.Fixes)
            yield return (fix.GetType().Name, SourceOf("src/Arch.CodeFixes", fix.GetType()));
    }

    /// <summary>The file of a type: its own, or that of its folder which declares it.</summary>
    private static string SourceOf(string project, Type type)
    {
        var folder = $"{project}/{type.Namespace!.Split('.')[^1]}";
        var own = $"{folder}/{type.Name}.cs";
        return File.Exists(Repository.Path(own)) ? own
            : Directory.EnumerateFiles(Repository.Path(folder), "*.cs").Order(StringComparer.Ordinal)
                .Where(file => File.ReadAllText(file).Contains($"class {type.Name}("))
                .Select(file => Path.GetRelativePath(Repository.Root, file)).First();
    }

    private static string Title(RuleFacts rule) => Text(rule.Descriptor.Title);

    private static string Text(LocalizableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Mode(RuleFacts rule) =>
        rule.IsEngine ? "None" : rule.IsMinimum ? "Minimum" : rule.Descriptor.IsEnabledByDefault ? "Recommended" : "All";

    private static string Subject(RuleFacts rule) => (rule.ReadsCode, rule.ReadsFiles) switch
    {
        (true, true) => "C#, files",
        (true, false) => "C#",
        (false, true) => "files",
        _ => "configuration",
    };

    private static string Cell(string text) => text.Replace("|", "\\|");
}
