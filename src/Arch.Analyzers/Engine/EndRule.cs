using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>A rule about the tool's own configuration, judged when every other rule has run.</summary>
internal abstract class EndRule(params DiagnosticDescriptor[] descriptors)
{
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(descriptors);

    public abstract void Check(EndContext end);
}
