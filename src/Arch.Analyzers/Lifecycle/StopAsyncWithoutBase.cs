using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3016: an override of <c>BackgroundService.StopAsync</c> that does not do what the base does.</summary>
internal sealed class StopAsyncWithoutBase() : CodeRule(LifecycleRules.StopAsyncWithoutBase)
{
    public override bool Applies(ArchContext arch) => arch.References(HostedServices.Assembly);

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.MethodDeclaration], static node =>
    {
        var declaration = (MethodDeclarationSyntax)node.Node;
        if (declaration.Identifier.ValueText != "StopAsync" || !declaration.Modifiers.Any(SyntaxKind.OverrideKeyword) || (SyntaxNode?)declaration.Body is null && declaration.ExpressionBody is null
            || node.Model.GetDeclaredSymbol(declaration, node.Cancellation) is not { Parameters.Length: 1 } method || !HostedServices.Overrides(method, "StopAsync"))
            return;
        if (!OnlyThrows(declaration) && !IsStoppedOtherwise(declaration, method.ContainingType, node.Cancellation))
            node.Report.At(declaration.Identifier.GetLocation(), Finding.Of(method), method.ContainingType.Name, method.Parameters[0].Name);
    });

    private static bool OnlyThrows(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression is ThrowExpressionSyntax || method.Body is { Statements: { Count: 1 } statements } && statements[0] is ThrowStatementSyntax;

    /// <summary>
    /// Whether the type calls the base from a method of its own, waits for <c>ExecuteTask</c>, keeps the task of <c>ExecuteAsync</c> itself, or has nothing to wait for.
    /// </summary>
    private static bool IsStoppedOtherwise(MethodDeclarationSyntax stop, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var execute = false;
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            foreach (var node in part.GetSyntax(cancellation).DescendantNodes())
            {
                switch (node)
                {
                    case MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: "StopAsync" }:
                    case SimpleNameSyntax { Identifier.ValueText: "ExecuteTask" }:
                        return true;
                    case MethodDeclarationSyntax { Identifier.ValueText: "ExecuteAsync" } method when method.Modifiers.Any(SyntaxKind.OverrideKeyword):
                        execute |= !HasEnded(method);
                        if (KeepsTask(method, stop))
                            return true;
                        break;
                }
            }
        }

        // Without an override in sight, what is executed is the business of a base class.
        return !execute && type.BaseType?.Name == "BackgroundService";
    }

    /// <summary>Whether the work is over when the method returns, and nothing that it started knows the token: <c>=> Task.CompletedTask</c>.</summary>
    private static bool HasEnded(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && method.ParameterList.Parameters is { Count: 1 } parameters
        && !method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameters[0].Identifier.ValueText)
        && (method.ExpressionBody?.Expression ?? (method.Body?.Statements.LastOrDefault() as ReturnStatementSyntax)?.Expression) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    /// <summary>Whether <c>ExecuteAsync</c> stores something that <c>StopAsync</c> awaits or returns.</summary>
    private static bool KeepsTask(MethodDeclarationSyntax execute, MethodDeclarationSyntax stop) =>
        execute.DescendantNodes().OfType<AssignmentExpressionSyntax>().Select(static assignment => NameOf(assignment.Left))
            .Any(kept => kept is not null && stop.DescendantNodes().OfType<SimpleNameSyntax>()
                .Any(name => name.Identifier.ValueText == kept && name.Ancestors().Any(static outer => outer is AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax)));

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };
}
