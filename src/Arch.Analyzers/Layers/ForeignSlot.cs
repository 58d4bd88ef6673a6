using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Analyzers.Layers;

/// <summary>Values whose forbidden type is that of the place they are put into, a parameter, property or field of somebody else: <c>Bridge.Take(new())</c>.</summary>
internal static class ForeignSlot
{
    public static readonly SyntaxKind[] Kinds =
        [SyntaxKind.ImplicitObjectCreationExpression, SyntaxKind.DefaultLiteralExpression, SyntaxKind.CollectionExpression, SyntaxKind.InterpolatedStringExpression];

    /// <summary>Whether the value goes where its type does not have to be named.</summary>
    public static bool IsPossible(SyntaxNode value) => value.Parent is ArgumentSyntax || (value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value);

    /// <summary>The forbidden type of the place; null when there is none.</summary>
    public static INamedTypeSymbol? Find(in NodeContext node, in Origin origin)
    {
        if (origin.Forbidden(node.Model.GetTypeInfo(node.Node, node.Cancellation).ConvertedType) is not { } found)
            return null;
        var owners = new Ownership(origin, found);
        var isForeign = node.Node.Parent switch
        {
            ArgumentSyntax argument => Takes(argument, node, owners),
            AssignmentExpressionSyntax assignment => !owners.Owns(node.Model.ValueOf(assignment.Left, node.Cancellation)),
            _ => false,
        };
        return isForeign ? found : null;
    }

    /// <summary>Whether an argument goes to a foreign member.</summary>
    public static bool Takes(ArgumentSyntax argument, in NodeContext node, Ownership owners) =>
        node.Model.GetOperation(argument, node.Cancellation) is IArgumentOperation operation && Takes(operation, owners);

    /// <summary>Whether a value goes to a foreign member.</summary>
    public static bool Takes(IOperation value, Ownership owners) => value.Parent switch
    {
        IArgumentOperation argument => Takes(argument, owners),
        IAssignmentOperation assignment when assignment.Value == value => !owners.Owns(assignment.Target),
        _ => false,
    };

    /// <summary>Foreign is what is neither ours, nor of the forbidden layer, nor of a type that names what it holds.</summary>
    private static bool Takes(IArgumentOperation argument, Ownership owners)
    {
        var (instance, arguments) = argument.Parent switch
        {
            IInvocationOperation invocation => (invocation.Instance, invocation.Arguments),
            IPropertyReferenceOperation indexer => (indexer.Instance, indexer.Arguments),
            IObjectCreationOperation creation => (null, creation.Arguments),
            _ => default,
        };
        return !arguments.IsDefault && argument.Parameter is { } parameter
            && !owners.OwnsResult(parameter.ContainingSymbol, instance, arguments.Remove(argument), argument.Parent!.Syntax);
    }
}
