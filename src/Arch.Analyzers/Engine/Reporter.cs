using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>
/// The only place that creates diagnostics: it asks whether the rule is on here, consults the baseline, relocates in record mode and escalates in CI.
/// A rule only says where, what it is about, and the words that fill its message.
/// </summary>
internal readonly struct Reporter(ArchContext arch, DiagnosticDescriptor rule, Action<Diagnostic> sink)
{
    /// <summary>Property of a diagnostic: the line that records it in the baseline.</summary>
    public const string BaselineLine = "arch.baseline";

    /// <summary>Property of a diagnostic that was made in record mode, where only the baseline fix may act.</summary>
    public const string Recording = "arch.record";

    private ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    private ImmutableArray<Location> AdditionalLocations { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>Whether another rule of the same class may report at a place.</summary>
    public bool IsOn(DiagnosticDescriptor other, Location location) => arch.Severities.IsOn(other, location.SourceTree);

    /// <summary>The same reporter for another rule of the same class.</summary>
    public Reporter As(DiagnosticDescriptor other) => new(arch, other, sink) { Properties = Properties, AdditionalLocations = AdditionalLocations };

    /// <summary>The same rule in other words.</summary>
    public Reporter In(Wording wording) => As(wording.Rule);

    /// <summary>Adds what the code fix needs to know, so that it does not analyse again. Never a secret.</summary>
    public Reporter With(string key, string? value) => this with { Properties = Properties.SetItem(key, value) };

    /// <summary>The same for several at once.</summary>
    public Reporter With(params (string Key, string? Value)[] properties)
    {
        var all = Properties.ToBuilder();
        foreach (var (key, value) in properties)
            all[key] = value;
        return this with { Properties = all.ToImmutable() };
    }

    public Reporter WithLocations(ImmutableArray<Location> locations) => this with { AdditionalLocations = AdditionalLocations.AddRange(locations) };

    /// <summary>Reports a finding in C#.</summary>
    public void At(Location location, Finding finding, params object[] arguments) =>
        Report(location, null, finding, arguments, soft: false);

    /// <summary>Reports a finding of less certainty or weight: severity Info, never escalated, off with the option <c>arch.ARCHnnnn.soft</c>.</summary>
    public void Soft(Location location, Finding finding, params object[] arguments) =>
        Report(location, null, finding, arguments, soft: true);

    /// <summary>Reports a finding in a text file, whose path stands for the type in the baseline.</summary>
    internal void InFile(Location location, string path, Finding finding, object[] arguments, bool soft) =>
        Report(location, path, finding, arguments, soft);

    private static string Source(Location location) =>
        location.SourceTree is { } tree ? Names.OutermostType(tree.GetRoot().FindNode(location.SourceSpan, findInsideTrivia: true)) : Finding.WholeAssembly;

    private void Report(Location location, string? from, Finding finding, object[] arguments, bool soft)
    {
        var tree = location.SourceTree;
        if (!arch.Severities.IsOn(rule, tree) || (soft && !Get(SoftOption.Of(rule), tree)))
            return;

        var properties = Properties;
        if (!rule.CustomTags.Contains(Descriptor.NoBaselineTag) && (arch.Baseline.File is not null || arch.RecordMode))
        {
            var source = finding.Source ?? from ?? Source(location);
            var line = Baseline.Line(rule.Id, arch.Compilation.AssemblyName ?? "", source, finding.Target);
            var hasEffect = !BaselineLimit.Excludes(arch, source);
            if (hasEffect && arch.Baseline.Silences(line, location.GetLineSpan().Path, location.SourceSpan))
                return;
            if (hasEffect)
                properties = properties.SetItem(BaselineLine, line);
        }

        var additional = AdditionalLocations;
        if (arch.RecordMode)
            properties = properties.SetItem(Recording, "true");
        if (arch.RecordMode && tree is null && arch.FirstTree is { } first)
        {
            additional = additional.Insert(0, location);
            location = Location.Create(first, default);
        }

#pragma warning disable RS0030 // the one place that creates diagnostics
        sink(Diagnostic.Create(rule, location, Severity(soft), additional, properties, Array.ConvertAll(arguments, OneLine)));
#pragma warning restore RS0030
    }

    /// <summary>Names that are taken from files may hold anything, and a message is one line of a log.</summary>
    private static object OneLine(object argument)
    {
        if (argument is not string text)
            return argument;
        foreach (var character in text)
        {
            if (EndsLine(character))
                return string.Concat(text.Select(static c => EndsLine(c) ? ' ' : c));
        }

        return text;
    }

    private static bool EndsLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    private bool Get(ArchOption<bool> option, SyntaxTree? tree) =>
        tree is null ? arch.Configuration.Get(option) : arch.Configuration.Get(option, tree);

    private DiagnosticSeverity Severity(bool soft)
    {
        if (soft)
            return DiagnosticSeverity.Info;
        var escalates = rule.DefaultSeverity == DiagnosticSeverity.Warning
            && arch.Properties.BreakBuild && !arch.RecordMode && !arch.Properties.NotAsErrors.Contains(rule.Id);
        return escalates ? DiagnosticSeverity.Error : rule.DefaultSeverity;
    }
}
