using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>What the code of a signal handler does, in the order of the text, with the methods of the same file that it calls.</summary>
internal sealed class SignalHandler
{
    private const int MostDepth = 2;

    // What asks somebody else to stop, and returns at once.
    private static readonly HashSet<string> Signals =
    [
        "Cancel", "CancelAsync", "CancelAfter", "SetResult", "TrySetResult", "SetCanceled", "TrySetCanceled", "SetException", "TrySetException",
        "Set", "Release", "Signal", "StopApplication", "Complete", "TryComplete",
    ];

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private bool _awaited;

    private SignalHandler(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>True when it does work of its own, blocks, ends the process, or hands its context to code that is not in sight: .NET waits for it, or nothing is known.</summary>
    public bool Works { get; private set; }

    /// <summary>True when the signal is cancelled while .NET still listens.</summary>
    public bool Cancels { get; private set; }

    /// <summary>True when it asks somebody to stop: cancels a source, sets an event or a variable.</summary>
    public bool Asks { get; private set; }

    /// <summary>The statement that cancels the signal after an <c>await</c>, when .NET has already acted.</summary>
    public AssignmentExpressionSyntax? Late { get; private set; }

    /// <summary>Reads a lambda, an anonymous method, or the name of a method in the same file; null when there is no code to read.</summary>
    public static SignalHandler? Of(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellation)
    {
        var (body, context) = Code(handler, model, cancellation);
        if (body is null)
            return null;
        var read = new SignalHandler(model, cancellation);
        read.Read(body, context, depth: 0);
        return read;
    }

    /// <summary>The code of a handler, and the parameter that is the context of the signal; the parameter is null when it is discarded.</summary>
    public static (SyntaxNode? Body, ISymbol? Context) Code(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellation)
    {
        switch (handler)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                return (lambda.Body, (model.GetSymbolInfo(lambda, cancellation).Symbol as IMethodSymbol)?.Parameters.FirstOrDefault());
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(handler, cancellation).Symbol is IMethodSymbol method:
                return (SourceBody.Of(method, model.SyntaxTree, cancellation), method.Parameters.FirstOrDefault());
            default:
                return (null, null);
        }
    }

    private void Read(SyntaxNode body, ISymbol? context, int depth)
    {
        foreach (var node in body.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case AwaitExpressionSyntax wait:
                    if (!_awaited && wait.Expression is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" or "Yield" } } awaited)
                        ReadCall(awaited, context, depth);
                    _awaited |= IsAlwaysReached(wait, body);
                    break;
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cancel", Expression: var owner } } assignment when Is(owner, context):
                    ReadCancel(assignment);
                    break;
                // The handler has returned at the await: what stands behind it is nothing that .NET waits for.
                case var _ when _awaited:
                    Asks |= node is AssignmentExpressionSyntax or InvocationExpressionSyntax;
                    break;
                case AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax:
                    Asks = true;
                    break;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or LockStatementSyntax or ThrowStatementSyntax:
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" }:
                    Works = true;
                    break;
                case IdentifierNameSyntax name when context is not null && name.Identifier.ValueText == context.Name && Is(name, context)
                    && name.Parent is not MemberAccessExpressionSyntax && !IsFollowed(name, depth):
                    Works = true;
                    break;
                case InvocationExpressionSyntax call:
                    ReadCall(call, context, depth);
                    break;
            }
        }
    }

    private static bool IsAlwaysReached(AwaitExpressionSyntax wait, SyntaxNode body) =>
        wait == body || (wait.FirstAncestorOrSelf<StatementSyntax>() is { } statement
            && statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax && statement.Parent == body);

    private void ReadCancel(AssignmentExpressionSyntax assignment)
    {
        if (_model.GetConstantValue(assignment.Right, _cancellation).Value is not true)
            Works |= assignment.Right is not LiteralExpressionSyntax;
        else if (!_awaited)
            Cancels = true;
        else
            Late ??= assignment;
    }

    private void ReadCall(InvocationExpressionSyntax call, ISymbol? context, int depth)
    {
        if (Quiet.IsLog(call) || call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
            return;
        if (IsSignal(call))
        {
            Asks = true;
            return;
        }

        if (depth < MostDepth && _model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol method && SourceBody.Of(method, _model.SyntaxTree, _cancellation) is { } body)
            Read(body, Passed(call, method, context), depth + 1);
        else
            Works = true;
    }

    private static bool IsSignal(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => Signals.Contains(access.Name.Identifier.ValueText),
        MemberBindingExpressionSyntax binding => Signals.Contains(binding.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The parameter of a called method that the context becomes.</summary>
    private ISymbol? Passed(InvocationExpressionSyntax call, IMethodSymbol method, ISymbol? context)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; context is not null && i < arguments.Count && i < method.Parameters.Length; i++)
        {
            if (arguments[i].NameColon is null && Is(arguments[i].Expression, context))
                return method.Parameters[i];
        }

        return null;
    }

    /// <summary>Whether the context goes to a call whose code is read as well.</summary>
    private bool IsFollowed(IdentifierNameSyntax name, int depth) =>
        depth < MostDepth && name.Parent is ArgumentSyntax { NameColon: null, Parent.Parent: InvocationExpressionSyntax call }
        && _model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol method && SourceBody.Of(method, _model.SyntaxTree, _cancellation) is not null;

    private bool Is(ExpressionSyntax expression, ISymbol? symbol) =>
        symbol is not null && expression is IdentifierNameSyntax name && name.Identifier.ValueText == symbol.Name
        && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(name, _cancellation).Symbol, symbol);
}
