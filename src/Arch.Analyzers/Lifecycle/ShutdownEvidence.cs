using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What the program knows of its own end, told by the names in its text: one scan, without binding.</summary>
internal sealed class ShutdownEvidence
{
    // A host runs where one of these names is written; its ConsoleLifetime cancels the signal.
    private static readonly HashSet<string> HostNames =
    [
        "Host", "IHost", "HostBuilder", "IHostBuilder", "WebApplication", "WebHost", "WebHostBuilder", "IWebHost", "IWebHostBuilder",
        "DistributedApplication", "ConsoleLifetime", "UseConsoleLifetime", "RunConsoleAsync",
    ];

    // SIGTERM is the constant of Mono.Unix and of those who call libc themselves.
    private static readonly HashSet<string> HandlerNames =
    [
        "WaitForShutdown", "WaitForShutdownAsync", "RunConsoleAsync", "UseConsoleLifetime", "IHostApplicationLifetime", "IApplicationLifetime",
        "ApplicationStopping", "ApplicationStopped", "UnixSignal", "SIGTERM",
    ];

    private readonly ImmutableArray<InvocationExpressionSyntax> _registrations;

    private ShutdownEvidence(ArchContext arch)
    {
        var mayHost = arch.References("Microsoft.Extensions.Hosting");
        var handledBy = arch.Configuration.Get(LifecycleOptions.HandledBy).Select(static name => name.Substring(name.LastIndexOf('.') + 1)).ToImmutableHashSet();
        var registrations = ImmutableArray.CreateBuilder<InvocationExpressionSyntax>();
        var hooks = ImmutableArray.CreateBuilder<AssignmentExpressionSyntax>();
        foreach (var tree in arch.Compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().DescendantTokens())
            {
                if (!token.IsKind(SyntaxKind.IdentifierToken))
                    continue;
                var name = token.ValueText;
                HasHost |= mayHost && HostNames.Contains(name);
                IsHandled |= HandlerNames.Contains(name) || handledBy.Contains(name);
                switch (name)
                {
                    case "PosixSignalRegistration" when token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call:
                        if (!IsOfAnother(call))
                            registrations.Add(call);
                        else
                            IsHandled |= HasStopSignal(arch);
                        break;
                    case "Console":
                        IsInteractive |= token.Parent?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ReadLine" or "ReadKey" or "Read" or "KeyAvailable" or "In" };
                        break;
                    case "Exit":
                        EndsByItself |= token.Parent?.Parent is MemberAccessExpressionSyntax { Expression: var owner } exit && ServiceCode.LastName(owner) == "Environment"
                            && IsLater(exit) && !SignalHooks.IsInHook(exit);
                        break;
                    case "ProcessExit" or "Unloading" or "CancelKeyPress":
                        if (token.Parent?.Parent?.Parent is AssignmentExpressionSyntax hook && SignalHooks.IsSubscription(hook) && SignalHooks.Works(hook))
                            hooks.Add(hook);
                        break;
                }
            }
        }

        _registrations = registrations.ToImmutable();
        Hooks = hooks.ToImmutable();
    }

    /// <summary>Whether a host may run somewhere; its lifetime handles SIGTERM as long as it does.</summary>
    public bool HasHost { get; }

    /// <summary>Whether something other than a registration of .NET may handle the signal: a host's shutdown is waited for, libc is asked.</summary>
    public bool IsHandled { get; }

    public bool IsRegistered => !_registrations.IsEmpty;

    /// <summary>Whether a person decides about the end.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether the program ends the process when its work is done.</summary>
    public bool EndsByItself { get; }

    /// <summary>Subscriptions to <c>ProcessExit</c>, <c>Unloading</c> and <c>CancelKeyPress</c> by handlers that do more than write a line.</summary>
    public ImmutableArray<AssignmentExpressionSyntax> Hooks { get; }

    public static ShutdownEvidence Get(ArchContext arch) => arch.Slot(static context => new ShutdownEvidence(context));

    /// <summary>
    /// Whether something other than this registration may cancel SIGTERM: all registrations of a signal share one context, and when one of them cancels,
    /// .NET leaves the process alone.
    /// </summary>
    public bool HasHandlerBeside(InvocationExpressionSyntax registration) => HasHost || _registrations.Any(other => other != registration);

    /// <summary>Whether the call names a signal that is not SIGTERM.</summary>
    private static bool IsOfAnother(InvocationExpressionSyntax registration) => registration.ArgumentList.Arguments.Any(static argument =>
        argument.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "PosixSignal" }, Name.Identifier.ValueText: not "SIGTERM" });

    /// <summary>Whether an image of this project is stopped by a signal of its own choice.</summary>
    private static bool HasStopSignal(ArchContext arch) => arch.Files.All.Any(static file => file.Kind == FileKind.Dockerfile
        && file.Source.GetText()?.ToString().IndexOf("STOPSIGNAL", System.StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether code does not stand directly in the entry point, where it is over before the wait: arguments that make no sense.</summary>
    private static bool IsLater(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            is not (GlobalStatementSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Main" });
}
