using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3001: a program that runs for ever and does not hear that it is to end.</summary>
internal sealed class SigtermNotHandled() : CodeRule(LifecycleRules.SigtermNotHandled)
{
    public override void Start(RuleStart start) => start.OnModel(static context =>
    {
        if (EntryPointEnd.Of(context) is { Start: null, Hook: null, Stands: var stands })
            stands.Report(context.Report).At(stands.Location, new Finding(stands.Text), stands.Text);
    });
}
