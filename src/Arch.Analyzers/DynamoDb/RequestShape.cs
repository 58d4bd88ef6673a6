using System.Collections.Generic;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>What a request asks for, as far as the method shows: its creation, and what is assigned to the local that holds it.</summary>
internal sealed class RequestShape
{
    private readonly Dictionary<string, ExpressionSyntax> _values = [];

    private RequestShape()
    {
    }

    /// <summary>The creation, when there is one; an overload without a request object has none.</summary>
    public BaseObjectCreationExpressionSyntax? Creation { get; private set; }

    /// <summary>The local that holds the request.</summary>
    public ILocalSymbol? Local { get; private set; }

    /// <summary>The value of a property; null when it is not set.</summary>
    public ExpressionSyntax? this[string property] => _values.TryGetValue(property, out var value) ? value : null;

    public bool IsSet(string property) => _values.ContainsKey(property);

    /// <summary>The shape of the request of a call; null when it comes from elsewhere and may hold anything.</summary>
    public static RequestShape? Of(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        var shape = new RequestShape();
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (model.GetTypeInfo(argument.Expression, cancellation).ConvertedType is not { } type)
                return null;
            if (IsRequest(type))
            {
                if (!shape.Read(argument.Expression, model, cancellation))
                    return null;
            }
            else if (ArgumentByParameter.Parameter(call.ArgumentList, argument, method) is { Name: "limit" })
            {
                shape._values["Limit"] = argument.Expression;
            }
        }

        return shape;
    }

    private static bool IsRequest(ITypeSymbol type) =>
        type.IsBelow("Amazon") && (type.Name.EndsWith("Request", System.StringComparison.Ordinal) || type.Name.EndsWith("Config", System.StringComparison.Ordinal));

    private bool Read(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        expression = SameValue.Bare(expression);
        if (expression is BaseObjectCreationExpressionSyntax creation)
            return Read(creation, model, cancellation);
        if (expression is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not ILocalSymbol local
            || SymbolUses.Declaration(local, name.SyntaxTree) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax initial } declarator
            || !Read(initial, model, cancellation))
            return false;

        Local = local;
        foreach (var use in SymbolUses.In(SymbolUses.Body(declarator), local, model, cancellation))
        {
            switch (use.Parent)
            {
                case MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } member when assignment.Left == member:
                    _values[member.Name.Identifier.ValueText] = assignment.Right;
                    break;
                case MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax }:
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                    when model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
                        && (!DynamoDbCall.Of(method).IsNone || method.IsBelow("Amazon")):
                    break;
                // Whoever else gets the request may set its limit.
                default:
                    return false;
            }
        }

        return true;
    }

    private bool Read(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        // A request type of the project may set anything in its constructor.
        if (model.GetTypeInfo(creation, cancellation).Type?.IsBelow("Amazon") != true)
            return false;
        Creation = creation;
        foreach (var entry in creation.Initializer?.Expressions ?? default)
        {
            if (entry is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment)
                _values[name.Identifier.ValueText] = assignment.Right;
        }

        return creation.Initializer is null || creation.Initializer.IsKind(SyntaxKind.ObjectInitializerExpression);
    }
}
