using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Arch.Analyzers.DynamoDb;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.DynamoDb;

/// <summary>Takes the setting of ARCH2103 away, or names the retry mode instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DynamoDbRetriesDisabledFix)), Shared]
public sealed class DynamoDbRetriesDisabledFix() : StepwiseFix(DynamoDbRules.DynamoDbRetriesDisabled)
{
    private protected override IEnumerable<FixStep> Steps(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment)
            yield break;
        var setting = Setting(assignment);
        if (setting is null)
            yield break;

        if (assignment.Parent is InitializerExpressionSyntax or ExpressionStatementSyntax { Parent: BlockSyntax })
            yield return new($"Remove '{assignment}'", "remove", () => AssignmentRemoval.From(site.Root, assignment));
        if (setting.Identifier.ValueText == "MaxErrorRetry" && HasMode(site.Model, assignment) && !assignment.Parent!.ChildNodes().Any(static other => other is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "RetryMode" } }))
            yield return new("Use RequestRetryMode.Standard", "standard", () => UseStandard(site.Root, assignment, setting));
    }

    private static SimpleNameSyntax? Setting(AssignmentExpressionSyntax assignment) => assignment.Left switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static bool HasMode(SemanticModel model, AssignmentExpressionSyntax assignment)
    {
        for (var type = model.GetSymbolInfo(assignment.Left).Symbol?.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("RetryMode").OfType<IPropertySymbol>().FirstOrDefault() is { SetMethod: not null } mode)
                return mode.Type is INamedTypeSymbol { Name: "RequestRetryMode" or "Nullable" };
        }

        return false;
    }

    private static SyntaxNode UseStandard(SyntaxNode root, AssignmentExpressionSyntax assignment, SimpleNameSyntax setting)
    {
        var renamed = assignment.ReplaceNode(setting, SyntaxFactory.IdentifierName("RetryMode").WithTriviaFrom(setting));
        return root.ReplaceNode(assignment, renamed.WithRight(
            SyntaxFactory.ParseExpression("global::Amazon.Runtime.RequestRetryMode.Standard").WithTriviaFrom(assignment.Right).WithAdditionalAnnotations(Simplifier.Annotation)));
    }
}
