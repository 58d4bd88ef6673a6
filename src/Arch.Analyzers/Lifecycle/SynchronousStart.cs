using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What a method does before it gives the thread back to its caller, followed into the methods of the same type and file.</summary>
internal sealed class SynchronousStart(INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
{
    private const int MostDepth = 3;

    private SyntaxNode? _blocking;

    private enum Progress
    {
        GoesOn,

        /// <summary>It may have returned.</summary>
        Yields,

        /// <summary>It does not return before the service stops, or before something comes from outside.</summary>
        Blocks,
    }

    /// <summary>The loop or call that blocks; null when the method gives the thread back, or may.</summary>
    public SyntaxNode? Blocking(IMethodSymbol method) => Own(method) is { } code && Of(code, 0) == Progress.Blocks ? _blocking : null;

    private Progress Of(SyntaxNode node, int depth)
    {
        if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            return Progress.GoesOn;
        if (IsEndless(node) && !Yields(node))
            return BlocksAt(node);
        if (node is ForEachStatementSyntax { AwaitKeyword.RawKind: not (int)SyntaxKind.None } loop)
            return Of(loop.Expression, depth) is var first and not Progress.GoesOn ? first : Progress.Yields;
        foreach (var child in node.ChildNodes())
        {
            if (Of(child, depth) is var progress and not Progress.GoesOn)
                return progress;
        }

        return node switch
        {
            AwaitExpressionSyntax wait => IsCompleted(wait) ? Progress.GoesOn : Progress.Yields,
            InvocationExpressionSyntax call => OfCall(call, depth),
            _ => Progress.GoesOn,
        };
    }

    private Progress OfCall(InvocationExpressionSyntax call, int depth)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return Progress.GoesOn;
        if (IsBlocking(call, method))
            return BlocksAt(call);
        return depth < MostDepth && Own(method) is { } code && Of(code, depth + 1) == Progress.Blocks ? Progress.Blocks : Progress.GoesOn;
    }

    private Progress BlocksAt(SyntaxNode node)
    {
        _blocking = node;
        return Progress.Blocks;
    }

    /// <summary>The code of a method of the type, or of a local function.</summary>
    private SyntaxNode? Own(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction || SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        ? SourceBody.Of(method, model.SyntaxTree, cancellation)
        : null;

    /// <summary>Whether a loop goes on until the token is cancelled, or for ever.</summary>
    private bool IsEndless(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => (IsUntilCancelled(loop.Condition) || InfiniteLoop.AlwaysHolds(loop, model, cancellation)) && !InfiniteLoop.HasExit(loop),
        DoStatementSyntax loop => (IsUntilCancelled(loop.Condition) || InfiniteLoop.AlwaysHolds(loop, model, cancellation)) && !InfiniteLoop.HasExit(loop),
        ForStatementSyntax loop => (IsUntilCancelled(loop.Condition) || InfiniteLoop.AlwaysHolds(loop, model, cancellation)) && !InfiniteLoop.HasExit(loop),
        _ => false,
    };

    /// <summary>Whether nothing but the token decides: <c>!token.IsCancellationRequested</c>, <c>!token.WaitHandle.WaitOne(1000)</c>.</summary>
    private bool IsUntilCancelled(ExpressionSyntax? condition)
    {
        var asked = condition is null ? null : SameValue.Bare(condition) switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => SameValue.Bare(operand),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: var left, Right.RawKind: (int)SyntaxKind.FalseLiteralExpression } => left,
            IsPatternExpressionSyntax { Expression: var left, Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.FalseLiteralExpression } } => left,
            _ => null,
        };
        return asked switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested", Expression: var token } => StopToken.Is(model.GetTypeInfo(token, cancellation).Type),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitOne", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitHandle", Expression: var token } } } =>
                StopToken.Is(model.GetTypeInfo(token, cancellation).Type),
            _ => false,
        };
    }

    private static bool Yields(SyntaxNode loop) => loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(static node => node is AwaitExpressionSyntax wait ? !IsCompleted(wait) : node is ForEachStatementSyntax { AwaitKeyword.RawKind: not (int)SyntaxKind.None });

    /// <summary>Whether what is awaited is done before: then the method runs on.</summary>
    private static bool IsCompleted(AwaitExpressionSyntax wait)
    {
        var task = SameValue.Bare(wait.Expression);
        if (task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } })
            task = SameValue.Bare(configured);
        return task switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } } => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" }, ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression.ToString() is "0" or "TimeSpan.Zero",
            _ => false,
        };
    }

    /// <summary>
    /// Whether a call keeps the thread until something comes from outside. What is waited for with <c>Wait()</c> and the like is mostly short;
    /// only where it is known to last until the stop it counts.
    /// </summary>
    private bool IsBlocking(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments.Count;
        switch (method.Name)
        {
            case "Take" or "GetConsumingEnumerable":
                return method.ContainingType is { Name: "BlockingCollection" } collection && collection.IsIn("System.Collections.Concurrent");
            case "Consume":
                return method.ContainingType is { Name: "IConsumer" } consumer && consumer.IsIn("Confluent.Kafka") && (arguments == 0 || StopToken.Is(method.Parameters[0].Type));
            case "AcceptTcpClient" or "AcceptSocket":
                return method.ContainingType is { Name: "TcpListener" } listener && listener.IsIn("System.Net.Sockets");
            case "Accept":
                return method.ContainingType is { Name: "Socket" } socket && socket.IsIn("System.Net.Sockets");
            case "GetContext":
                return method.ContainingType is { Name: "HttpListener" } http && http.IsIn("System.Net");
            case "WaitOne":
                return arguments == 0 && call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitHandle", Expression: var token } }
                    && StopToken.Is(model.GetTypeInfo(token, cancellation).Type);
            case "Sleep":
                return EndlessWait.IsDelay(call, model, cancellation);
            case "Wait" when arguments == 0:
            case "GetResult":
                return call.Expression is MemberAccessExpressionSyntax { Expression: var task } && IsEndlessTask(task);
            default:
                return false;
        }
    }

    private bool IsEndlessTask(ExpressionSyntax task)
    {
        if (SameValue.Bare(task) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" or "ConfigureAwait", Expression: var inner } })
            return IsEndlessTask(inner);
        return SameValue.Bare(task) is InvocationExpressionSyntax call
            && (EndlessWait.IsDelay(call, model, cancellation)
                || (model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && Own(method) is { } code && code.DescendantNodesAndSelf().Any(IsEndless)));
    }
}
