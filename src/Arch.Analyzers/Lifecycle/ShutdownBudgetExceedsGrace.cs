using System.Globalization;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3005: a host that takes more time to stop than its container gets.</summary>
internal sealed class ShutdownBudgetExceedsGrace() : CodeRule(LifecycleRules.ShutdownBudgetExceedsGrace)
{
    /// <summary>Property of a finding that can be repaired in C#: the whole seconds that fit.</summary>
    public const string Fitting = "seconds";

    // Between the end of the host and SIGKILL the process still has to end, and the container to be seen as ended.
    private const int Reserve = 5;

    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start)
    {
        start.OnAssignment(["ShutdownTimeout"], static node =>
        {
            if (node.Node is AssignmentExpressionSyntax assignment && node.Model.GetSymbolInfo(assignment.Left, node.Cancellation).Symbol is IPropertySymbol { ContainingType: { Name: "HostOptions" } type } property
                && type.IsIn("Microsoft.Extensions.Hosting"))
                Check(assignment.Right, property, node.Model, node.Arch, node.Report, node.Cancellation);
        });
        start.OnCall(["UseShutdownTimeout"], static call =>
        {
            if (call.Method is { ContainingType: { Name: "HostingAbstractionsWebHostBuilderExtensions" } type } method && type.IsIn("Microsoft.AspNetCore.Hosting")
                && ArgumentByParameter.Find(call.Call.ArgumentList, method, "timeout")?.Expression is { } timeout)
                Check(timeout, method, call.Model, call.Arch, call.Report, call.Cancellation);
        });
        start.OnCall(["Run", "RunAsync"], CheckDefault);
    }

    /// <summary>What a finding says of a budget: how much it is, who gives how much, and what would fit.</summary>
    public static object[]? Exceeds(double budget, Grace grace, int margin) => budget > 0 && budget + margin >= grace.Seconds
        ? [double.IsInfinity(budget) ? "infinite" : Text(budget) + " s", grace.Giver, Text(grace.Seconds), Text(Fits(grace))]
        : null;

    private static double Fits(Grace grace) => grace.Seconds > Reserve ? grace.Seconds - Reserve : System.Math.Max(1, grace.Seconds - 1);

    private static void Check(ExpressionSyntax budget, ISymbol setting, SemanticModel model, ArchContext arch, Reporter report, System.Threading.CancellationToken cancellation)
    {
        var (configuration, tree) = (arch.Configuration, budget.SyntaxTree);
        if (KnownDuration.Seconds(budget, model, cancellation) is not { } seconds
            || Grace.Of(arch, configuration.Get(LifecycleOptions.GraceSeconds, tree), configuration.Get(LifecycleOptions.Container, tree)) is not { } grace
            || Exceeds(seconds, grace, configuration.Get(LifecycleOptions.MarginSeconds, tree)) is not { } words)
            return;
        if (grace.Seconds > Reserve)
            report = report.With(Fitting, ((int)(grace.Seconds - Reserve)).ToString(CultureInfo.InvariantCulture));
        report.WithLocations(grace.Places).At(budget.GetLocation(), Finding.Of(setting), words);
    }

    /// <summary>The host of the entry point, when nobody says how long it may take and a deployment to ECS is in sight.</summary>
    private static void CheckDefault(CallContext call)
    {
        var (arch, tree) = (call.Arch, call.Call.SyntaxTree);
        if (!EntryPoint.Get(arch).Holds(call.ContainingSymbol) || call.Method is not { } method || !HostRun.Is(method) || ShutdownBudget.Get(arch).IsSetByCode)
            return;
        var (configuration, chosen) = (arch.Configuration, arch.Configuration.Get(LifecycleOptions.Container, tree));
        if (!(Cloud.ProjectContainers.OfEcs(arch, chosen) is { Containers.IsEmpty: false } || configuration.IsGiven(LifecycleOptions.GraceSeconds, tree)) || ShutdownBudget.Configured(arch, chosen).Any())
            return;
        if (Grace.Of(arch, configuration.Get(LifecycleOptions.GraceSeconds, tree), chosen) is { } grace
            && Exceeds(ShutdownBudget.Default, grace, configuration.Get(LifecycleOptions.MarginSeconds, tree)) is { } words)
            call.Report.In(LifecycleWordings.DefaultBudgetExceedsGrace).WithLocations(grace.Places)
                .Soft(call.NameLocation, Finding.Of(method), words);
    }

    private static string Text(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
