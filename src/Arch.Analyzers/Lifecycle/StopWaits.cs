using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Calls that wait for time to pass or for something to come, and could be told to stop waiting.</summary>
internal static class StopWaits
{
    // Where all they wait for is others, an object that is closed ends them as well.
    private static readonly Dictionary<string, (string Type, string Namespace)[]> Methods = new()
    {
        ["Delay"] = [("Task", "System.Threading.Tasks")],
        ["Sleep"] = [("Thread", "System.Threading")],
        ["WaitForNextTickAsync"] = [("PeriodicTimer", "System.Threading")],
        ["WaitAsync"] = [("SemaphoreSlim", "System.Threading")],
        ["Wait"] = [("SemaphoreSlim", "System.Threading")],
        ["ReadAsync"] = [("ChannelReader", "System.Threading.Channels")],
        ["WaitToReadAsync"] = [("ChannelReader", "System.Threading.Channels")],
        ["ReadAllAsync"] = [("ChannelReader", "System.Threading.Channels")],
        ["Take"] = [("BlockingCollection", "System.Collections.Concurrent")],
        ["GetConsumingEnumerable"] = [("BlockingCollection", "System.Collections.Concurrent")],
        ["ReceiveMessageAsync"] = [("IAmazonSQS", "Amazon.SQS"), ("AmazonSQSClient", "Amazon.SQS")],
        ["Consume"] = [("IConsumer", "Confluent.Kafka")],
        ["AcceptTcpClientAsync"] = [("TcpListener", "System.Net.Sockets")],
        ["AcceptSocketAsync"] = [("TcpListener", "System.Net.Sockets")],
        ["AcceptAsync"] = [("Socket", "System.Net.Sockets")],
        ["GetContextAsync"] = [("HttpListener", "System.Net")],
        ["WaitForConnectionAsync"] = [("NamedPipeServerStream", "System.IO.Pipes")],
    };

    /// <summary>The names of the methods that are known to wait.</summary>
    public static IEnumerable<string> Names => Methods.Keys;

    public static bool Is(IMethodSymbol method, ImmutableArray<string> more)
    {
        if (Methods.TryGetValue(method.Name, out var owners))
        {
            foreach (var (name, space) in owners)
            {
                if (method.ContainingType is { } type && type.Name == name && type.IsIn(space))
                    return true;
            }
        }

        return more.Length > 0 && more.Contains(Engine.Names.Full(method));
    }

    /// <summary>Whether a method takes out of a queue that can be completed.</summary>
    public static bool IsQueue(IMethodSymbol method) => method.ContainingType is { Name: "ChannelReader" or "BlockingCollection" };

    /// <inheritdoc cref="IsQueue(IMethodSymbol)"/>
    public static bool IsQueue(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation) =>
        Methods.ContainsKey(name.Identifier.ValueText) && model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol method && IsQueue(method);

    /// <summary>Whether the code goes on only when the wait is over: it blocks, is awaited as it is, or is the task that an awaited function returns.</summary>
    public static bool HoldsUp(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (method is { ReturnsVoid: true } or { Name: "Take" or "GetConsumingEnumerable" or "Consume" })
            return true;
        ExpressionSyntax task = call;
        while (true)
        {
            task = SameValue.Outermost(task);
            switch (task.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" or "GetAwaiter", Parent: InvocationExpressionSyntax chained }:
                    task = chained;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "GetResult" or "Wait", Parent: not InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } }:
                case AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax:
                    return true;
                case ForEachStatementSyntax loop:
                    return loop.Expression == task;
                default:
                    return false;
            }
        }
    }

    /// <summary>Whether a call says how long to wait, or what ends the wait.</summary>
    public static bool IsLimited(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (ArgumentByParameter.Parameter(call.ArgumentList, argument, method) is not { } parameter || StopToken.Is(parameter.Type)
                || (method.Name is not ("Delay" or "Sleep") && parameter is { Type: { Name: "TimeSpan" } or { SpecialType: SpecialType.System_Int32 } }))
                return true;
        }

        return false;
    }

    /// <summary>The constant length of a delay in milliseconds; null for another wait, or when it is not known.</summary>
    public static double? Milliseconds(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        if (method.Name is not ("Delay" or "Sleep") || call.ArgumentList.Arguments.FirstOrDefault() is not { Expression: var time })
            return null;
        var value = SingleValue.Of(time, model, cancellation);
        return value.SyntaxTree == model.SyntaxTree && model.GetConstantValue(value, cancellation).Value is int milliseconds
            ? milliseconds
            : KnownDuration.Seconds(time, model, cancellation) * 1000;
    }
}
