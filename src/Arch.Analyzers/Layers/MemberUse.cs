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
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                return Named(access.Expression, node, origin);
            case MemberBindingExpressionSyntax binding when Accessed(binding) is { } accessed:
                return Named(accessed, node, origin);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax outer } } assignment when assignment.Left == name:
                return Named(outer.Left, node, origin);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: WithExpressionSyntax with } } assignment when assignment.Left == name:
                return Named(with.Expression, node, origin);
            case BaseExpressionColonSyntax { Parent: SubpatternSyntax subpattern }:
                return Matched(subpattern, node, origin);
            default:
                return null;
        }
    }

    private static INamedTypeSymbol? Named(ExpressionSyntax value, in NodeContext node, in Origin origin)
    {
        if (node.Model.GetSymbolInfo(value, node.Cancellation).Symbol is IRangeVariableSymbol)
            return null;
        return node.Model.GetTypeInfo(value, node.Cancellation).Type is INamedTypeSymbol type && origin.MayNotUse(type)
            && !new Ownership(origin, type).Owns(node.Model.ValueOf(value, node.Cancellation)) ? type : null;
    }

    private static INamedTypeSymbol? Matched(SubpatternSyntax subpattern, in NodeContext node, in Origin origin)
    {
        if (subpattern.Parent?.Parent is not RecursivePatternSyntax { Type: null } syntax || node.Model.GetOperation(syntax, node.Cancellation) is not IPatternOperation pattern)
            return null;
        return pattern.InputType is INamedTypeSymbol type && origin.MayNotUse(type) && !new Ownership(origin, type).OwnsInput(pattern) ? type : null;
    }

    /// <summary>What stands before the <c>?.</c> that a member follows.</summary>
    private static ExpressionSyntax? Accessed(MemberBindingExpressionSyntax binding) => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
        .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;
}
