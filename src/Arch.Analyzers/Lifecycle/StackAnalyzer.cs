using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Hosts the rules over stacks that deploy services. A stack is no service itself, so they have a host of their own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StackAnalyzer() : CodeAnalyzer(new EntrypointNotExecFormCdk(), new StopTimeoutTooLongCdk())
{
    private protected override bool Applies(ArchContext arch) => !arch.IsTestProject && arch.References("Amazon.CDK.Lib");
}
