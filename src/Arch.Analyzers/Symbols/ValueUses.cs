using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// Where a value goes: the expressions that stand for it, which is the expression itself or every use of the local,
/// private field or private property that holds it.
/// </summary>
/// <param name="Holder">The variable, or null when the value is used where it is made.</param>
/// <param name="Uses">The uses; empty when they are not all in sight.</param>
/// <param name="IsOnlyValue">Whether the variable never holds anything else.</param>
internal sealed record ValueUses(ISymbol? Holder, ImmutableArray<ExpressionSyntax> Uses, bool IsOnlyValue)
{
    public static ValueUses Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var value = SameValue.Outermost(expression);
        var holder = HolderOf(value, model, cancellation);
        if (holder is null)
            return new(null, ImmutableArray.Create(value), IsOnlyValue: true);
        if (SymbolUses.Scope(holder, model.SyntaxTree) is not { } scope)
            return new(holder, ImmutableArray<ExpressionSyntax>.Empty, IsOnlyValue: false);

        var uses = SymbolUses.In(scope, holder, model, cancellation).Select(SymbolUses.Whole).ToList();
        return new(
            holder,
            uses.Where(static use => !SymbolUses.IsWrite(use)).Select(SameValue.Outermost).ToImmutableArray(),
            IsOnlyValue: SingleValue.Of(holder, model, cancellation) == value);
    }

    private static ISymbol? HolderOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: (VariableDeclaratorSyntax or PropertyDeclarationSyntax) and var variable } => model.GetDeclaredSymbol(variable, cancellation),
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property, cancellation),
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment when assignment.Right == value && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            => Variable(model.GetSymbolInfo(assignment.Left, cancellation).Symbol, model.SyntaxTree),
        _ => null,
    };

    private static ISymbol? Variable(ISymbol? symbol, SyntaxTree tree) =>
        symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol { IsIndexer: false } && SymbolUses.Declaration(symbol, tree) is not null ? symbol : null;
}
