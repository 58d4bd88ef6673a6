using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Objects that keep the id and the secret in two members: both are one finding, at the first that is set.</summary>
internal static class KeyMembers
{
    /// <summary>Whether there is nothing to say here: no key, a temporary one, or not the first of the two.</summary>
    public static bool AreSilent(ExpressionSyntax setter, SemanticModel model, CancellationToken cancellation) =>
        IsCleared(setter, model, cancellation)
        || TemporaryCredentials.AreReadBy(ValueOf(setter)!, model, cancellation)
        || SettersOf(setter, model, cancellation).Any(other => other.SpanStart < setter.SpanStart && !IsCleared(other, model, cancellation));

    /// <summary>The name of the member that is set, or null for anything else.</summary>
    public static SimpleNameSyntax? NameOf(ExpressionSyntax setter)
    {
        var name = TargetOf(setter) switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name is not null && CredentialSinks.MemberNames.Contains(name.Identifier.ValueText) ? name : null;
    }

    /// <summary>The assignments or calls that set the two members of one object, in the order of the text.</summary>
    public static IEnumerable<ExpressionSyntax> SettersOf(ExpressionSyntax setter, SemanticModel model, CancellationToken cancellation)
    {
        if (setter.Parent is InitializerExpressionSyntax initializer)
            return SettersIn(initializer);

        var owner = OwnerOf(setter);
        SyntaxNode scope = setter.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() ?? SymbolUses.Body(setter);
        var later = scope.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(other => other.RawKind == setter.RawKind && NameOf(other) is not null && ValueOf(other) is not null && SameOwner(OwnerOf(other), owner));
        return owner is not null && SingleValue.Of(owner, model, cancellation) is BaseObjectCreationExpressionSyntax { Initializer: { } initial }
            ? SettersIn(initial).Concat(later)
            : later;
    }

    private static IEnumerable<ExpressionSyntax> SettersIn(InitializerExpressionSyntax initializer) =>
        initializer.Expressions.Where(static member => member is AssignmentExpressionSyntax && NameOf(member) is not null);

    private static bool IsCleared(ExpressionSyntax setter, SemanticModel model, CancellationToken cancellation) =>
        KnownText.Of(ValueOf(setter)!, model, cancellation).IsNothing;

    private static ExpressionSyntax? TargetOf(ExpressionSyntax setter) => setter switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        InvocationExpressionSyntax call => call.Expression,
        _ => null,
    };

    private static ExpressionSyntax? ValueOf(ExpressionSyntax setter) => setter switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression,
        _ => null,
    };

    private static ExpressionSyntax? OwnerOf(ExpressionSyntax setter) => TargetOf(setter) switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => setter.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static bool SameOwner(ExpressionSyntax? one, ExpressionSyntax? other) =>
        one is null || other is null ? one == other : SyntaxFactory.AreEquivalent(one, other);
}
