using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>The object that a call or element access is made on, with <c>.</c> or <c>?.</c></summary>
internal static class Receiver
{
    /// <summary>The receiver, or null when none is written.</summary>
    public static ExpressionSyntax? Of(ExpressionSyntax access) => access switch
    {
        InvocationExpressionSyntax call => Of(call.Expression),
        MemberAccessExpressionSyntax member => member.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => Access(access)?.Expression,
        _ => null,
    };

    /// <summary>The <c>a?.b</c> that a binding <c>.b</c> belongs to.</summary>
    public static ConditionalAccessExpressionSyntax? Access(ExpressionSyntax binding)
    {
        for (var node = binding.Parent; node is ExpressionSyntax; node = node.Parent)
        {
            if (node is ConditionalAccessExpressionSyntax access && access.WhenNotNull.Span.Contains(binding.Span))
                return access;
        }

        return null;
    }
}
