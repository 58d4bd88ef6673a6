using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Waits that time does not end.</summary>
internal static class EndlessWait
{
    /// <summary>Whether this is a delay of a task or a sleep of the thread without an end, with or without a token.</summary>
    public static bool IsDelay(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" or "Sleep" }, ArgumentList.Arguments.Count: 1 or 2 }
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsStatic: true } method
        && ((method is { Name: "Delay", ContainingType: { Name: "Task" } task } && task.IsIn("System.Threading.Tasks"))
            || (method is { Name: "Sleep", ContainingType: { Name: "Thread" } thread } && thread.IsIn("System.Threading")))
        && IsDuration(ArgumentByParameter.Parameter(call.ArgumentList, call.ArgumentList.Arguments[0], method) is { Ordinal: 0 }
            ? call.ArgumentList.Arguments[0].Expression
            : call.ArgumentList.Arguments[call.ArgumentList.Arguments.Count - 1].Expression, model, cancellation);

    /// <summary>
    /// Whether a duration means "for ever". <c>TimeSpan.MaxValue</c> does not: it is too long for a delay or a sleep, which throw.
    /// The 24 days of <c>int.MaxValue</c> milliseconds do: no process of a service lives as long.
    /// </summary>
    public static bool IsDuration(ExpressionSyntax duration, SemanticModel model, CancellationToken cancellation)
    {
        duration = SingleValue.Of(duration, model, cancellation);
        if (IsEndless(duration, model, cancellation))
            return true;
        return duration switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "InfiniteTimeSpan" } =>
                model.GetSymbolInfo(duration, cancellation).Symbol is IFieldSymbol { ContainingType: { Name: "Timeout" } type } && type.IsIn("System.Threading"),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromMilliseconds" }, ArgumentList.Arguments: { Count: 1 } arguments } =>
                IsEndless(arguments[0].Expression, model, cancellation)
                && model.GetSymbolInfo(duration, cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "TimeSpan" } type } && type.IsIn("System"),
            _ => false,
        };
    }

    private static bool IsEndless(ExpressionSyntax milliseconds, SemanticModel model, CancellationToken cancellation) =>
        model.GetConstantValue(milliseconds, cancellation).Value is -1 or -1L or -1D or int.MaxValue;
}
