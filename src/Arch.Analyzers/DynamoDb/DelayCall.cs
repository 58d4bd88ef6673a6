using System;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>The waits between the turns of a loop.</summary>
internal static class DelayCall
{
    /// <summary>The first wait in the code, and how its time changes; null when there is none.</summary>
    public static (SimpleNameSyntax Name, ExpressionSyntax? Time, DelayShape? Shape)? Find(SyntaxNode scope, SemanticModel model, CancellationToken cancellation)
    {
        (SimpleNameSyntax, ExpressionSyntax?, DelayShape?)? first = null;
        foreach (var call in scope.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (Resubmission.NameOf(call) is not { } name)
                continue;
            var method = model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;
            if (!SoundsLikeWaiting(name.Identifier.ValueText))
            {
                if (method is not null && IsOwnWait(method, scope, cancellation))
                    return (name, null, null);
                continue;
            }

            if (method is { Name: "Wait" or "WaitAsync" or "WaitAll" or "WaitAny", ContainingType.Name: "Task" or "TaskExtensions" })
                continue;
            if (method is not ({ Name: "Delay", ContainingType.Name: "Task" } or { Name: "Sleep", ContainingType.Name: "Thread" }) || call.ArgumentList.Arguments.Count == 0)
                return (name, null, null);
            var time = call.ArgumentList.Arguments[0].Expression;
            var shape = DelayShape.Of(time, scope, model, cancellation);
            // Of several waits the one that changes counts.
            if (first is null || shape.Varies || shape.IsUnknown)
                first = (name, time, shape);
            if (shape.Grows)
                break;
        }

        return first;
    }

    /// <summary>A method of this code base under any name: its type says what it is about, or it waits itself.</summary>
    private static bool IsOwnWait(IMethodSymbol method, SyntaxNode scope, CancellationToken cancellation)
    {
        // Not the method that calls itself: its waits are looked at one by one.
        if (method.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).Contains(scope)))
            return false;
        return SoundsLikeWaiting(method.ContainingType.Name) || method.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).DescendantNodes()
            .Any(static node => node is InvocationExpressionSyntax inner && Resubmission.NameOf(inner) is { } callee && SoundsLikeWaiting(callee.Identifier.ValueText)));
    }

    private static bool SoundsLikeWaiting(string name) =>
        name.IndexOf("Delay", StringComparison.Ordinal) >= 0 || name.IndexOf("Backoff", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("Wait", StringComparison.Ordinal) >= 0 || name.IndexOf("Sleep", StringComparison.Ordinal) >= 0;
}
