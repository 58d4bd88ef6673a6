using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9001 in files: malformed lines of the baseline, and ignore comments that have no effect.</summary>
internal sealed class ConfigurationError(ImmutableArray<string> knownRules) : FileRule(
    [FileKind.Baseline, FileKind.Json, FileKind.Yaml, FileKind.Dockerfile, FileKind.Xml, FileKind.Project, FileKind.Text], EngineRules.ConfigurationError)
{
    public override bool NeedsStructure => false;

    public override void Check(ArchFile file, FileReport report)
    {
        if (file.Kind == FileKind.Baseline)
            CheckBaseline(file, report);
        else
            CheckIgnores(file, report);
    }

    private static void CheckBaseline(ArchFile file, FileReport report)
    {
        if (report.Arch.Baseline.File != file.Source)
            return;
        foreach (var line in report.Arch.Baseline.Malformed)
        {
            report.At(line, new Finding("line"), null,
                "arch.baseline.txt: a line is 'RULE ASSEMBLY FROM -> TO' with single blanks; this line has no effect, so correct or delete it");
        }
    }

    private void CheckIgnores(ArchFile file, FileReport report)
    {
        foreach (var ignore in file.Ignores.All)
        {
            if (ignore.Rules.IsEmpty || !ignore.Rules.All(knownRules.Contains))
            {
                var unknown = ignore.Rules.FirstOrDefault(rule => !knownRules.Contains(rule));
                Say(ignore.Span, unknown is null ? "arch:ignore names no rule; write 'arch:ignore ARCHnnnn reason'"
                    : $"arch:ignore names the unknown rule '{unknown}'; write 'arch:ignore ARCHnnnn reason'");
            }
            else if (!ignore.HasReason)
            {
                Say(ignore.Span, $"arch:ignore {string.Join(",", ignore.Rules)} has no reason and therefore no effect; add the reason behind the id");
            }
        }

        void Say(TextSpan span, string text) => report.At(span, new Finding("ignore"), null, text);
    }
}

/// <summary>ARCH9001 for options: a value without the expected form, once per compilation; the default is used instead.</summary>
internal sealed class OptionError() : EndRule(EngineRules.ConfigurationError)
{
    public override void Check(EndContext end)
    {
        foreach (var (option, value) in end.Arch.Configuration.Invalid)
        {
            var used = option.DefaultText.Length == 0 ? "the empty default" : $"'{option.DefaultText}'";
            end.Report.At(Location.None, new Finding(option.Key),
                $"'{option.Key} = {Shorten(value)}' is not valid, so {used} is used; set it to {option.Expected}");
        }
    }

    /// <summary>Values end up in one line of a build log.</summary>
    private static string Shorten(string value)
    {
        value = value.Replace('\r', ' ').Replace('\n', ' ');
        return value.Length <= 40 ? value : value.Substring(0, 40) + "…";
    }
}
