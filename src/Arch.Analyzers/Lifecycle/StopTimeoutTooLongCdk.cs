using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>ARCH3010 in stacks: <c>StopTimeout</c> of a container that a Fargate task definition gets.</summary>
internal sealed class StopTimeoutTooLongCdk() : CodeRule(LifecycleRules.StopTimeoutTooLong)
{
    private const string Ecs = "Amazon.CDK.AWS.ECS";

    public override void Start(RuleStart start) => start.OnAssignment(["StopTimeout"], static node =>
    {
        if (node.Node is not AssignmentExpressionSyntax assignment || Seconds(assignment.Right, node.Model, node.Cancellation) is not (> StopTimeoutTooLong.Most and var seconds)
            || node.Model.GetSymbolInfo(assignment.Left, node.Cancellation).Symbol is not IPropertySymbol property || Containers(property.ContainingType) is not { } kind
            || ValueOf(assignment, node.Model, node.Cancellation) is not { } options)
            return;
        var container = kind == "ContainerDefinitionProperty"
            ? InResource(options, node.Model, node.Cancellation)
            : ValueUses.Of(options, node.Model, node.Cancellation).Uses.Select(use => Added(use, node.Model, node.Cancellation)).FirstOrDefault(static name => name is not null);
        if (container is not null)
            node.Report.At(assignment.Right.GetLocation(), new Finding(container), container, seconds);
    });

    private static string? Containers(INamedTypeSymbol type) =>
        type.Name is "ContainerDefinitionOptions" or "ContainerDefinitionProperty" && type.IsIn(Ecs) ? type.Name : null;

    /// <summary><c>Duration.Minutes(5)</c>, or the number of a resource of the first level.</summary>
    private static double? Seconds(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var value = SingleValue.Of(expression, model, cancellation);
        if (value.SyntaxTree != model.SyntaxTree)
            return null;
        if (value is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call)
            return Number(value, model, cancellation);
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType: { Name: "Duration" } duration } method || !duration.IsIn("Amazon.CDK"))
            return null;
        return Number(arguments[0].Expression, model, cancellation) * method.Name switch
        {
            "Millis" => 0.001,
            "Seconds" => 1,
            "Minutes" => 60,
            "Hours" => 3600,
            "Days" => 86400,
            _ => null,
        };
    }

    private static double? Number(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetConstantValue(SingleValue.Of(expression, model, cancellation), cancellation).Value switch
        {
            int number => number,
            double number => number,
            _ => null,
        };

    /// <summary>The creation whose initializer, or the variable whose property, is assigned.</summary>
    private static ExpressionSyntax? ValueOf(AssignmentExpressionSyntax assignment, SemanticModel model, CancellationToken cancellation) => assignment switch
    {
        { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => creation,
        { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable } } when SingleValue.Of(variable, model, cancellation) is BaseObjectCreationExpressionSyntax creation
            && creation.SyntaxTree == model.SyntaxTree => creation,
        _ => null,
    };

    /// <summary>The id under which options are added to a task definition for Fargate.</summary>
    private static string? Added(ExpressionSyntax options, SemanticModel model, CancellationToken cancellation) =>
        options.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddContainer", Expression: var task } } call } }
        && IsFargate(task, model, cancellation)
            ? KnownText.Of(call.ArgumentList.Arguments[0].Expression, model, cancellation).Complete ?? "*"
            : null;

    private static bool IsFargate(ExpressionSyntax task, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(task, cancellation).Type is not { } type || !type.IsIn(Ecs))
            return false;
        return type.Name == "FargateTaskDefinition"
            || type.Name == "TaskDefinition" && SingleValue.Of(task, model, cancellation) is BaseObjectCreationExpressionSyntax creation && creation.SyntaxTree == model.SyntaxTree
                && creation.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(static assignment =>
                    assignment is { Left: IdentifierNameSyntax { Identifier.ValueText: "Compatibility" }, Right: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FARGATE" or "EC2_AND_FARGATE" } });
    }

    /// <summary>The name of a container that is written within a <c>CfnTaskDefinition</c> for Fargate.</summary>
    private static string? InResource(ExpressionSyntax container, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var outer in container.Ancestors().OfType<BaseObjectCreationExpressionSyntax>())
        {
            if (Member(outer, "RequiresCompatibilities") is { } compatibilities && model.GetTypeInfo(outer, cancellation).Type is { Name: "CfnTaskDefinitionProps" } props && props.IsIn(Ecs))
            {
                var elements = ArgumentElements.Of(compatibilities);
                return !elements.IsDefault && elements.Any(element => KnownText.Of(element, model, cancellation).Complete == "FARGATE")
                    ? Member((BaseObjectCreationExpressionSyntax)container, "Name") is { } name ? KnownText.Of(name, model, cancellation).Complete ?? "*" : "*"
                    : null;
            }
        }

        return null;
    }

    private static ExpressionSyntax? Member(BaseObjectCreationExpressionSyntax creation, string name) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax member && member.Identifier.ValueText == name)?.Right;
}
