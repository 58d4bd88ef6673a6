using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// The single values handed to a parameter that takes an array or a collection, as they are written: <c>params</c>, array creations,
/// collection expressions and initializers of lists are the same to a rule.
/// </summary>
internal static class ArgumentElements
{
    /// <summary>The elements given to the parameter; default when the code does not show them, empty when there are none.</summary>
    public static ImmutableArray<ExpressionSyntax> Of(
        BaseArgumentListSyntax arguments, IMethodSymbol method, string parameter, SemanticModel model, CancellationToken cancellation)
    {
        var given = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        IParameterSymbol? target = null;
        foreach (var argument in arguments.Arguments)
        {
            if (ArgumentByParameter.Parameter(arguments, argument, method) is { } candidate && candidate.Name == parameter)
            {
                target = candidate;
                given.Add(argument.Expression);
            }
        }

        if (target is not null && given.Count == 1 && IsWhole(given[0], target, model, cancellation))
            return Of(given[0]);
        return given.ToImmutable();
    }

    /// <summary>The elements of an array or collection that is created in place; default when it is not, or not all of them are shown.</summary>
    public static ImmutableArray<ExpressionSyntax> Of(ExpressionSyntax collection) => SameValue.Bare(collection) switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ToImmutableArray(),
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions.ToImmutableArray(),
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { RawKind: (int)SyntaxKind.CollectionInitializerExpression } initializer }
            => initializer.Expressions.ToImmutableArray(),
        CollectionExpressionSyntax list => OfList(list),
        _ => default,
    };

    private static ImmutableArray<ExpressionSyntax> OfList(CollectionExpressionSyntax list)
    {
        var elements = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var element in list.Elements)
        {
            if (element is not ExpressionElementSyntax single)
                return default;
            elements.Add(single.Expression);
        }

        return elements.ToImmutable();
    }

    /// <summary>Whether the argument is the array itself and not one of its elements.</summary>
    private static bool IsWhole(ExpressionSyntax argument, IParameterSymbol parameter, SemanticModel model, CancellationToken cancellation) =>
        !parameter.IsParams || argument is CollectionExpressionSyntax
        || SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(argument, cancellation).ConvertedType, parameter.Type);
}
