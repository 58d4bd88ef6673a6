using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH30xx: a process that SIGTERM ends, with 30 seconds to finish its work.</summary>
internal static class LifecycleRules
{
    public static readonly DiagnosticDescriptor SigtermNotHandled = Descriptor.Create(
        "ARCH3001",
        title: "Handle SIGTERM in a process that runs for ever",
        messageFormat: "'{0}' keeps this process alive, but nothing handles SIGTERM: ECS sends it before every deployment, and .NET ends the process at once (exit code 143); "
            + "run a Generic Host, or register a PosixSignalRegistration that sets context.Cancel = true and ends the wait",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "ECS ends every task with SIGTERM. A program that neither runs a host nor registers a handler is ended by the runtime at once, without a finally block. "
            + "Looked at is where the entry point stands still for ever: an endless wait or an infinite loop.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor SignalHandlerDoesNotCancel = Descriptor.Create(
        "ARCH3002",
        title: "Cancel the signal in a SIGTERM handler",
        messageFormat: "This SIGTERM handler does not set '{0}.Cancel', so .NET ends the process as soon as it returns (exit code 143) and the drain it signals never "
            + "runs; make '{0}.Cancel = true;' its first statement",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A handler of PosixSignalRegistration replaces nothing: when it returns, .NET does what the signal means and ends the process, unless the handler "
            + "has set PosixSignalContext.Cancel before its first await. A handler that only asks others to stop must set it, or nobody lives to be asked.");

    public static readonly DiagnosticDescriptor BackgroundLoopIgnoresStop = Descriptor.Create(
        "ARCH3003",
        title: "End the loop of a background service when it is to stop",
        messageFormat: "This loop never ends and never looks at the stopping token: after SIGTERM the host waits for it until ShutdownTimeout (30 s by default, when ECS "
            + "sends SIGKILL) and abandons the iteration in progress; use 'while (!{0}.IsCancellationRequested)' and pass {0} to the waits inside",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The host cancels a token when it stops and waits until every background service has ended. A loop that does not look at the token makes each "
            + "deployment wait for the whole shutdown timeout, and is then cut wherever it happens to be.");

    public static readonly DiagnosticDescriptor WaitIgnoresStop = Descriptor.Create(
        "ARCH3004",
        title: "Pass the stopping token to the waits of a background service",
        messageFormat: "'{0}' waits without '{1}': after SIGTERM the service cannot stop before this wait is over; pass {1} to it",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A service that waits does nothing worth finishing, so a stop should end the wait at once. Without the token the time until SIGKILL is spent on waiting, and "
            + "nothing is left of it for the work that is to be finished.");

    public static readonly DiagnosticDescriptor ShutdownBudgetExceedsGrace = Descriptor.Create(
        "ARCH3005",
        title: "Let the host be done before SIGKILL",
        messageFormat: "ShutdownTimeout is {0}, but {1} ends the task after {2} s: SIGKILL arrives while the host is still draining; set it below that ({3} s), or raise "
            + "stopTimeout above it (Fargate allows at most 120 s)",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The host gives all its services together ShutdownTimeout to finish. The container runtime gives the process stopTimeout. When the host's time is not "
            + "the shorter one, SIGKILL comes first: nothing is logged, no StopAsync is cancelled, and what was in flight is lost.",
        soft: true);

    public static readonly DiagnosticDescriptor ProcessKilledInService = Descriptor.Create(
        "ARCH3006",
        title: "Do not end the process from inside a service",
        messageFormat: "'{0}' ends the process at once: no StopAsync runs, requests and messages in flight are lost, ECS sees a crash; call "
            + "IHostApplicationLifetime.StopApplication() (and set Environment.ExitCode) and return",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "One part of a service that gives up takes every other part with it when it ends the process by itself: requests half answered, messages half "
            + "processed, buffers not flushed. The host can be asked to stop, and then stops everything in order.");

    public static readonly DiagnosticDescriptor FireAndForgetTask = Descriptor.Create(
        "ARCH3007",
        title: "Do not start work that nobody waits for",
        messageFormat: "Nothing waits for this {0}: on SIGTERM the process ends without it{1}; await it, keep it in a field that StopAsync waits for, or hand the work to "
            + "a BackgroundService through a Channel<T>",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A host waits for its services, and for nothing that they have let go. Work whose task is thrown away is cut in the middle when the process ends. Looked at are "
            + "discarded tasks, async code that returns none, threads and work items.",
        mode: Mode.Minimum,
        soft: true);

    public static readonly DiagnosticDescriptor EntrypointNotExecForm = Descriptor.Create(
        "ARCH3008",
        title: "Start the app without a shell in front of it",
        messageFormat: "{0} runs '{1}' in a shell that stays in front of it{2}: SIGTERM goes to the shell, not to the app, and ECS kills both with SIGKILL after the "
            + "stop timeout; use {3}",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The first process of a container gets SIGTERM. When that is a shell which waits for the app, the app never hears of it: nothing is drained, every stop "
            + "lasts until the timeout, and then both are killed. The JSON form starts the app itself, and exec gives it the place of the shell.",
        mode: Mode.Minimum,
        soft: true);

    public static readonly DiagnosticDescriptor HealthCheckMissing = Descriptor.Create(
        "ARCH3009",
        title: "Give a service that is rolled out a health endpoint",
        messageFormat: "'{0}' has no health endpoint, but {1} rolls it out: a task counts as healthy as soon as its process runs, so a version that cannot serve "
            + "replaces all that can; call AddHealthChecks() and app.MapHealthChecks(\"{2}\"), and have that path checked",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rolling deployment stops old tasks as soon as new ones are healthy. Without an endpoint that says so, healthy means that the process runs: a version "
            + "that cannot reach its database takes the place of all that could.");

    public static readonly DiagnosticDescriptor StopTimeoutTooLong = Descriptor.Create(
        "ARCH3010",
        title: "Ask for no more time to stop than Fargate gives",
        messageFormat: "stopTimeout of container '{0}' is {1} s, but Fargate allows at most 120 s: work that needs longer is killed; set it to 120 or less, keep "
            + "ShutdownTimeout below it and make longer work resumable",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Fargate waits at most 120 seconds between SIGTERM and SIGKILL, whatever the task definition asks for. Work that takes longer needs to be resumable: "
            + "small steps, each of them stored when it is done.");

    public static readonly DiagnosticDescriptor ShellFormOnShellLessImage = Descriptor.Create(
        "ARCH3011",
        title: "Use the JSON form on an image without a shell",
        messageFormat: "{0} uses the shell form, but the final image '{1}' has no shell: {2}; use the JSON form: {3}",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Chiseled and distroless images hold the app and nothing else, not even /bin/sh. The build does not notice that an entry point or a health check needs "
            + "it; the first container does, when it cannot start or is never healthy.");

    public static readonly DiagnosticDescriptor SignalRegistrationNotKept = Descriptor.Create(
        "ARCH3012",
        title: "Keep a signal registration",
        messageFormat: "This signal registration is not kept: {0}, and nothing handles the signal when it comes; hold it with 'using var' in the entry point or in a static field",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "PosixSignalRegistration has a finalizer that takes the handler away. A registration that nothing refers to works until the next garbage collection, "
            + "which is after the tests and before the first deployment that needs it; one that is disposed works until then.",
        soft: true);

    public static readonly DiagnosticDescriptor ProcessExitOnly = Descriptor.Create(
        "ARCH3013",
        title: "Do not rely on ProcessExit or CancelKeyPress for SIGTERM",
        messageFormat: "'{0}' is the only shutdown hook here, and {1}; register PosixSignalRegistration.Create(PosixSignal.SIGTERM, …) or run a Generic Host",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Until .NET 9 the runtime turned SIGTERM into ProcessExit and waited for its handlers; .NET 10 does not, also for programs built for an older version. "
            + "CancelKeyPress has never been anything but Ctrl+C. A program that cleans up there works on a developer's machine, and not when ECS ends it.",
        soft: true);

    public static readonly DiagnosticDescriptor HostStartedNotAwaited = Descriptor.Create(
        "ARCH3014",
        title: "Wait for the shutdown of a host that was started",
        messageFormat: "'{0}' is started, but nothing waits for its shutdown: the host swallows SIGTERM, no StopAsync runs, and ECS kills the task with SIGKILL; replace the "
            + "endless wait by 'await {0}.WaitForShutdownAsync()'",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A host that has been started listens to SIGTERM and asks the program to stop it. A program that waits for something else never does: the hosted services are "
            + "not stopped, and the process hangs until ECS kills it.",
        mode: Mode.Minimum);

    public static readonly DiagnosticDescriptor CancellationSwallowed = Descriptor.Create(
        "ARCH3015",
        title: "Let the cancellation end the loop",
        messageFormat: "This catch swallows the cancellation of '{0}': after SIGTERM every wait throws at once and the loop spins until the shutdown timeout cuts it; put "
            + "'catch (OperationCanceledException) when ({0}.IsCancellationRequested) {{ break; }}' before it",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A cancelled wait throws OperationCanceledException, which is what ends an infinite loop. A catch for all exceptions inside the loop takes it for a failure "
            + "of one round and tries again, hundreds of thousands of times, each of them a line in the log.");

    public static readonly DiagnosticDescriptor StopAsyncWithoutBase = Descriptor.Create(
        "ARCH3016",
        title: "Call base.StopAsync",
        messageFormat: "'{0}.StopAsync' does not call base.StopAsync: the stopping token is never cancelled and ExecuteAsync is not awaited, so its work is cut when the "
            + "process ends; call 'await base.StopAsync({1})'",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "BackgroundService.StopAsync cancels the token that ExecuteAsync was given and waits for it to end. An override that leaves it out does its own part "
            + "and lets the host go on: the process ends while ExecuteAsync is still at work.");

    public static readonly DiagnosticDescriptor SynchronousExecuteAsync = Descriptor.Create(
        "ARCH3017",
        title: "Let ExecuteAsync return before it blocks",
        messageFormat: "'{0}.ExecuteAsync' blocks before its first await: with Microsoft.Extensions.Hosting {1} StartAsync does not return, the host never finishes starting and "
            + "swallows SIGTERM; start with 'await Task.Yield();' or reference version 10",
        category: Category.Lifecycle,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Up to version 9 the host calls ExecuteAsync on the thread that starts it and goes on with the next service at the first await. A loop without one keeps that "
            + "thread: services registered later never start, and SIGTERM is taken note of by a host that cannot act on it.");
}
