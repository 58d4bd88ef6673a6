using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2104: a retry of DynamoDB calls waits a constant or linear time, or not at all.</summary>
internal sealed class RetryWithoutExponentialBackoff() : CodeRule(DynamoDbRules.RetryWithoutExponentialBackoff)
{
    /// <summary>Property of the diagnostic: the <see cref="RetryForm"/>.</summary>
    public const string Form = "arch.form";

    public override void Start(RuleStart start)
    {
        if (start.Arch.ReferencesAny(PollyRetry.Assemblies))
            start.OnCall(PollyRetry.MethodNames, CheckStrategy);
        start.OnModel(CheckLoops);
    }

    private static void CheckStrategy(CallContext context)
    {
        if (PollyRetry.Of(context.Call, context.Method, context.Model, context.Cancellation) is not { } retry || retry.Delay is RetryDelay.Unknown or RetryDelay.ExponentialWithJitter
            || LinkedPipelines.Get(context.Arch).Of(retry, context) is not { } use)
            return;
        // Who is told that the retry cannot succeed need not hear of jitter.
        if (retry.Delay == RetryDelay.Exponential
            && RetryOfPermanentError.PermanentOf(retry, RetriedErrors.Of(retry, context.Model, context.Cancellation), use, context.Model, context.Cancellation).Any())
            return;
        Report(context.Report.WithLocations(ImmutableArray.Create(use.FirstCall)), context.NameLocation, Finding.Of(retry.Method), retry.Delay, retry.IsVersion8 ? RetryForm.Version8 : RetryForm.Version7);
    }

    /// <summary>What tries again catches, and few files do.</summary>
    private static void CheckLoops(ModelContext context)
    {
        HashSet<SyntaxNode>? seen = null;
        foreach (var token in new WordTokens(context.Tree, "catch", context.Cancellation))
        {
            for (SyntaxNode? at = token.Parent as CatchClauseSyntax; at is not (null or MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax); at = at.Parent)
            {
                if (RetryLoop.IsLoop(at) && (seen ??= []).Add(at))
                    CheckLoop(at, context);
            }
        }
    }

    /// <summary>A loop is one retry, however many calls it tries.</summary>
    private static void CheckLoop(SyntaxNode node, ModelContext context)
    {
        if (FirstCall(node, context) is not { } call || DynamoDbCall.IsInsideClient(context.Model.GetEnclosingSymbol(node.SpanStart, context.Cancellation))
            || RetryLoop.Around(call, context.Model) is not { } loop || loop.Loop != node || !loop.IsEndedByAnySuccess(call, context.Model)
            || loop.Retrying(context.Model, context.Cancellation).FirstOrDefault(static clause => !IsOptimistic(clause)) is not { } clause
            || Resubmission.Of(call, context.Model, context.Cancellation) is not null)
            return;

        var wait = DelayCall.Find(loop.Loop, context.Model, context.Cancellation);
        var delay = wait is null ? DelayWithoutCall(loop) : DelayOf(wait.Value.Shape, loop);
        if (delay == RetryDelay.Exponential && RetryOfPermanentError.PermanentOf(loop, context.Model, context.Cancellation).Any())
            return;
        if (delay is not (RetryDelay.Unknown or RetryDelay.ExponentialWithJitter) && context.Model.GetSymbolInfo(call, context.Cancellation).Symbol is { } method)
            Report(context.Report, wait?.Name.Identifier.GetLocation() ?? clause.CatchKeyword.GetLocation(), Finding.Of(method), delay, RetryForm.Loop);
    }

    /// <summary>The first DynamoDB call that the loop tries. The names are asked first, because most loops try something else.</summary>
    private static InvocationExpressionSyntax? FirstCall(SyntaxNode loop, ModelContext context)
    {
        foreach (var node in loop.DescendantNodes(static node => node is not (ExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node is not TryStatementSyntax attempt)
                continue;
            foreach (var inner in attempt.Block.DescendantNodes())
            {
                if (inner is InvocationExpressionSyntax call && Resubmission.NameOf(call) is { } name && Array.IndexOf(DynamoDbCall.DataPlaneNames, name.Identifier.ValueText) >= 0
                    && !DynamoDbCall.Of(context.Model.GetSymbolInfo(call, context.Cancellation).Symbol as IMethodSymbol).IsNone)
                    return call;
            }
        }

        return null;
    }

    /// <summary>Optimistic locking reads again and writes again, at once.</summary>
    private static bool IsOptimistic(CatchClauseSyntax clause) =>
        (clause.Filter is { } filter && DynamoDbErrors.NamesOnlyPermanent(filter.ToString())) || DynamoDbErrors.NamesOnlyPermanent(clause.Block.ToString());

    private static RetryDelay DelayOf(DelayShape? shape, RetryLoop loop) => shape switch
    {
        null => RetryDelay.Unknown,
        { Grows: true } => shape.IsJittered ? RetryDelay.ExponentialWithJitter : RetryDelay.Exponential,
        // Chance alone is no growth, but it is not the same pace either.
        { IsUnknown: true } or { IsJittered: true } => RetryDelay.Unknown,
        // foreach (var delay in delays)
        { Varies: true } => loop.Loop is ForEachStatementSyntax ? RetryDelay.Unknown : RetryDelay.Linear,
        _ => RetryDelay.Constant,
    };

    /// <summary>Whatever is awaited between two attempts may wait under another name.</summary>
    private static RetryDelay DelayWithoutCall(RetryLoop loop) =>
        loop.Loop.DescendantNodes(node => node != loop.Try.Block).Any(static node => node is AwaitExpressionSyntax) ? RetryDelay.Unknown : RetryDelay.None;

    private static void Report(Reporter report, Location location, Finding finding, RetryDelay delay, RetryForm form)
    {
        report = report.With(Form, form.ToString());
        if (delay == RetryDelay.Exponential)
            report.In(DynamoDbWordings.RetryWithoutJitter).Soft(location, finding, form.Jitter());
        else
            report.At(location, finding, delay switch { RetryDelay.None => "no time at all", RetryDelay.Linear => "a linearly growing time", _ => "a constant time" }, form.Remedy());
    }
}
