using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>Tests that measure run alone: what others allocate and compute at the same time is not theirs.</summary>
[CollectionDefinition(nameof(OwnTime), DisableParallelization = true)]
public class OwnTimeCollection;

/// <summary>The time that callbacks take themselves, without what the compiler does for any analyzer.</summary>
internal static class OwnTime
{
    /// <summary>Milliseconds of each analyzer of a run, in their order.</summary>
    public static async Task<double[]> OfAsync(CSharpCompilation compilation, Lint lint)
    {
        var run = compilation.WithAnalyzers(
            lint.Analyzers, new CompilationWithAnalyzersOptions(lint.AnalyzerOptions(), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = await run.GetAnalysisResultAsync(default);
        return [.. lint.Analyzers.Select(analyzer => result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds)];
    }

    /// <summary>Milliseconds of all analyzers of a run.</summary>
    public static async Task<double> OfAsync(Lint lint) => (await OfAsync(lint.Compile(), lint)).Sum();
}
