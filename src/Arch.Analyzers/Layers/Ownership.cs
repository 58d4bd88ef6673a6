using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Analyzers.Layers;

/// <summary>
/// Whether a forbidden type is on record already where a value comes from: then the finding stands there, and what is done with the value is not said again.
/// A matter of the expression alone, so that the place of a finding never depends on which file came first.
/// </summary>
/// <param name="origin">The code that uses the value.</param>
/// <param name="forbidden">The forbidden type.</param>
internal readonly struct Ownership(Origin origin, INamedTypeSymbol forbidden)
{
    private static readonly ImmutableArray<IArgumentOperation> None = ImmutableArray<IArgumentOperation>.Empty;

    public bool Owns(IOperation? value) => value switch
    {
        IConversionOperation conversion => !conversion.IsImplicit || Owns(conversion.Operand),
        IParenthesizedOperation parenthesized => Owns(parenthesized.Operand),
        IAwaitOperation awaited => Owns(awaited.Operation),
        IAssignmentOperation assignment => Owns(assignment.Value),
        IConditionalAccessOperation access => Owns(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Owns(Accessed(instance)),
        IConditionalOperation conditional => Owns(conditional.WhenTrue) && Owns(conditional.WhenFalse),
        ICoalesceOperation coalesce => Owns(coalesce.Value) && Owns(coalesce.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.All(Owns),
        ISwitchExpressionArmOperation arm => Owns(arm.Value),
        ITupleOperation tuple => tuple.Elements.All(Owns),
        IArrayCreationOperation { Syntax: ImplicitArrayCreationExpressionSyntax, Initializer: { } elements } => elements.ElementValues.All(Owns),
        IArrayElementReferenceOperation element => Owns(element.ArrayReference),
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } } when body[0] is IReturnOperation { ReturnedValue: { } returned } => Owns(returned),
        IInvocationOperation call => OwnsResult(call.TargetMethod, call.Instance, call.Arguments, call.Syntax),
        IPropertyReferenceOperation property => OwnsResult(property.Member, property.Instance, property.Arguments, property.Syntax),
        IMemberReferenceOperation member => OwnsResult(member.Member, member.Instance, None, member.Syntax),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } input => Matched(input) is not { } pattern || OwnsInput(pattern),
        // Locals, parameters and creations say their type themselves; of anything unknown nothing is said.
        _ => true,
    };

    /// <summary>Whether what a member hands out or takes in is on record: at its own declaration, at the first step towards it, or in the type that holds it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="instance">What it is called on.</param>
    /// <param name="arguments">What it is given, without what is in question.</param>
    /// <param name="syntax">The expression.</param>
    public bool OwnsResult(ISymbol member, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, SyntaxNode syntax)
    {
        // The variables of a query travel in types that the compiler makes up.
        if (member.ContainingType is not { IsAnonymousType: false } declaring)
            return true;
        var place = origin.Territory.Of(declaring);
        if (origin.Place.MayNotUse(place))
            return true;
        if (origin.Place.Records(place, origin.Territory.Of(forbidden)) is { } isRecorded)
            return isRecorded;
        if (NamesTypeArguments(syntax))
            return true;
        return instance is not null ? OwnsHolder(instance) : arguments.Any(OwnsArgument);
    }

    /// <summary>Whether the value that a pattern is compared with is on record.</summary>
    public bool OwnsInput(IOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation test => Owns(test.Value),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => Owns(choice.Value),
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => Owns(choice.Value),
        IPropertySubpatternOperation { Member: { } member } => Owns(member),
        INegatedPatternOperation or IBinaryPatternOperation or IListPatternOperation or ISlicePatternOperation => OwnsInput(pattern.Parent),
        _ => true,
    };

    private bool OwnsArgument(IArgumentOperation argument) => OwnsHolder(argument.Value);

    /// <summary>A list, a task or a lazy value whose type names what it holds.</summary>
    private bool OwnsHolder(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        var type = value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda.Symbol.ReturnType : value.Type;
        return origin.Forbidden(type) is not null && Owns(value);
    }

    private static IOperation? Accessed(IOperation instance)
    {
        var inner = instance;
        for (var outer = instance.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == inner)
                return access.Operation;
        }

        return null;
    }

    /// <summary>The pattern without a type of its own whose input this is; null when the pattern names the type.</summary>
    private static IOperation? Matched(IOperation input)
    {
        for (var outer = input.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IPropertySubpatternOperation { Parent: IRecursivePatternOperation pattern })
                return pattern.Syntax is RecursivePatternSyntax { Type: not null } ? null : pattern;
        }

        return null;
    }

    private static bool NamesTypeArguments(SyntaxNode syntax) => syntax is InvocationExpressionSyntax
    {
        Expression: GenericNameSyntax or MemberAccessExpressionSyntax { Name: GenericNameSyntax } or MemberBindingExpressionSyntax { Name: GenericNameSyntax },
    };
}
