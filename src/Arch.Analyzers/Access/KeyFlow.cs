using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// Whether a value ends in a sink of ARCH1002, reported there or exempt: a defect is one finding, and an exempt client needs its keys from somewhere.
/// </summary>
internal readonly struct KeyFlow(ArchContext arch, CredentialSinks sinks, SemanticModel model, CancellationToken cancellation)
{
    // A local that is copied to a field; further than that the two places have nothing to do with each other.
    private const int MaxVariables = 2;

    public bool ReachesSink(ExpressionSyntax value) => Reaches(value, MaxVariables);

    private bool Reaches(SyntaxNode value, int variables)
    {
        for (SyntaxNode node = value, parent = value.Parent!; parent is not (null or StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax); node = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case ArgumentSyntax argument when IsKeyOfSink(argument):
                    return true;
                case AssignmentExpressionSyntax assignment when assignment.Right == node:
                    var target = TargetOf(assignment, value);
                    return target is not null && (CredentialSinks.IsKeyProperty(target) || ExtraSinks.Contains(arch, target, value.SyntaxTree) || IsUsed(target, value, variables));
                case VariableDeclaratorSyntax:
                    return IsUsed(model.GetDeclaredSymbol(parent, cancellation), value, variables);
            }
        }

        // The initializer or body of a property is no statement, and the property is what its value flows into.
        return value.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { AccessorList: null or { Accessors.Count: 1 } } property
            && value.FirstAncestorOrSelf<StatementSyntax>() is null
            && IsUsed(model.GetDeclaredSymbol(property, cancellation), value, variables);
    }

    private bool IsKeyOfSink(ArgumentSyntax argument)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: { } call } arguments || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return false;
        var sink = sinks.Of(method);
        return sink == CredentialSink.Member
            || (sink != CredentialSink.None && CredentialSinks.IsKey(ArgumentByParameter.Parameter(arguments, argument, method)))
            || ExtraSinks.Contains(arch, method, argument.SyntaxTree);
    }

    /// <summary>What is assigned; of <c>var (id, secret) = (a, b)</c> the variable opposite the value.</summary>
    private ISymbol? TargetOf(AssignmentExpressionSyntax assignment, SyntaxNode value)
    {
        if (assignment.Right is not TupleExpressionSyntax tuple)
            return model.GetSymbolInfo(assignment.Left, cancellation).Symbol;
        var index = tuple.Arguments.IndexOf(argument => argument.Span.Contains(value.Span));
        return assignment.Left switch
        {
            DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax all } when index >= 0 && index < all.Variables.Count =>
                Declared(all.Variables[index]),
            TupleExpressionSyntax all when index >= 0 && index < all.Arguments.Count => all.Arguments[index].Expression is DeclarationExpressionSyntax declared
                ? Declared(declared.Designation)
                : model.GetSymbolInfo(all.Arguments[index].Expression, cancellation).Symbol,
            _ => null,
        };
    }

    private ISymbol? Declared(VariableDesignationSyntax designation) =>
        designation is SingleVariableDesignationSyntax variable ? model.GetDeclaredSymbol(variable, cancellation) : null;

    private bool IsUsed(ISymbol? variable, SyntaxNode near, int variables)
    {
        if (variable is not (ILocalSymbol or IFieldSymbol or IPropertySymbol or IParameterSymbol) || variables == 0)
            return false;
        var scope = SymbolUses.Scope(variable, near.SyntaxTree) ?? near.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? near.SyntaxTree.GetRoot(cancellation);
        foreach (var name in SymbolUses.In(scope, variable, model, cancellation))
        {
            var use = SymbolUses.Whole(name);
            if (!SymbolUses.IsWrite(use) && Reaches(use, variables - 1))
                return true;
        }

        return false;
    }
}
