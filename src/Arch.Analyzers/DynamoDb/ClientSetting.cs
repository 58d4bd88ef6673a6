using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Assignments to settings of a DynamoDB client, wherever a client is configured.</summary>
internal static class ClientSetting
{
    /// <summary>The property that is set, when it is one of a configuration that DynamoDB clients are made with.</summary>
    public static IPropertySymbol? Of(AssignmentExpressionSyntax assignment, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(assignment.Left, cancellation).Symbol is not IPropertySymbol property)
            return null;
        var owner = assignment switch
        {
            { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => model.GetTypeInfo(creation, cancellation).Type,
            // DefaultClientConfig = { MaxErrorRetry = 0 }
            { Parent: InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax outer } } => model.GetTypeInfo(outer.Left, cancellation).Type,
            { Left: MemberAccessExpressionSyntax access } => model.GetTypeInfo(access.Expression, cancellation).Type,
            { Left: IdentifierNameSyntax } => model.GetEnclosingSymbol(assignment.SpanStart, cancellation)?.ContainingType,
            _ => null,
        };
        if (IsConfig(owner))
            return property;
        return owner is { Name: "ClientConfig" } && owner.IsIn("Amazon.Runtime") && assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax parameter }
            && model.GetSymbolInfo(parameter, cancellation).Symbol is IParameterSymbol symbol && IsOfDynamoDbRegistration(symbol, assignment, model, cancellation)
            ? property
            : null;
    }

    /// <summary>Whether the type holds the settings of DynamoDB clients, or of all clients.</summary>
    public static bool IsConfig(ITypeSymbol? type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if ((at.Name == "AmazonDynamoDBConfig" && at.IsIn(DynamoDbCall.Namespace)) || (at.Name == "DefaultClientConfig" && at.IsIn("Amazon.Extensions.NETCore.Setup")))
                return true;
        }

        return false;
    }

    /// <summary><c>services.AddAWSService&lt;IAmazonDynamoDB&gt;((config, _) => config.MaxErrorRetry = 0)</c></summary>
    private static bool IsOfDynamoDbRegistration(IParameterSymbol parameter, SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        var lambda = node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>(function => function.Span.Contains(parameter.Locations[0].SourceSpan));
        return lambda?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "AddAWSService" or "TryAddAWSService" or "AddKeyedAWSService" or "TryAddKeyedAWSService", TypeArguments: { Length: > 0 } services }
            && DynamoDbCall.IsClientType(services[0]);
    }
}
