using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Other words of ARCH30xx, for findings that the first message does not fit.</summary>
internal static class LifecycleWordings
{
    public static readonly Wording CancelledTooLate = new(
        LifecycleRules.SignalHandlerDoesNotCancel,
        "'{0}.Cancel = true' comes after an await: .NET has ended the process by then (exit code 143); make it the first statement of the handler");
}
