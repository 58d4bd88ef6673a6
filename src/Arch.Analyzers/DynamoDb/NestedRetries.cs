using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2108: a retry around a client that retries by itself.</summary>
internal sealed class NestedRetries() : CodeRule(DynamoDbRules.NestedRetries)
{
    public override void Start(RuleStart start)
    {
        if (start.Arch.ReferencesAny(PollyRetry.Assemblies))
            start.OnCall(PollyRetry.MethodNames, Check);
    }

    private static void Check(CallContext context)
    {
        if (PollyRetry.Of(context.Call, context.Method, context.Model, context.Cancellation) is not { IsWeak: false } retry
            || LinkedPipelines.Get(context.Arch).Of(retry, context) is not { } use || ClientAttempts.Get(context.Arch) is not { AreFew: false } client)
            return;
        var errors = RetriedErrors.Of(retry, context.Model, context.Cancellation);
        if (errors.IsLeftToTheCaller || RetryOfPermanentError.PermanentOf(retry, errors, use, context.Model, context.Cancellation).Any())
            return;

        var report = context.Report.WithLocations(ImmutableArray.Create(use.FirstCall));
        var finding = Finding.Of(retry.Method);
        if (retry.AttemptsIn(context.Model, context.Cancellation) is { } outer && client.Most is { } inner)
            report.At(context.NameLocation, finding, Text(outer), Text(inner), Text(outer * inner));
        else
            report.In(DynamoDbWordings.NestedRetriesOfUnknownNumber).At(context.NameLocation, finding, client.Most is { } most ? "up to " + Text(most) : "several");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
