using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Deletes the locals, private constants and private fields that only vanishing code has used, and what they were given,
/// until nothing more is unused. A variable whose value has side effects stays.
/// </summary>
internal sealed class UnusedVariables(Edits edits, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    public void Remove()
    {
        // What is deleted vanishes too, so the list grows while it is walked.
        for (var i = 0; i < edits.Vanished.Count; i++)
        {
            foreach (var name in edits.Vanished[i].DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().ToList())
            {
                if (edits.Model.GetSymbolInfo(name, cancellation).Symbol is (ILocalSymbol or IFieldSymbol) and var variable && !_seen.Contains(variable) && TryDelete(variable))
                    _seen.Add(variable);
            }
        }
    }

    private bool TryDelete(ISymbol variable)
    {
        var tree = edits.Model.SyntaxTree;
        if (SymbolUses.Scope(variable, tree) is not { } scope || SymbolUses.Declaration(variable, tree) is not { } declaration || edits.Vanishes(declaration))
            return false;

        var writes = new List<SyntaxNode>();
        foreach (var name in SymbolUses.In(scope, variable, edits.Model, cancellation))
        {
            var use = SymbolUses.Whole(name);
            if (edits.Vanishes(use))
                continue;
            if (use.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
                || assignment.Left != use || !CanVanish(assignment.Right) || Statements.Deletable(statement) is not { } deletable)
                return false;
            writes.Add(deletable);
        }

        if (Deletable(declaration) is not { } node)
            return false;
        edits.Delete(node);
        foreach (var write in writes)
            edits.Delete(write);
        return true;
    }

    /// <summary>The whole declaration where it declares nothing else.</summary>
    private SyntaxNode? Deletable(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax all } variable when variable.Initializer is null || CanVanish(variable.Initializer.Value):
                if (all.Variables.Count > 1)
                    return all.Variables.All(other => other == variable || edits.Vanishes(other)) ? null : variable;
                return all.Parent switch
                {
                    LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local => Statements.Deletable(local),
                    FieldDeclarationSyntax { AttributeLists.Count: 0 } field => field,
                    _ => null,
                };
            case SingleVariableDesignationSyntax { Parent: ParenthesizedVariableDesignationSyntax all }
                when all.Parent is DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment }
                    && CanVanish(assignment.Right) && all.Variables.All(IsUnused):
                return Statements.Deletable(statement);
            default:
                return null;
        }
    }

    private bool IsUnused(VariableDesignationSyntax designation) =>
        designation is DiscardDesignationSyntax
        || (designation is SingleVariableDesignationSyntax single && edits.Model.GetDeclaredSymbol(single, cancellation) is { } variable
            && SymbolUses.In(SymbolUses.Body(single), variable, edits.Model, cancellation).All(edits.Vanishes));

    private bool CanVanish(ExpressionSyntax value) => !SideEffects.AreIn(value, edits.Model, cancellation);
}
