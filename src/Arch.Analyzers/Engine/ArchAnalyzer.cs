using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Engine;

/// <summary>The base of every analyzer of this assembly, with the only <see cref="Initialize"/>.</summary>
public abstract class ArchAnalyzer : DiagnosticAnalyzer
{
    private protected ArchAnalyzer(ImmutableArray<DiagnosticDescriptor> descriptors) => SupportedDiagnostics = descriptors;

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    private protected virtual bool ReportsInGeneratedCode => false;

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
#pragma warning disable RS0030 // the one place that decides it
        context.ConfigureGeneratedCodeAnalysis(ReportsInGeneratedCode
            ? GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
            : GeneratedCodeAnalysisFlags.None);
#pragma warning restore RS0030
        context.RegisterCompilationStartAction(start =>
        {
            var arch = ArchContext.Get(start.Compilation, start.Options);
            if (!arch.Properties.Enabled)
                return;
            arch.Hosts.Add(this);
            Start(start, arch);
        });
    }

    private protected abstract void Start(CompilationStartAnalysisContext context, ArchContext arch);
}
