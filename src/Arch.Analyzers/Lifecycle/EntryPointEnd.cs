using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// How a program hears of its end: the one decision of ARCH3001, ARCH3013 and ARCH3014, so that an entry point has one finding at most.
/// </summary>
/// <param name="Stands">Where it stands still.</param>
/// <param name="Hook">The subscription that SIGTERM does not reach, for ARCH3013.</param>
/// <param name="Start">The call that starts a host whose end nobody waits for, for ARCH3014.</param>
internal sealed record EntryPointEnd(Standstill Stands, AssignmentExpressionSyntax? Hook, InvocationExpressionSyntax? Start)
{
    /// <summary>Null for a program that ends by itself, that handles SIGTERM, or of which that is not known; and for every file but that of the entry point.</summary>
    public static EntryPointEnd? Of(ModelContext context)
    {
        var arch = context.Arch;
        if (EntryPoint.Get(arch).Declaration is not { } declaration || declaration.SyntaxTree != context.Tree || TargetRuntime.Get(arch).Major < TargetRuntime.Signals
            || EntryPointReach.Find(declaration, context.Model, context.Cancellation) is not { } stands)
            return null;
        var evidence = ShutdownEvidence.Get(arch);
        if (evidence.IsHandled || evidence.IsRegistered || evidence.IsInteractive || evidence.EndsByItself)
            return null;
        if (StartedHost(declaration, stands, context.Model, context.Cancellation) is { } start)
            return new(stands, null, start);
        if (evidence.HasHost)
            return null;
        // Until .NET 9 ProcessExit is a handler of SIGTERM, so it decides about the rest.
        var hook = evidence.Hooks.FirstOrDefault(static hook => !IsConsole(hook)) ?? evidence.Hooks.FirstOrDefault();
        return new(stands, hook, null);
    }

    /// <summary>Whether the program stands still for ever unless a signal ends it; false when the entry point stands in another file.</summary>
    public static bool StandsStill(ArchContext arch, SemanticModel model, CancellationToken cancellation) =>
        EntryPoint.Get(arch).Declaration is { } declaration && declaration.SyntaxTree == model.SyntaxTree
        && EntryPointReach.Find(declaration, model, cancellation) is not null
        && ShutdownEvidence.Get(arch) is { IsInteractive: false, EndsByItself: false };

    /// <summary>Whether this is <c>Console.CancelKeyPress</c>, which no version of .NET raises on SIGTERM.</summary>
    public static bool IsConsole(AssignmentExpressionSyntax hook) => ServiceCode.LastName(hook.Left) == "CancelKeyPress";

    /// <summary>The start of a host that stands in a local variable, and is neither run, stopped nor waited for, nor handed on to who might.</summary>
    private static InvocationExpressionSyntax? StartedHost(SyntaxNode declaration, Standstill stands, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var call in declaration.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<InvocationExpressionSyntax>())
        {
            if (call.SpanStart < stands.Place.SpanStart
                && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start" or "StartAsync", Expression: IdentifierNameSyntax name }
                && model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol host && IsHost(host.Type)
                && SymbolUses.In(SymbolUses.Body(call), host, model, cancellation).All(IsOnlyAsked))
                return call;
        }

        return null;
    }

    private static bool IsHost(ITypeSymbol type) => IsHostItself(type) || type.AllInterfaces.Any(IsHostItself);

    private static bool IsHostItself(ITypeSymbol type) =>
        (type.Name == "IHost" && type.IsIn("Microsoft.Extensions.Hosting")) || (type.Name == "IWebHost" && type.IsIn("Microsoft.AspNetCore.Hosting"));

    private static bool IsOnlyAsked(IdentifierNameSyntax use) => use.Parent is UsingStatementSyntax
        || (use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access && access.Expression == use
            && member is not ("Run" or "RunAsync" or "WaitForShutdown" or "WaitForShutdownAsync" or "Stop" or "StopAsync"));
}
