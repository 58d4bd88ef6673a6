using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Analyzers.Layers;

/// <summary>Calls that no name shows: operators, conversions and indexers of a forbidden type, and extensions that the language calls by their shape.</summary>
internal static class HiddenCall
{
    public static readonly OperationKind[] Kinds =
    [
        OperationKind.Binary, OperationKind.Unary, OperationKind.Increment, OperationKind.Decrement, OperationKind.CompoundAssignment, OperationKind.Conversion,
        OperationKind.PropertyReference, OperationKind.Await, OperationKind.Loop, OperationKind.DeconstructionAssignment, OperationKind.RecursivePattern, OperationKind.Invocation,
    ];

    /// <summary>Whether somebody's method is called here at all: nearly every operation is the language's own.</summary>
    public static bool IsPossible(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod is not null,
        IUnaryOperation unary => unary.OperatorMethod is not null,
        IIncrementOrDecrementOperation step => step.OperatorMethod is not null,
        ICompoundAssignmentOperation compound => compound.OperatorMethod is not null,
        IConversionOperation conversion => conversion.OperatorMethod is not null,
        IPropertyReferenceOperation property => property.Property.IsIndexer,
        IInvocationOperation call => call.Syntax is not InvocationExpressionSyntax,
        IRecursivePatternOperation pattern => pattern.DeconstructSymbol is not null,
        ILoopOperation loop => loop is IForEachLoopOperation,
        _ => true,
    };

    /// <summary>The forbidden type that is called here; null when there is none.</summary>
    public static INamedTypeSymbol? Find(in OperationContext context, in Origin origin) => context.Operation switch
    {
        IBinaryOperation binary => OfOperator(binary.OperatorMethod, origin, binary.LeftOperand, binary.RightOperand),
        IUnaryOperation unary => OfOperator(unary.OperatorMethod, origin, unary.Operand),
        IIncrementOrDecrementOperation step => OfOperator(step.OperatorMethod, origin, step.Target),
        ICompoundAssignmentOperation compound => OfOperator(compound.OperatorMethod, origin, compound.Target, compound.Value),
        IConversionOperation conversion => OfConversion(conversion, origin),
        IPropertyReferenceOperation indexer => OfOperator(indexer.Property, origin, indexer.Instance),
        IAwaitOperation { Syntax: AwaitExpressionSyntax syntax } awaited when origin.MayBring("GetAwaiter") => OfExtension(awaited.SemanticModel?.GetAwaitExpressionInfo(syntax).GetAwaiterMethod, origin),
        IForEachLoopOperation { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model } => OfLoop(syntax, model, origin),
        IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax syntax } parts when origin.MayBring("Deconstruct") => OfExtension(parts.SemanticModel?.GetDeconstructionInfo(syntax).Method, origin),
        IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol method } => OfExtension(method, origin),
        IInvocationOperation { Syntax: not InvocationExpressionSyntax } call => OfExtension(call.TargetMethod, origin),
        _ => null,
    };

    /// <summary>The expression that a loop calls for; else the whole.</summary>
    public static Location Place(IOperation operation) => operation.Syntax switch
    {
        CommonForEachStatementSyntax loop => loop.Expression.GetLocation(),
        var syntax => syntax.GetLocation(),
    };

    private static INamedTypeSymbol? OfOperator(ISymbol? method, in Origin origin, params IOperation?[] operands)
    {
        if (method?.ContainingType is not { } type || !origin.MayNotUse(type))
            return null;
        var owners = new Ownership(origin, type);
        // A value of another type owns nothing: Bridge.Store() + 1.
        foreach (var operand in operands)
        {
            if (operand is not null && Typed(operand) is { } value && origin.Forbidden(value.Type) is not null && owners.Owns(value))
                return null;
        }

        return type;
    }

    private static INamedTypeSymbol? OfConversion(IConversionOperation conversion, in Origin origin)
    {
        if (conversion.OperatorMethod?.ContainingType is not { } type || !origin.MayNotUse(type))
            return null;
        if (origin.Forbidden(conversion.Operand.Type) is not null)
            return OfOperator(conversion.OperatorMethod, origin, conversion.Operand);
        // (Money)5 names the type, and so does the variable of ours that an implicit conversion is for.
        return conversion.IsImplicit && ForeignSlot.Takes(conversion, new Ownership(origin, type)) ? type : null;
    }

    private static INamedTypeSymbol? OfLoop(CommonForEachStatementSyntax loop, SemanticModel model, in Origin origin)
    {
        var enumerator = origin.MayBring("GetEnumerator") || origin.MayBring("GetAsyncEnumerator") ? OfExtension(model.GetForEachStatementInfo(loop).GetEnumeratorMethod, origin) : null;
        return enumerator ?? (loop is ForEachVariableStatementSyntax parts && origin.MayBring("Deconstruct") ? OfExtension(model.GetDeconstructionInfo(parts).Method, origin) : null);
    }

    private static INamedTypeSymbol? OfExtension(IMethodSymbol? method, in Origin origin) =>
        (method?.ReducedFrom ?? method) is { IsExtensionMethod: true, ContainingType: var type } && origin.MayNotUse(type) ? type : null;

    private static IOperation Typed(IOperation operand)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
            operand = conversion.Operand;
        return operand;
    }
}
