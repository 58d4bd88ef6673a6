namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>A test that needs signals, which Windows does not have.</summary>
public sealed class SignalFactAttribute : FactAttribute
{
    public SignalFactAttribute() => Skip = SignalTheoryAttribute.Reason;
}

/// <inheritdoc cref="SignalFactAttribute"/>
public sealed class SignalTheoryAttribute : TheoryAttribute
{
    public SignalTheoryAttribute() => Skip = Reason;

    internal static string? Reason => OperatingSystem.IsWindows() ? "Windows has no SIGTERM" : null;
}
