using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>Objects that somebody closes when the service is to stop, so that a wait for them ends without a token.</summary>
internal sealed class EndedByStop
{
    private static readonly HashSet<string> Ends =
    [
        "Complete", "TryComplete", "CompleteAdding", "Stop", "StopAsync", "Close", "CloseAsync", "Dispose", "DisposeAsync", "Abort", "Cancel", "CancelAsync", "Shutdown",
        "ShutdownAsync", "Disconnect", "DisconnectAsync", "Set", "TrySetResult", "SetResult",
    ];

    private readonly bool _completes;

    private EndedByStop(ArchContext arch) => _completes = arch.Compilation.SyntaxTrees.Any(static tree => tree.GetRoot().DescendantTokens().Any(static token =>
        token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "Complete" or "TryComplete" or "CompleteAdding" && token.Parent?.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax));

    /// <summary>Whether the code of the type closes an object somewhere else than where it waits for it, and not only when everything is over.</summary>
    /// <param name="waited">An expression that starts with the object.</param>
    /// <param name="type">The type that waits.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static bool Is(ExpressionSyntax waited, INamedTypeSymbol type, CancellationToken cancellation) =>
        Root(waited) is { } root && type.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(use => use.Identifier.ValueText == root.Identifier.ValueText && IsEnd(use, waited)));

    /// <summary>Whether somebody in the project may complete a queue that the type has not made itself.</summary>
    public static bool MayBeCompleted(ExpressionSyntax queue, ArchContext arch, SemanticModel model, CancellationToken cancellation) =>
        !(Root(queue) is { } root && model.GetSymbolInfo(root, cancellation).Symbol is ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private } && IsMadeHere(root, model, cancellation))
        && arch.Slot(static context => new EndedByStop(context))._completes;

    private static bool IsMadeHere(IdentifierNameSyntax root, SemanticModel model, CancellationToken cancellation) =>
        SingleValue.Of(root, model, cancellation) is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Channel" } } };

    /// <summary>The variable that an expression starts with: <c>_channel</c> of <c>this._channel.Reader</c>.</summary>
    private static IdentifierNameSyntax? Root(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (SameValue.Bare(expression))
            {
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax member }:
                    return member;
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case InvocationExpressionSyntax call:
                    expression = call.Expression;
                    break;
                case IdentifierNameSyntax name:
                    return name;
                default:
                    return null;
            }
        }
    }

    private static bool IsEnd(IdentifierNameSyntax use, ExpressionSyntax waited)
    {
        var whole = SymbolUses.Access(use);
        if (IsRegistered(whole))
            return true;
        var name = whole.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: var rest } && rest != whole ? rest.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault() : null;
        while (name is null || !Ends.Contains(name.Identifier.ValueText))
        {
            if (whole.Parent is not MemberAccessExpressionSyntax access || access.Expression != whole)
                return false;
            (name, whole) = (access.Name, access);
        }

        if (IsRegistered(whole))
            return true;

        var member = SymbolUses.Body(use);
        if (member is not MethodDeclarationSyntax method)
            return member is not DestructorDeclarationSyntax;
        if (method.Identifier.ValueText is "Dispose" or "DisposeAsync")
            return false;
        // Behind the call of the base, the host has waited already.
        if (method.Identifier.ValueText == "StopAsync")
            return !method.DescendantNodes().OfType<BaseExpressionSyntax>().Any(called => called.SpanStart < use.SpanStart);
        return method != SymbolUses.Body(waited) || use.Ancestors().Any(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
    }

    /// <summary>Whether it is handed to the registration of a callback: the object itself, or a method of it.</summary>
    private static bool IsRegistered(ExpressionSyntax handed) =>
        handed.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } && ServiceCode.LastName(called) is "Register" or "UnsafeRegister";
}
