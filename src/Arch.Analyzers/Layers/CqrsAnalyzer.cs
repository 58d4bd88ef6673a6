using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Layers;

/// <summary>Hosts the rules over queries, commands and the entities they are about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CqrsAnalyzer() : CodeAnalyzer(
    new QueryWrites(),
    new CommandReturnsEntity(),
    new QueryReturnsEntity(),
    new ApiExposesEntity(),
    new HandlerCallsHandler(),
    new AggregateReferencesAggregate(),
    new GetEndpointWrites())
{
    private protected override bool Applies(ArchContext arch) => !TestProject.Is(arch);
}
