using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>How long a retry waits between two attempts.</summary>
internal enum RetryDelay
{
    /// <summary>It cannot be seen, and is trusted.</summary>
    Unknown,
    None,
    Constant,
    Linear,
    Exponential,
    ExponentialWithJitter,
}

/// <summary>A retry strategy of Polly: <c>AddRetry</c> of version 8, <c>Retry…</c> and <c>WaitAndRetry…</c> of version 7.</summary>
internal sealed class PollyRetry
{
    // Read in Polly 8.9.1.
    private const int DefaultRetries = 3;

    private const int Endless = 1000;

    public static readonly string[] MethodNames =
    [
        "AddRetry", "Retry", "RetryAsync", "RetryForever", "RetryForeverAsync", "WaitAndRetry", "WaitAndRetryAsync", "WaitAndRetryForever", "WaitAndRetryForeverAsync",
    ];

    /// <summary>The assemblies that strategies come from.</summary>
    public static readonly string[] Assemblies = ["Polly", "Polly.Core"];

    private PollyRetry(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        Call = call;
        Method = method;
        IsVersion8 = method.Name == "AddRetry";
        Options = IsVersion8 ? CreationOf(call, model, cancellation) : null;
        Delay = IsVersion8 ? DelayOfOptions(model, cancellation) : DelayOfSyntax(model, cancellation);
    }

    public InvocationExpressionSyntax Call { get; }

    public IMethodSymbol Method { get; }

    public bool IsVersion8 { get; }

    /// <summary>The creation of the options of version 8, when it stands in the call.</summary>
    public BaseObjectCreationExpressionSyntax? Options { get; }

    public RetryDelay Delay { get; }

    /// <summary>Whether the delay is reported as a weakness: then nobody needs to hear of smaller ones.</summary>
    public bool IsWeak => Delay is RetryDelay.None or RetryDelay.Constant or RetryDelay.Linear;

    public static PollyRetry? Of(InvocationExpressionSyntax call, ISymbol? symbol, SemanticModel model, CancellationToken cancellation)
    {
        if (symbol is not IMethodSymbol { ContainingType: { } type } method || !type.IsIn("Polly"))
            return null;
        var isRetry = method.Name == "AddRetry"
            ? type.Name == "RetryResiliencePipelineBuilderExtensions"
            : type.Name is "RetrySyntax" or "AsyncRetrySyntax" or "RetryTResultSyntax" or "AsyncRetryTResultSyntax" && Array.IndexOf(MethodNames, method.Name) >= 0;
        return isRetry ? new(call, method, model, cancellation) : null;
    }

    /// <summary>The value that the options give a property; null when they do not name it.</summary>
    public ExpressionSyntax? Option(string property) => Entry(property)?.Right;

    /// <summary>How often the work is run at most; null when that cannot be seen or has no end.</summary>
    public int? AttemptsIn(SemanticModel model, CancellationToken cancellation)
    {
        if (IsVersion8)
            return Options is null ? null : Option("MaxRetryAttempts") is { } most ? OneMoreThan(most, model, cancellation) : DefaultRetries + 1;
        if (Method.Name.IndexOf("Forever", StringComparison.Ordinal) >= 0)
            return null;
        foreach (var argument in Call.ArgumentList.Arguments)
        {
            switch (ArgumentByParameter.Parameter(Call.ArgumentList, argument, Method)?.Name)
            {
                case "retryCount":
                    return OneMoreThan(argument.Expression, model, cancellation);
                case "sleepDurations":
                    return OneMoreThanSequence(SingleValue.Of(argument.Expression, model, cancellation), model, cancellation);
            }
        }

        return Method.Name is "Retry" or "RetryAsync" ? 2 : null;
    }

    public AssignmentExpressionSyntax? Entry(string property)
    {
        if (Options?.Initializer is not { } initializer)
            return null;
        foreach (var entry in initializer.Expressions)
        {
            if (entry is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment && name.Identifier.ValueText == property)
                return assignment;
        }

        return null;
    }

    private static int? OneMoreThan(ExpressionSyntax number, SemanticModel model, CancellationToken cancellation) =>
        model.GetConstantValue(number, cancellation).Value is int value and >= 0 and < Endless ? value + 1 : null;

    private static int? OneMoreThanSequence(ExpressionSyntax sequence, SemanticModel model, CancellationToken cancellation)
    {
        if (sequence is InvocationExpressionSyntax call && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingType.Name: "Backoff" } method)
        {
            var count = call.ArgumentList.Arguments.FirstOrDefault(argument => ArgumentByParameter.Parameter(call.ArgumentList, argument, method)?.Name == "retryCount");
            return count is null ? null : OneMoreThan(count.Expression, model, cancellation);
        }

        return Elements(sequence)?.Count() + 1;
    }

    private static IEnumerable<SyntaxNode>? Elements(ExpressionSyntax sequence) => sequence switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => null,
    };

    private static BaseObjectCreationExpressionSyntax? CreationOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is BaseObjectCreationExpressionSyntax creation && model.GetTypeInfo(creation, cancellation).Type is { Name: "RetryStrategyOptions" })
                return creation;
        }

        return null;
    }

    private RetryDelay DelayOfOptions(SemanticModel model, CancellationToken cancellation)
    {
        if (Options is null)
            return RetryDelay.Unknown;
        if (Option("DelayGenerator") is not null)
            return RetryDelay.ExponentialWithJitter;
        var kind = "Constant";
        if (Option("BackoffType") is { } type)
        {
            if (model.GetSymbolInfo(type, cancellation).Symbol is not IFieldSymbol { ContainingType.Name: "DelayBackoffType" } field)
                return RetryDelay.Unknown;
            kind = field.Name;
        }

        if (kind != "Exponential")
            return kind == "Linear" ? RetryDelay.Linear : RetryDelay.Constant;
        if (Option("UseJitter") is not { } jitter)
            return RetryDelay.Exponential;
        return model.GetConstantValue(jitter, cancellation) is { HasValue: true, Value: false } ? RetryDelay.Exponential : RetryDelay.ExponentialWithJitter;
    }

    private RetryDelay DelayOfSyntax(SemanticModel model, CancellationToken cancellation)
    {
        if (!Method.Name.StartsWith("WaitAndRetry", StringComparison.Ordinal))
            return RetryDelay.None;
        foreach (var argument in Call.ArgumentList.Arguments)
        {
            switch (ArgumentByParameter.Parameter(Call.ArgumentList, argument, Method)?.Name)
            {
                case "sleepDurationProvider":
                    return DelayOfProvider(argument.Expression, model, cancellation);
                case "sleepDurations":
                    return DelayOfSequence(SingleValue.Of(argument.Expression, model, cancellation), model, cancellation);
            }
        }

        return RetryDelay.Unknown;
    }

    private static RetryDelay DelayOfProvider(ExpressionSyntax provider, SemanticModel model, CancellationToken cancellation)
    {
        if (provider is not LambdaExpressionSyntax lambda)
            return RetryDelay.Unknown;
        var result = lambda.ExpressionBody;
        if (result is null)
        {
            var returns = lambda.Block!.DescendantNodes().OfType<ReturnStatementSyntax>().Take(2).ToList();
            if (returns.Count != 1)
                return RetryDelay.Unknown;
            result = returns[0].Expression;
        }

        if (result is null)
            return RetryDelay.Unknown;
        var shape = DelayShape.Of(result, lambda, model, cancellation);
        if (shape.Grows)
            return shape.IsJittered ? RetryDelay.ExponentialWithJitter : RetryDelay.Exponential;
        return shape switch
        {
            { IsUnknown: true } => RetryDelay.Unknown,
            // Chance alone is no growth, but it is not the same pace either.
            { IsJittered: true } => RetryDelay.Unknown,
            { Varies: true } => RetryDelay.Linear,
            _ => RetryDelay.Constant,
        };
    }

    private static RetryDelay DelayOfSequence(ExpressionSyntax sequence, SemanticModel model, CancellationToken cancellation)
    {
        if (sequence is InvocationExpressionSyntax call)
        {
            if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType.Name: "Backoff" } method || !method.IsIn("Polly.Contrib.WaitAndRetry"))
                return RetryDelay.Unknown;
            return method.Name switch
            {
                "ConstantBackoff" => RetryDelay.Constant,
                "LinearBackoff" => RetryDelay.Linear,
                "ExponentialBackoff" => RetryDelay.Exponential,
                _ => RetryDelay.ExponentialWithJitter,
            };
        }

        return Elements(sequence)?.Select(static value => value.ToString()).Distinct().Take(2).Count() == 1 ? RetryDelay.Constant : RetryDelay.Unknown;
    }
}
