using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Hosts the rules over code that SIGTERM ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LifecycleAnalyzer()
    : CodeAnalyzer(
        new SigtermNotHandled(),
        new SignalHandlerDoesNotCancel(),
        new BackgroundLoopIgnoresStop(),
        new WaitIgnoresStop(),
        new ShutdownBudgetExceedsGrace(),
        new ProcessKilledInService(),
        new FireAndForgetTask(),
        new HealthCheckMissing(),
        new SignalRegistrationNotKept(),
        new ProcessExitOnly(),
        new HostStartedNotAwaited(),
        new CancellationSwallowed(),
        new StopAsyncWithoutBase(),
        new SynchronousExecuteAsync())
{
    private protected override bool Applies(ArchContext arch) => ServiceProject.Is(arch);
}
