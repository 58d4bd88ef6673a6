using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>
/// A rule over C#. It is not an analyzer: the <see cref="CodeAnalyzer"/> of its family hosts it, so that forty rules cost what one analyzer costs.
/// A rule keeps no state; what it needs per compilation it takes from <see cref="RuleStart.Arch"/>.
/// </summary>
internal abstract class CodeRule(params DiagnosticDescriptor[] descriptors)
{
    /// <summary>The descriptors this rule reports; the first one is the default of <see cref="Reporter"/>.</summary>
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(descriptors);

    /// <summary>Asked once per compilation, before anything is registered.</summary>
    public virtual bool Applies(ArchContext arch) => true;

    /// <summary>Asks for the pieces of code to look at.</summary>
    public abstract void Start(RuleStart start);
}
