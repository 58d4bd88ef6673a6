using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>A wait that neither time nor ordinary code ends.</summary>
/// <param name="Expression">The expression that does not return.</param>
/// <param name="Source">What the handler of a signal can end it by: a source of tokens, an event, a semaphore. Null when nothing can.</param>
internal sealed record EndlessWait(ExpressionSyntax Expression, ISymbol? Source)
{
    /// <summary>The endless wait that an <c>await</c> or a call is, or null.</summary>
    public static EndlessWait? Of(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node)
        {
            case AwaitExpressionSyntax awaited:
                return OfTask(awaited.Expression, awaited, model, cancellation);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: var arguments } call:
                switch (access.Name.Identifier.ValueText)
                {
                    case "GetResult" when access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Expression: var task } }:
                        return OfTask(task, call, model, cancellation);
                    case "Wait" when arguments.Count == 0:
                        return OfTask(access.Expression, call, model, cancellation) ?? OfHandle(access.Expression, call, model, cancellation);
                    case "WaitOne" when arguments.Count == 0 || (arguments.Count == 1 && IsDuration(arguments[0].Expression, model, cancellation)):
                        return OfHandle(access.Expression, call, model, cancellation);
                    case "Join" when arguments.Count == 0 && access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CurrentThread" }:
                        return new(call, null);
                    case "Sleep" when IsDelay(call, model, cancellation):
                        return new(call, null);
                    default:
                        return null;
                }

            default:
                return null;
        }
    }

    /// <summary>The endless wait for a task that is awaited, blocked on, or returned to one who awaits it.</summary>
    public static EndlessWait? OfTask(ExpressionSyntax task, ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation)
    {
        task = SameValue.Bare(task);
        if (task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } })
            task = SameValue.Bare(configured);
        switch (task)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" } } delay when IsDelay(delay, model, cancellation):
                var token = delay.ArgumentList.Arguments.Count == 1 || model.GetSymbolInfo(delay, cancellation).Symbol is not IMethodSymbol method
                    ? null
                    : ArgumentByParameter.Find(delay.ArgumentList, method, "cancellationToken");
                if (token is not null)
                    return OfToken(token.Expression, wait, model, cancellation);
                return delay.ArgumentList.Arguments.Count == 1 ? new(wait, null) : null;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAsync", Expression: var semaphore }, ArgumentList.Arguments.Count: 0 }:
                return OfHandle(semaphore, wait, model, cancellation);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Task", Expression: var completion }:
                return OfHandle(completion, wait, model, cancellation);
            default:
                return null;
        }
    }

    /// <summary>The endless wait for a token; null when the token may be cancelled by code that is no signal hook, or comes from elsewhere.</summary>
    public static EndlessWait? OfToken(ExpressionSyntax token, ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation)
    {
        token = SingleValue.Of(token, model, cancellation);
        return token switch
        {
            LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None", Expression: IdentifierNameSyntax { Identifier.ValueText: "CancellationToken" } } =>
                new(wait, null),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Token", Expression: var source } => OfHandle(source, wait, model, cancellation),
            _ => null,
        };
    }

    /// <summary>The endless wait for an object that must be set, released, completed or cancelled.</summary>
    public static EndlessWait? OfHandle(ExpressionSyntax handle, ExpressionSyntax wait, SemanticModel model, CancellationToken cancellation)
    {
        handle = SameValue.Bare(handle);
        if (handle is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitHandle", Expression: var owner })
            return OfToken(owner, wait, model, cancellation) ?? OfHandle(owner, wait, model, cancellation);
        if (handle is BaseObjectCreationExpressionSyntax made)
            return IsClosed(made, model, cancellation) ? new(wait, null) : null;
        return handle is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && model.GetSymbolInfo(handle, cancellation).Symbol is ILocalSymbol or IFieldSymbol
            && model.GetSymbolInfo(handle, cancellation).Symbol is { } symbol
            && SingleValue.Of(symbol, model, cancellation) is { } value && SameValue.Bare(value) is BaseObjectCreationExpressionSyntax creation
            && IsClosed(creation, model, cancellation)
            && SignalHooks.AloneEnd(symbol, model, cancellation)
                ? new(wait, symbol)
                : null;
    }

    /// <summary>Whether who waits for the new object waits at first.</summary>
    private static bool IsClosed(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(creation, cancellation).Type is not { } type || !(type.IsIn("System.Threading") || type.IsIn("System.Threading.Tasks")))
            return false;
        var first = creation.ArgumentList is { Arguments: { Count: > 0 } arguments } ? arguments[0].Expression : null;
        return type.Name switch
        {
            "TaskCompletionSource" => true,
            // A source with a delay cancels itself.
            "CancellationTokenSource" => first is null,
            "ManualResetEventSlim" when first is null => true,
            "ManualResetEvent" or "ManualResetEventSlim" or "AutoResetEvent" or "EventWaitHandle" => first is not null && model.GetConstantValue(first, cancellation).Value is false,
            "Semaphore" or "SemaphoreSlim" => first is not null && model.GetConstantValue(first, cancellation).Value is 0,
            _ => false,
        };
    }

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
