using System;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Keys that AWS has just handed out for a short time: read from an answer of STS, Cognito, SSO or the metadata service.</summary>
internal static class TemporaryCredentials
{
    /// <summary>Whether the id and the secret of a call, where given, come from such an answer.</summary>
    public static bool Feed(BaseArgumentListSyntax? arguments, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        var any = false;
        foreach (var argument in arguments?.Arguments ?? default)
        {
            if (!CredentialSinks.IsIdOrSecret(ArgumentByParameter.Parameter(arguments!, argument, method)))
                continue;
            if (!AreReadBy(argument.Expression, model, cancellation))
                return false;
            any = true;
        }

        return any;
    }

    /// <summary>Whether the value is a member of such an answer, directly or through a variable.</summary>
    public static bool AreReadBy(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var source in SameValue.Sources(value))
        {
            if (!IsMember(source, model, cancellation) && !IsMember(SingleValue.Of(source, model, cancellation), model, cancellation)
                && !IsDeconstructed(source, model, cancellation))
                return false;
        }

        return true;
    }

    private static bool IsMember(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        while (expression is ConditionalAccessExpressionSyntax access)
            expression = access.WhenNotNull;
        return expression is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
            && model.GetSymbolInfo(expression, cancellation).Symbol is IPropertySymbol property
            && IsAnswer(property.ContainingType);
    }

    private static bool IsDeconstructed(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(expression, cancellation).Symbol is ILocalSymbol local
        && SymbolUses.Declaration(local, model.SyntaxTree)?.Parent is ParenthesizedVariableDesignationSyntax
        {
            Parent: DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment },
        }
        && IsAnswer(model.GetTypeInfo(assignment.Right, cancellation).Type);

    /// <summary>Services name the type in their answers <c>Credentials</c>, <c>RoleCredentials</c>, <c>SessionCredentials</c> and the like.</summary>
    private static bool IsAnswer(ITypeSymbol? type) =>
        type is not null && type.IsBelow("Amazon")
        && ((type.Name.EndsWith("Credentials", StringComparison.Ordinal) && (type.ContainingNamespace.Name == "Model" || type.IsIn("Amazon.Runtime")))
            || (type.Name == "IAMSecurityCredentialMetadata" && type.IsIn("Amazon.Util")));
}
