using System.Collections.Generic;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH9001 in <c>arch.json</c>: each mistake at its place, with what to write instead.</summary>
internal sealed class LayerConfigurationError() : FileRule([FileKind.Config], EngineRules.ConfigurationError)
{
    private const string Consequence = "No layer rule runs until this is repaired";

    public override bool NeedsStructure => false;

    public override void Check(ArchFile file, FileReport report)
    {
        foreach (var error in ArchJson.Get(report.Arch).Errors.Where(error => error.File == file))
            report.At(error.Span, new Finding("arch.json"), null, Say(error));
    }

    public static string Say(SettingError error) => $"arch.json: {error.Text}{(error.Text.EndsWith("?", System.StringComparison.Ordinal) || error.Text.EndsWith(".", System.StringComparison.Ordinal) ? "" : ".")} {Consequence}";
}

/// <summary>ARCH9001 for the property <c>ArchLayer</c> where no <c>arch.json</c> could show the mistake.</summary>
internal sealed class LayerPropertyError() : EndRule(EngineRules.ConfigurationError)
{
    public override void Check(EndContext end)
    {
        foreach (var error in ArchJson.Get(end.Arch).Errors.Where(static error => error.File is null))
            end.Report.At(Location.None, new Finding("ArchLayer"), LayerConfigurationError.Say(error));
    }
}
