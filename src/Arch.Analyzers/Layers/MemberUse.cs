using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Arch.Analyzers.Layers;

/// <summary>A member of a forbidden type that is used on a value which came in without a name: <c>Bridge.Store().Flush()</c>.</summary>
internal static class MemberUse
{
    /// <summary>The forbidden type of the value; null when the value, or the type that the member was inherited through, says nothing new.</summary>
    public static INamedTypeSymbol? Find(SimpleNameSyntax name, in NodeContext node, in Origin origin)
    {
        var owners = new Ownership(origin);
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                return Named(access.Expression, node, origin, owners);
            case MemberBindingExpressionSyntax binding when Accessed(binding) is { } accessed:
                return Named(accessed, node, origin, owners);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax outer } } assignment when assignment.Left == name:
                return Named(outer.Left, node, origin, owners);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: WithExpressionSyntax with } } assignment when assignment.Left == name:
                return Named(with.Expression, node, origin, owners);
            case BaseExpressionColonSyntax { Parent: SubpatternSyntax subpattern }:
                return Matched(subpattern, node, origin, owners);
            default:
                return null;
        }
    }

    private static INamedTypeSymbol? Named(ExpressionSyntax value, in NodeContext node, in Origin origin, Ownership owners)
    {
        if (node.Model.GetSymbolInfo(value, node.Cancellation).Symbol is IRangeVariableSymbol)
            return null;
        var type = node.Model.GetTypeInfo(value, node.Cancellation).Type as INamedTypeSymbol;
        return origin.MayNotUse(type) && !owners.Owns(node.Model.ValueOf(value, node.Cancellation)) ? type : null;
    }

    private static INamedTypeSymbol? Matched(SubpatternSyntax subpattern, in NodeContext node, in Origin origin, Ownership owners)
    {
        if (subpattern.Parent?.Parent is not RecursivePatternSyntax { Type: null } syntax || node.Model.GetOperation(syntax, node.Cancellation) is not IPatternOperation pattern)
            return null;
        var type = pattern.InputType as INamedTypeSymbol;
        return origin.MayNotUse(type) && !owners.OwnsInput(pattern) ? type : null;
    }

    /// <summary>What stands before the <c>?.</c> that a member follows.</summary>
    private static ExpressionSyntax? Accessed(MemberBindingExpressionSyntax binding) => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
        .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;
}
