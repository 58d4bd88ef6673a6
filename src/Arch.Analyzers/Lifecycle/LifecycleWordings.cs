using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Other words of ARCH30xx, for findings that the first message does not fit.</summary>
internal static class LifecycleWordings
{
    public static readonly Wording CancelledTooLate = new(
        LifecycleRules.SignalHandlerDoesNotCancel,
        "'{0}.Cancel = true' comes after an await: .NET has ended the process by then (exit code 143); make it the first statement of the handler");

    public static readonly Wording DefaultBudgetExceedsGrace = new(
        LifecycleRules.ShutdownBudgetExceedsGrace,
        "ShutdownTimeout is {0} by default, but {1} ends the task after {2} s: SIGKILL arrives while the host is still draining; set it below that ({3} s), or raise "
            + "stopTimeout above it (Fargate allows at most 120 s)");

    public static readonly Wording HandsOverByLuck = new(
        LifecycleRules.EntrypointNotExecForm,
        "{0} runs '{1}' in a shell, and not every shell hands over to its last command: with that of Debian or Ubuntu as base image SIGTERM no longer reaches the app; use {2}");

    public static readonly Wording ShellNamed = new(
        LifecycleRules.ShellFormOnShellLessImage, "{0} names a shell, but the final image '{1}' has none: {2}; use the JSON form without it: {3}");

    public static readonly Wording SignalSwallowed = new(
        LifecycleRules.SignalHandlerDoesNotCancel,
        "This handler cancels SIGTERM but ends nothing: the process lives on until SIGKILL; cancel a CancellationTokenSource that the entry point waits on");

    public static readonly Wording ThreadOutlivesHost = new(
        LifecycleRules.FireAndForgetTask,
        "This thread keeps the process alive after the host has stopped, until it ends or SIGKILL comes; set IsBackground and let StopAsync join it, or hand the work to a BackgroundService");

    public static readonly Wording BlocksUntilStop = new(
        LifecycleRules.SynchronousExecuteAsync,
        "'{0}.ExecuteAsync' blocks before its first await: with Microsoft.Extensions.Hosting {1} StartAsync returns only when the service stops, so the host never finishes starting and "
            + "no service behind this one ever starts; start with 'await Task.Yield();' or reference version 10");
}
