using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3014: a program that starts a host and then waits for something else than its end.</summary>
internal sealed class HostStartedNotAwaited() : CodeRule(LifecycleRules.HostStartedNotAwaited)
{
    public override void Start(RuleStart start) => start.OnModel(static context =>
    {
        if (EntryPointEnd.Of(context) is not { Start.Expression: MemberAccessExpressionSyntax access, Stands: var stands })
            return;
        var host = access.Expression.ToString();
        context.Report.WithLocations(ImmutableArray.Create(stands.Wait.GetLocation())).At(access.Name.GetLocation(), new Finding(host), host);
    });
}
