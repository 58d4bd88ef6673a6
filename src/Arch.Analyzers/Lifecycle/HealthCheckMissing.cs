using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3009: a web server that ECS replaces task by task, and that nobody can ask whether it works.</summary>
internal sealed class HealthCheckMissing() : CodeRule(LifecycleRules.HealthCheckMissing)
{
    /// <summary>Property of a finding: the path to map.</summary>
    public const string Path = "path";

    private static readonly string[] Runs = ["Run", "RunAsync", "WaitForShutdown", "WaitForShutdownAsync"];

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly) && arch.ReferencesPrefix("Microsoft.AspNetCore");

    public override void Start(RuleStart start) => start.OnCall(Runs, static call =>
    {
        if (!EntryPoint.Get(call.Arch).Holds(call.ContainingSymbol) || call.Method is not { } method || !HostRun.Is(method) || IsSecond(call))
            return;
        var (arch, configuration, tree) = (call.Arch, call.Arch.Configuration, call.Call.SyntaxTree);
        var deployment = configuration.Get(LifecycleOptions.Deployment, tree);
        if (deployment == "none" || HealthEvidence.Get(arch) is not { IsWebHost: true, HasEndpoint: false } evidence)
            return;
        var rollout = Rollout.Of(arch, configuration.Get(LifecycleOptions.Container, tree));
        if ((deployment == "rolling" ? "ECS" : rollout.Giver) is not { } giver || rollout.AsksElse || evidence.Answers(rollout.Paths))
            return;
        var path = rollout.Paths.Length == 1 && rollout.Paths[0] != "/" ? rollout.Paths[0] : configuration.Get(LifecycleOptions.HealthPath, tree);
        call.Report.With(Path, path).At(call.NameLocation, Finding.Of(method), arch.Compilation.AssemblyName ?? "", giver, path);
    });

    /// <summary>A program that runs its host in several places lacks one endpoint, not several.</summary>
    private static bool IsSecond(CallContext call) => call.Call.SyntaxTree.GetRoot(call.Cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()
        .TakeWhile(other => other != call.Call)
        .Any(other => other.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && Runs.Contains(name)
            && call.Model.GetSymbolInfo(other, call.Cancellation).Symbol is IMethodSymbol method && HostRun.Is(method)
            && EntryPoint.Get(call.Arch).Holds(call.Model.GetEnclosingSymbol(other.SpanStart, call.Cancellation)));
}
