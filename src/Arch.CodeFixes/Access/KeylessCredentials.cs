using System.Linq;
using System.Threading;
using Arch.Analyzers.Access;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Access;

/// <summary>Takes away a credentials object, or puts the default chain in its place where something needs a value.</summary>
internal readonly struct KeylessCredentials(Edits edits, CredentialSinks sinks, CancellationToken cancellation)
{
    public bool Plan(BaseObjectCreationExpressionSyntax creation)
    {
        if (SideEffects.AreIn(creation, edits.Model, cancellation) || Statements.HasDirectives(creation) || IsGenerator(creation))
            return false;

        var uses = ValueUses.Of(creation, edits.Model, cancellation);
        var alone = new Edits(edits.Model);
        if (uses.IsOnlyValue && !uses.Uses.IsEmpty && IsDroppable(creation, uses, alone))
        {
            edits.Add(alone);
            return true;
        }

        return PlanChain(creation, uses);
    }

    /// <summary>Whether all that is done with the object can be left out: arguments of clients, and settings of the SDK.</summary>
    private bool IsDroppable(BaseObjectCreationExpressionSyntax creation, ValueUses uses, Edits alone)
    {
        // In 'local ? new BasicAWSCredentials(…) : role' the other value has to stay.
        if (SameValue.Bare(SameValue.Outermost(creation)) != creation)
            return false;
        var dropping = new KeylessConstruction(alone, sinks, cancellation);
        foreach (var use in uses.Uses)
        {
            var isDropped = use.Parent switch
            {
                _ when SameValue.Bare(use) is not (BaseObjectCreationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax) => false,
                ArgumentSyntax argument => dropping.PlanArgument(argument),
                AssignmentExpressionSyntax assignment when assignment.Right == use =>
                    alone.Model.GetSymbolInfo(assignment.Left, cancellation).Symbol is IPropertySymbol property && property.IsBelow("Amazon") && Removal.Plan(assignment, alone),
                _ => false,
            };
            if (!isDropped)
                return false;
        }

        return true;
    }

    private bool PlanChain(BaseObjectCreationExpressionSyntax creation, ValueUses uses)
    {
        var types = sinks.Types;
        if ((types[KnownType.DefaultAwsCredentialsIdentityResolver] ?? types[KnownType.FallbackCredentialsFactory]) is not { } resolver || IsInferred(creation))
            return false;
        if (uses.Holder is { } holder && DeclaredType(holder) is { IsVar: false } declared
            && types.IsOrDerivesFrom(edits.Model.GetTypeInfo(declared, cancellation).Type, KnownType.AwsCredentials)
            && !types.Is(edits.Model.GetTypeInfo(declared, cancellation).Type, KnownType.AwsCredentials))
        {
            if (SymbolUses.Scope(holder, edits.Model.SyntaxTree) is null)
                return false;
            var name = TypeNames.Of(types[KnownType.AwsCredentials]!);
            if (declared is NullableTypeSyntax)
                name = SyntaxFactory.NullableType(name);
            edits.Replace(declared, name.WithTriviaFrom(declared), []);
        }

        var chain = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, TypeNames.InExpression(resolver), SyntaxFactory.IdentifierName("GetCredentials")));
        edits.Replace(creation, chain.WithTriviaFrom(creation), [creation]);
        return true;
    }

    private TypeSyntax? DeclaredType(ISymbol holder) => SymbolUses.Declaration(holder, edits.Model.SyntaxTree) switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    };

    /// <summary>The default chain asks the generators, so one that asks the default chain would never end.</summary>
    private bool IsGenerator(ExpressionSyntax creation)
    {
        for (SyntaxNode? node = creation; node is not null; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax lambda && edits.Model.GetTypeInfo(lambda, cancellation).ConvertedType?.Name == "CredentialsGenerator")
                return true;
        }

        return false;
    }

    /// <summary>Where the type of the object decides what a generic method does, another type would do something else.</summary>
    private bool IsInferred(ExpressionSyntax creation)
    {
        var model = edits.Model;
        return SameValue.Outermost(creation).Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments } argument
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsGenericMethod: true } method
            && ArgumentByParameter.Parameter(arguments, argument, method) is { } parameter
            && SymbolEqualityComparer.Default.Equals(parameter.Type, model.GetTypeInfo(creation, cancellation).Type);
    }
}
