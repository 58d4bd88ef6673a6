using System;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>What a pipeline or policy retries; each value holds the ones before it.</summary>
internal enum PipelineCover
{
    /// <summary>Nothing: a timeout, a circuit breaker, an empty pipeline.</summary>
    Nothing,

    /// <summary>Requests, but no transaction that was cancelled.</summary>
    Requests,

    /// <summary>Cancelled transactions too; or one cannot see what, which is trusted.</summary>
    Everything,
}

/// <summary>Reads what a pipeline or policy retries where it is built, if all of that is in sight.</summary>
internal sealed class PipelineReader(Models models, CancellationToken cancellation)
{
    private const int MostSteps = 20;

    private static readonly string[] WithoutRetry = ["AddTimeout", "AddCircuitBreaker", "AddRateLimiter", "AddConcurrencyLimiter", "AddFallback"];

    private static readonly string[] WithoutRetryBefore8 =
        ["NoOp", "Timeout", "Bulkhead", "RateLimit", "CircuitBreaker", "AdvancedCircuitBreaker", "Fallback"];

    private int _steps;

    public PipelineCover Of(ExpressionSyntax? pipeline, SemanticModel model)
    {
        if (pipeline is null || ++_steps > MostSteps)
            return PipelineCover.Everything;
        pipeline = SameValue.Bare(pipeline);
        return pipeline switch
        {
            InvocationExpressionSyntax call => OfCall(call, model),
            IdentifierNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(pipeline, cancellation).Symbol is { } symbol => Of(symbol),
            _ => PipelineCover.Everything,
        };
    }

    public PipelineCover Of(ISymbol symbol)
    {
        if (symbol is { Name: "Empty", ContainingType.Name: "ResiliencePipeline" } && symbol.IsIn("Polly"))
            return PipelineCover.Nothing;
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol) || models.Of(symbol) is not { } model)
            return PipelineCover.Everything;
        return SingleValue.Of(symbol, model, cancellation) is { } value ? Of(value, model) : PipelineCover.Everything;
    }

    private PipelineCover OfCall(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || !method.IsBelow("Polly"))
            return PipelineCover.Everything;
        var name = DynamoDbCall.WithoutAsync(method.Name);
        if (name == "Build")
            return OfBuilder(Receiver.Of(call), model);
        if (Array.IndexOf(WithoutRetryBefore8, name) >= 0)
            return PipelineCover.Nothing;
        if (Array.IndexOf(PollyRetry.MethodNames, method.Name) >= 0)
            return HandlesTransactions(Receiver.Of(call), model) ? PipelineCover.Everything : PipelineCover.Requests;
        switch (name)
        {
            case "Wrap":
                var cover = method.IsStatic && method.MethodKind != MethodKind.ReducedExtension ? PipelineCover.Nothing : Of(Receiver.Of(call), model);
                foreach (var argument in call.ArgumentList.Arguments)
                    cover = Max(cover, Of(argument.Expression, model));
                return cover;
            case "WithPolicyKey" or "AsPolicy" or "AsAsyncPolicy":
                return Of(Receiver.Of(call), model);
            default:
                return PipelineCover.Everything;
        }
    }

    private PipelineCover OfBuilder(ExpressionSyntax? builder, SemanticModel model)
    {
        var cover = PipelineCover.Nothing;
        while (builder is InvocationExpressionSyntax step)
        {
            if (model.GetSymbolInfo(step, cancellation).Symbol is not IMethodSymbol method || !method.IsBelow("Polly"))
                return PipelineCover.Everything;
            if (method.Name == "AddRetry")
                cover = Max(cover, OfRetry(step, model));
            else if (method.Name == "AddPipeline" && step.ArgumentList.Arguments.Count == 1)
                cover = Max(cover, Of(step.ArgumentList.Arguments[0].Expression, model));
            else if (Array.IndexOf(WithoutRetry, method.Name) < 0)
                return PipelineCover.Everything;
            builder = Receiver.Of(step);
        }

        return builder is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(builder, cancellation).Type is { Name: "ResiliencePipelineBuilder" } ? cover : PipelineCover.Everything;
    }

    private PipelineCover OfRetry(InvocationExpressionSyntax addRetry, SemanticModel model)
    {
        if (addRetry.ArgumentList.Arguments.Count != 1 || SingleValue.Of(addRetry.ArgumentList.Arguments[0].Expression, model, cancellation) is not BaseObjectCreationExpressionSyntax options
            || options.SyntaxTree != model.SyntaxTree)
            return PipelineCover.Everything;
        foreach (var entry in options.Initializer?.Expressions ?? default)
        {
            if (entry is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "ShouldHandle" } } handling)
                return HandlesTransactions(handling.Right, model) ? PipelineCover.Everything : PipelineCover.Requests;
        }

        // Without a word about it everything is handled.
        return PipelineCover.Everything;
    }

    /// <summary>Whether the exceptions that are named hold a cancelled transaction; where none is named, or one is excluded, nobody can tell.</summary>
    private bool HandlesTransactions(ExpressionSyntax? handling, SemanticModel model)
    {
        var names = false;
        foreach (var node in handling is null ? [] : SingleValue.Of(handling, model, cancellation).DescendantNodesAndSelf())
        {
            if (node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } or UnaryPatternSyntax)
                return true;
            if (node is not SimpleNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not INamedTypeSymbol type || !IsException(type))
                continue;
            if (type.Name == "TransactionCanceledException" || DynamoDbErrors.IsBroad(type))
                return true;
            names = true;
        }

        return !names;
    }

    private static bool IsException(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Name == nameof(Exception) && at.IsIn("System"))
                return true;
        }

        return false;
    }

    private static PipelineCover Max(PipelineCover one, PipelineCover other) => one > other ? one : other;
}
