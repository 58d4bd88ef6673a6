using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3013: a program that cleans up in events which SIGTERM does not raise.</summary>
internal sealed class ProcessExitOnly() : CodeRule(LifecycleRules.ProcessExitOnly)
{
    public override void Start(RuleStart start) => start.OnModel(static context =>
    {
        if (EntryPointEnd.Of(context) is not { Hook: { } hook, Stands: var stands })
            return;
        var isOwn = hook.SyntaxTree == context.Tree && EntryPoint.Get(context.Arch).Holds(context.Model.GetEnclosingSymbol(hook.SpanStart, context.Cancellation));
        var report = isOwn ? context.Report : context.Report.WithLocations(ImmutableArray.Create(hook.Left.GetLocation()));
        var location = isOwn ? hook.Left.GetLocation() : stands.Location;
        var name = Name(hook);
        if (EntryPointEnd.IsConsole(hook))
            report.At(location, new Finding(name), name, "it is raised for Ctrl+C, never for SIGTERM");
        else if (TargetRuntime.Get(context.Arch).Major >= TargetRuntime.NoExitOnSignal)
            report.At(location, new Finding(name), name, ".NET 10 does not raise it on SIGTERM");
        else
            report.Soft(location, new Finding(name), name, "it stops being raised on SIGTERM on .NET 10");
    });

    private static string Name(AssignmentExpressionSyntax hook) => ServiceCode.LastName(hook.Left) switch
    {
        "CancelKeyPress" => "Console.CancelKeyPress",
        "Unloading" => "AssemblyLoadContext.Unloading",
        _ => "AppDomain.ProcessExit",
    };
}
