using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2107: a retry tries again what can never succeed.</summary>
internal sealed class RetryOfPermanentError() : CodeRule(DynamoDbRules.RetryOfPermanentError)
{
    /// <summary>Property of the diagnostic: whether transactions run in the pipeline.</summary>
    public const string Transactions = "arch.transactions";

    private const string Passing = "ProvisionedThroughputExceededException, ThrottlingException, InternalServerErrorException";

    public override void Start(RuleStart start)
    {
        if (start.Arch.ReferencesAny(PollyRetry.Assemblies))
            start.OnCall(PollyRetry.MethodNames, CheckStrategy);
        start.OnSyntax([SyntaxKind.CatchClause], CheckLoop);
    }

    /// <summary>What a strategy handles though no attempt can mend it.</summary>
    public static IEnumerable<RetriedError> PermanentOf(PollyRetry retry, RetriedErrors errors, PipelineUse use, SemanticModel model, CancellationToken cancellation) =>
        errors.Permanent.Count == 0 || DoesMoreBetween(retry, model, cancellation)
            ? []
            : errors.Permanent.Where(error => !MayPass(error.Name, use.Reads, use.MayDiffer, use.ManagesTables));

    /// <summary>What a loop catches and tries again though no attempt can mend it.</summary>
    public static IEnumerable<RetriedError> PermanentOf(RetryLoop loop, SemanticModel model, CancellationToken cancellation)
    {
        Attempt? attempt = null;
        foreach (var clause in loop.Catches)
        {
            foreach (var error in ErrorsOf(clause, model, cancellation))
            {
                attempt ??= Attempt.Of(loop.Loop, model, cancellation);
                if (!MayPass(error.Name, attempt.Reads, attempt.MayDiffer, attempt.ManagesTables) && Attempt.OnlyTells(clause.Block, model, cancellation))
                    yield return error;
            }
        }
    }

    private static void CheckStrategy(CallContext context)
    {
        if (PollyRetry.Of(context.Call, context.Method, context.Model, context.Cancellation) is not { } retry)
            return;
        var errors = RetriedErrors.Of(retry, context.Model, context.Cancellation);
        if ((errors.Permanent.Count == 0 && errors.Broad is null) || LinkedPipelines.Get(context.Arch).Of(retry, context) is not { } use)
            return;

        var report = context.Report.With(Transactions, use.Transactions ? "true" : "false").WithLocations(ImmutableArray.Create(use.FirstCall));
        var isPermanent = false;
        foreach (var error in PermanentOf(retry, errors, use, context.Model, context.Cancellation))
        {
            isPermanent = true;
            report.At(error.Place, Finding.Of(retry.Method), error.Name, Passing);
        }

        if (!isPermanent && !retry.IsWeak && errors.Broad is { } broad && !(broad.Name == "TransactionCanceledException" && (use.Reads || use.MayDiffer || !use.Transactions)))
            report.In(DynamoDbWordings.RetryOfEverything).Soft(broad.Place, Finding.Of(retry.Method), broad.Name, Passing);
    }

    // From the clause and not from the call: what lies outside of the node at hand shows in no editor before the next build.
    private static void CheckLoop(NodeContext context)
    {
        var (clause, model, cancellation) = ((CatchClauseSyntax)context.Node, context.Model, context.Cancellation);
        if (clause.Parent is not TryStatementSyntax attempt || !RetryLoop.MayBeAround(attempt.Block) || !ErrorsOf(clause, model, cancellation).Any()
            || DynamoDbCall.IsInsideClient(context.ContainingSymbol) || FirstCall(attempt.Block, model, cancellation) is not var (call, method))
            return;
        foreach (var loop in RetryLoop.AllAround(call, model))
        {
            if (loop.Try != attempt || !loop.Catches.Contains(clause))
                continue;
            foreach (var error in PermanentOf(loop with { Catches = new[] { clause } }, model, cancellation))
                context.Report.At(error.Place, Finding.Of(method), error.Name, Passing);
        }
    }

    /// <summary>A condition may hold after a read, a table may be there after it was made, and another request may pass where the last one did not.</summary>
    private static bool MayPass(string error, bool reads, bool mayDiffer, bool managesTables) => mayDiffer || error switch
    {
        "ConditionalCheckFailedException" => reads,
        "ResourceNotFoundException" or "ResourceInUseException" => managesTables,
        _ => false,
    };

    private static IEnumerable<RetriedError> ErrorsOf(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellation)
    {
        if (clause.Declaration is not { Type: var type } declaration || model.GetTypeInfo(type, cancellation).Type is not { } symbol)
            return [];
        if (!DynamoDbErrors.IsPermanent(symbol))
            return clause.Filter is { } filter && DynamoDbErrors.IsBroad(symbol) ? RetriedErrors.CodesOf(filter.FilterExpression, model, cancellation).Select(code => code with { Place = type.GetLocation() }) : [];
        // A filter that only counts attempts changes nothing; one that looks at the error may know better.
        var looksAtIt = declaration.Identifier.ValueText is { Length: > 0 } variable
            && clause.Filter?.DescendantNodes().Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == variable) == true;
        return looksAtIt ? [] : [new(type.GetLocation(), symbol.Name)];
    }

    private static (InvocationExpressionSyntax Call, IMethodSymbol Method)? FirstCall(SyntaxNode block, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var call in block.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && !DynamoDbCall.Of(method).IsNone)
                return (call, method);
        }

        return null;
    }

    /// <summary>What runs between two attempts may mend what failed.</summary>
    private static bool DoesMoreBetween(PollyRetry retry, SemanticModel model, CancellationToken cancellation)
    {
        if (retry.Option("OnRetry") is { } onRetry)
            return !(onRetry is LambdaExpressionSyntax && Attempt.OnlyTells(onRetry, model, cancellation));
        return retry.Call.ArgumentList.Arguments.Any(argument =>
            ArgumentByParameter.Parameter(retry.Call.ArgumentList, argument, retry.Method)?.Name is "onRetry" or "onRetryAsync"
            && !(argument.Expression is LambdaExpressionSyntax && Attempt.OnlyTells(argument.Expression, model, cancellation)));
    }
}
