using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Engine;

/// <summary>Other words for a rule whose findings have several forms: same id, same severity, a message that fits.</summary>
/// <param name="rule">The rule.</param>
/// <param name="messageFormat">What is wrong, why it hurts, what to do.</param>
internal sealed class Wording(DiagnosticDescriptor rule, string messageFormat)
{
    /// <summary>The rule with these words.</summary>
    public DiagnosticDescriptor Rule { get; } = Descriptor.InOtherWords(rule, messageFormat);
}
