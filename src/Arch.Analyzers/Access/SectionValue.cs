using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// Whether a configuration section is read as the one value it has. A section may as well be bound to an options object,
/// where the sink that takes the keys is the place to speak.
/// </summary>
internal static class SectionValue
{
    /// <summary>The expression that has the value of the section, or null when nobody asks for it here.</summary>
    public static ExpressionSyntax? Of(InvocationExpressionSyntax section, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var use in ValueUses.Of(section, model, cancellation).Uses)
        {
            if (Read(use, model, cancellation) is { } value)
                return value;
        }

        return null;
    }

    private static ExpressionSyntax? Read(ExpressionSyntax section, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax? member = section.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == section => access,
            ConditionalAccessExpressionSyntax access when access.Expression == section => access.WhenNotNull,
            _ => null,
        };
        return member switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Value" } => member,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Get", Parent: InvocationExpressionSyntax call } when IsText(call) => call,
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Get" } } call when IsText(call) => call,
            _ => null,
        };

        bool IsText(InvocationExpressionSyntax call) =>
            model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_String };
    }
}
