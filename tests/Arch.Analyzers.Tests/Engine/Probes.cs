using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>Rules of the tests' own, to ask the engine questions that no real rule asks.</summary>
internal static class Probes
{
    public static readonly DiagnosticDescriptor First = Make("ARCH9901");
    public static readonly DiagnosticDescriptor Second = Make("ARCH9902");
    public static readonly DiagnosticDescriptor Weak = Make("ARCH9903", severity: DiagnosticSeverity.Info);
    public static readonly DiagnosticDescriptor Off = Make("ARCH9904", on: false);
    public static readonly DiagnosticDescriptor AtEnd = Make("ARCH9905", compilationEnd: true);
    public static readonly DiagnosticDescriptor InFiles = Make("ARCH9911");
    public static readonly DiagnosticDescriptor InFilesToo = Make("ARCH9912");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [First, Second, Weak, Off, AtEnd, InFiles, InFilesToo];

    /// <summary>Reports every call of a method with one of these names.</summary>
    public static CodeProbe Calls(DiagnosticDescriptor rule, params string[] names) =>
        new(rule, start => start.OnCall(names, static call => call.Report.At(call.NameLocation, new Finding(call.Name.Identifier.ValueText), call.Name.Identifier.ValueText)));

    /// <summary>Reports every occurrence of a word in a text file.</summary>
    public static FileProbe Words(DiagnosticDescriptor rule, string word) => new(rule, (file, report) =>
    {
        for (var at = TextSearch.IndexOf(file.Text!, word); at >= 0; at = TextSearch.IndexOf(file.Text!, word, at + word.Length))
            report.At(new(at, word.Length), new Finding(word), null, word);
    });

    /// <summary>Reports every entry of a map that has this key, in files with structure.</summary>
    public static FileProbe Keys(DiagnosticDescriptor rule, string key) => new(rule, (file, report) =>
    {
        foreach (var root in file.Data!.Roots)
            Visit(root);

        void Visit(Analyzers.Documents.Node node)
        {
            if (node.Key == key)
                report.At(node, key);
            foreach (var child in node.Children)
                Visit(child);
        }
    }, needsStructure: true);

    public static DiagnosticAnalyzer Host(params CodeRule[] rules) => new CodeHost(rules);

    /// <summary>A file host with these rules and all that looks after the configuration.</summary>
    public static DiagnosticAnalyzer Files(params FileRule[] rules) => new FileHost(
        [.. rules, new ConfigurationError([.. All.Select(rule => rule.Id)])],
        [new OptionError(), new StaleBaseline(All), new BaselineSummary(), new UnusedIgnore([.. rules])]);

    public static Lint Lint(string code, params DiagnosticAnalyzer[] hosts) => Lint([("Code.cs", code)], [], hosts);

    public static Lint Lint((string Path, string Text)[] sources, (string Path, string Text)[] files, params DiagnosticAnalyzer[] hosts) =>
        new() { Sources = [.. sources], Files = [.. files], Analyzers = [.. hosts] };

    /// <summary>Findings as <c>ID file(line) message</c>.</summary>
    public static async Task<string[]> RunAsync(this Lint lint, string? id = null) =>
        [.. (await lint.RunAsync(compilation: null)).Where(finding => id is null || finding.Id == id).Select(Describe)];

    public static string Describe(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        return string.IsNullOrEmpty(place.Path)
            ? $"{finding.Id} {finding.GetMessage()}"
            : $"{finding.Id} {FilePaths.Name(place.Path)}({place.StartLinePosition.Line + 1}) {finding.GetMessage()}";
    }

    private static DiagnosticDescriptor Make(
        string id, DiagnosticSeverity severity = DiagnosticSeverity.Warning, bool on = true, bool compilationEnd = false) => Descriptor.Create(
        id, title: "A probe", messageFormat: "'{0}' is found", category: Category.Engine, defaultSeverity: severity, isEnabledByDefault: on,
        description: "A rule of the tests.", compilationEnd: compilationEnd);

    private sealed class CodeHost(params CodeRule[] rules) : CodeAnalyzer(rules);

    private sealed class FileHost(ImmutableArray<FileRule> rules, ImmutableArray<EndRule> ends) : FileAnalyzer(rules, ends);
}

/// <summary>A rule over C# that is made of a function.</summary>
internal sealed class CodeProbe(DiagnosticDescriptor rule, Action<RuleStart> start, Func<ArchContext, bool>? applies = null) : CodeRule(rule)
{
    public override bool Applies(ArchContext arch) => applies?.Invoke(arch) ?? true;

    public override void Start(RuleStart at) => start(at);
}

/// <summary>A rule over text files that is made of a function.</summary>
internal sealed class FileProbe(
    DiagnosticDescriptor rule, Action<ArchFile, FileReport> check, bool needsStructure = false, Func<ArchContext, bool>? applies = null)
    : FileRule([FileKind.Json, FileKind.Yaml, FileKind.Dockerfile, FileKind.Xml, FileKind.Text], rule)
{
    public override bool NeedsStructure => needsStructure;

    public override bool Applies(ArchContext arch) => applies?.Invoke(arch) ?? true;

    public override void Check(ArchFile file, FileReport report) => check(file, report);
}
