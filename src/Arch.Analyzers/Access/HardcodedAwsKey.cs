using System;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Access;

/// <summary>ARCH1001: key material in C#, in literals, in what is put together from them, in comments and in disabled code.</summary>
internal sealed class HardcodedAwsKey() : CodeRule(AccessRules.HardcodedAwsKey)
{
    public override void Start(RuleStart start)
    {
        var shared = new Lazy<ImmutableHashSet<string>>(() => KeyPieces.SharedIn(start.Arch.Compilation));
        start.OnModel(context => Check(context, shared));
    }

    private static void Check(ModelContext context, Lazy<ImmutableHashSet<string>> shared)
    {
        var anchors = KeyPieces.AnchorsOf(context.Tree, KeySettings.PrefixesOf(context.Arch, context.Tree), context.Cancellation);
        if (anchors.IsEmpty && shared.Value.IsEmpty)
            return;

        var found = CodeKeys.Collect(context.Model, anchors, shared.Value, KeySettings.Of(context.Arch, context.Tree), context.Cancellation);
        foreach (var report in KeyFindings.Of(found, context.Tree.GetText(context.Cancellation)))
        {
            context.Report
                .WithLocations(report.Others.Select(span => Location.Create(context.Tree, span)).ToImmutableArray())
                .At(Location.Create(context.Tree, report.Key.Span), report.Finding, report.Subject);
        }
    }
}
