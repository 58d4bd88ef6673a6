using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>How a waiting time changes from turn to turn of a loop, or from call to call of a delegate.</summary>
internal sealed class DelayShape
{
    private const int MostVariables = 20;

    private readonly SyntaxNode _scope;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    private DelayShape(SyntaxNode scope, SemanticModel model, CancellationToken cancellation)
    {
        _scope = scope;
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>It grows exponentially, or a method that nobody can look into makes something of the turn.</summary>
    public bool Grows { get; private set; }

    /// <summary>Chance has a part in it, or a method that nobody can look into.</summary>
    public bool IsJittered { get; private set; }

    /// <summary>It is not the same in every turn, as far as one can see.</summary>
    public bool Varies { get; private set; }

    /// <summary>A method that nobody can look into has a part in it.</summary>
    public bool IsUnknown { get; private set; }

    /// <param name="delay">The waiting time.</param>
    /// <param name="scope">The loop, or the lambda that makes the time.</param>
    /// <param name="model">The model of both.</param>
    /// <param name="cancellation">Ends it.</param>
    public static DelayShape Of(ExpressionSyntax delay, SyntaxNode scope, SemanticModel model, CancellationToken cancellation)
    {
        var shape = new DelayShape(scope, model, cancellation);
        shape.Look(delay);
        return shape;
    }

    private void Look(SyntaxNode expression)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case InvocationExpressionSyntax call:
                    LookAt(call);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LeftShiftExpression }:
                    Grows = Varies = true;
                    break;
                // The square of the turn is neither linear nor exponential.
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: var left, Right: IdentifierNameSyntax right } when left is IdentifierNameSyntax or BinaryExpressionSyntax
                    && left.DescendantNodesAndSelf().Any(part => part is IdentifierNameSyntax same && same.Identifier.ValueText == right.Identifier.ValueText):
                    IsUnknown = true;
                    break;
                case IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } name
                    when !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name):
                    LookAt(_model.GetSymbolInfo(name, _cancellation).Symbol);
                    break;
            }
        }
    }

    private void LookAt(InvocationExpressionSyntax call)
    {
        if (_model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method)
        {
            IsUnknown = IsJittered = true;
            return;
        }

        if (IsRandom(method.ContainingType))
        {
            IsJittered = Varies = true;
            return;
        }

        if (method.IsBelow("System"))
        {
            if (method is { Name: "Pow", ContainingType.Name: "Math" or "MathF" })
                Grows = Varies = true;
            return;
        }

        IsUnknown = IsJittered = true;
        var arguments = new DelayShape(_scope, _model, _cancellation);
        foreach (var argument in call.ArgumentList.Arguments)
            arguments.Look(argument.Expression);
        if (arguments.Varies)
            Grows = Varies = true;
    }

    private static bool IsRandom(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Name is "Random" or "RandomNumberGenerator" && at.IsBelow("System"))
                return true;
        }

        return false;
    }

    private void LookAt(ISymbol? symbol)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol) || _seen.Count > MostVariables || !_seen.Add(symbol))
            return;

        var declaration = SymbolUses.Declaration(symbol, _model.SyntaxTree);
        var isInside = declaration is not null && _scope.Span.Contains(declaration.Span);
        if (isInside && (symbol is IParameterSymbol || declaration is ForEachStatementSyntax or SingleVariableDesignationSyntax))
            Varies = true;
        if (isInside && declaration is VariableDeclaratorSyntax { Initializer.Value: var initial } && declaration.Parent?.Parent is LocalDeclarationStatementSyntax)
            Look(initial);
        if (symbol is IFieldSymbol { IsConst: true })
            return;
        // Others may change it between the turns.
        if (symbol is IFieldSymbol { IsReadOnly: false })
            IsUnknown = true;

        foreach (var use in SymbolUses.In(_scope, symbol, _model, _cancellation).Select(SymbolUses.Whole))
        {
            if (!SymbolUses.IsWrite(use))
                continue;
            Varies = true;
            if (use.Parent is AssignmentExpressionSyntax assignment)
                LookAt(assignment, use.ToString());
            // (a, b) = (b, a + b), or a method that makes the next value
            else if (use.Parent is ArgumentSyntax)
                IsUnknown = true;
        }
    }

    private void LookAt(AssignmentExpressionSyntax assignment, string name)
    {
        switch (assignment.Kind())
        {
            case SyntaxKind.MultiplyAssignmentExpression or SyntaxKind.LeftShiftAssignmentExpression:
                Grows = true;
                break;
            case SyntaxKind.AddAssignmentExpression when assignment.Right.ToString() == name:
                Grows = true;
                break;
            case SyntaxKind.SimpleAssignmentExpression:
                foreach (var node in assignment.Right.DescendantNodesAndSelf())
                {
                    if (node is BinaryExpressionSyntax binary && Mentions(binary, name)
                        && (binary.IsKind(SyntaxKind.MultiplyExpression) || (binary.IsKind(SyntaxKind.AddExpression) && binary.Left.ToString() == binary.Right.ToString())))
                        Grows = true;
                    if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Multiply" } } call && Mentions(call, name))
                        Grows = true;
                }

                Look(assignment.Right);
                break;
        }
    }

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodes().Any(part => part is ExpressionSyntax && part.ToString() == name);
}
