using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>A thread that is started and that nobody can join.</summary>
/// <param name="IsBackground">Whether the process ends without it.</param>
internal sealed record DroppedThread(bool IsBackground)
{
    /// <summary>Null for a thread that is not started here, or that is kept, joined or handed on.</summary>
    public static DroppedThread? Of(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        var background = IsSet(creation.Initializer);
        switch (SameValue.Outermost(creation).Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start" or "UnsafeStart" }:
                return new(background);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable } when model.GetDeclaredSymbol(variable, cancellation) is { } local:
                var uses = SymbolUses.In(SymbolUses.Body(variable), local, model, cancellation).ToList();
                return uses.Any(static use => MemberOf(use) is "Start" or "UnsafeStart") && uses.All(static use => IsOfTheThread(MemberOf(use)))
                    ? new(background || uses.Any(static use => use.Parent?.Parent is AssignmentExpressionSyntax { Right.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.TrueLiteralExpression } && MemberOf(use) == "IsBackground"))
                    : null;
            default:
                return null;
        }
    }

    private static bool IsSet(InitializerExpressionSyntax? initializer) => initializer?.Expressions.Any(static member => member is AssignmentExpressionSyntax
    {
        Left: IdentifierNameSyntax { Identifier.ValueText: "IsBackground" },
        Right.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.TrueLiteralExpression,
    }) ?? false;

    private static string? MemberOf(IdentifierNameSyntax use) => use.Parent is MemberAccessExpressionSyntax access && access.Expression == use ? access.Name.Identifier.ValueText : null;

    private static bool IsOfTheThread(string? member) => member is "Start" or "UnsafeStart" or "IsBackground" or "Name" or "Priority" or "SetApartmentState" or "TrySetApartmentState" or "CurrentCulture" or "CurrentUICulture";
}
