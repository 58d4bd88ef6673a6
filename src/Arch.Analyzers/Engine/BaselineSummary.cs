using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Arch.Analyzers.Engine;

/// <summary>ARCH9004: how many findings the baseline silences in this compilation.</summary>
internal sealed class BaselineSummary() : EndRule(EngineRules.BaselineSummary)
{
    public override void Check(EndContext end)
    {
        var baseline = end.Arch.Baseline;
        if (baseline.File is not { } file || baseline.Silenced == 0)
            return;
        end.Report.At(
            Location.Create(file.Path, default, default(LinePositionSpan)),
            new Finding("summary"), baseline.Silenced, baseline.Count, end.Arch.Compilation.AssemblyName ?? "");
    }
}
