using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Handlers of <c>ProcessExit</c>, <c>Unloading</c>, <c>CancelKeyPress</c> and of signals, and what nothing but they bring to an end.</summary>
internal static class SignalHooks
{
    // What can be asked of a source, an event or a semaphore without ending a wait for it.
    private static readonly HashSet<string> Reads =
    [
        "Token", "Task", "IsCancellationRequested", "Wait", "WaitOne", "WaitAsync", "IsSet", "WaitHandle", "Reset", "Dispose", "Close",
    ];

    private static readonly HashSet<string> Ends =
    [
        "Cancel", "CancelAsync", "SetResult", "TrySetResult", "SetCanceled", "TrySetCanceled", "SetException", "TrySetException", "Set", "Release",
    ];

    /// <summary>Whether an assignment subscribes to an event of the end of the process.</summary>
    public static bool IsSubscription(AssignmentExpressionSyntax assignment) => assignment.IsKind(SyntaxKind.AddAssignmentExpression)
        && assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner }
        && name switch
        {
            "ProcessExit" => true,
            "CancelKeyPress" => ServiceCode.LastName(owner) == "Console",
            "Unloading" => owner.ToString().Contains("LoadContext"),
            _ => false,
        };

    /// <summary>
    /// Whether a local or private member is never completed, cancelled or changed but by hooks: no other code does, and nobody else has it.
    /// </summary>
    public static bool AloneEnd(ISymbol symbol, SemanticModel model, CancellationToken cancellation) =>
        symbol is ILocalSymbol or IFieldSymbol
        && SymbolUses.Scope(symbol, model.SyntaxTree) is { } scope
        && SymbolUses.In(scope, symbol, model, cancellation).All(name => IsHarmless(SymbolUses.Access(name)));

    /// <summary>Whether a handler does more than tell people; true when its code is not in sight.</summary>
    public static bool Works(AssignmentExpressionSyntax subscription)
    {
        SyntaxNode? code = SameValue.Bare(subscription.Right) switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            IdentifierNameSyntax name => Function(name.Identifier.ValueText, subscription),
            _ => null,
        };
        return code is null || code.DescendantNodesAndSelf().Any(static node => node switch
        {
            InvocationExpressionSyntax call => !Quiet.IsLog(call),
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cancel" } } => false,
            AssignmentExpressionSyntax or AwaitExpressionSyntax => true,
            _ => false,
        });
    }

    private static SyntaxNode? Function(string name, SyntaxNode place) => place.SyntaxTree.GetRoot().DescendantNodes().FirstOrDefault(node => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText == name,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText == name,
        _ => false,
    });

    private static bool IsHarmless(ExpressionSyntax use)
    {
        if (SymbolUses.IsWrite(use))
            return IsInHook(use);
        return use.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == use => IsHarmless(access.Name, use),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } => IsHarmless(binding.Name, use),
            UsingStatementSyntax => true,
            // A flag is read as it is.
            PrefixUnaryExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or IfStatementSyntax or BinaryExpressionSyntax => true,
            _ => false,
        };
    }

    private static bool IsHarmless(SimpleNameSyntax member, ExpressionSyntax use) =>
        Reads.Contains(member.Identifier.ValueText) || (Ends.Contains(member.Identifier.ValueText) && IsInHook(use));

    /// <summary>Whether code runs in a hook, and nowhere else.</summary>
    public static bool IsInHook(SyntaxNode node)
    {
        for (var at = node.Parent; at is not (null or BaseTypeDeclarationSyntax); at = at.Parent)
        {
            switch (at)
            {
                case AnonymousFunctionExpressionSyntax lambda when IsHook(lambda):
                    return true;
                case LocalFunctionStatementSyntax function:
                    return IsNamedByHooks(function.Identifier.ValueText, function);
                case MethodDeclarationSyntax method:
                    return IsNamedByHooks(method.Identifier.ValueText, method);
            }
        }

        return false;
    }

    /// <summary>Whether a function is what an event or a signal calls.</summary>
    private static bool IsHook(ExpressionSyntax function) => SameValue.Outermost(function).Parent switch
    {
        AssignmentExpressionSyntax assignment => IsSubscription(assignment),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create", Expression: var owner } } } =>
            ServiceCode.LastName(owner) == "PosixSignalRegistration",
        _ => false,
    };

    private static bool IsNamedByHooks(string name, SyntaxNode function)
    {
        SyntaxNode scope = function.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? type : function.SyntaxTree.GetRoot();
        var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).ToList();
        return uses.Count > 0 && uses.All(static use => IsHook(SymbolUses.Access(use)));
    }
}
