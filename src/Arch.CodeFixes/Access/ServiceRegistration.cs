using System;
using System.Linq;
using System.Threading;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Access;

/// <summary><c>AddSingleton&lt;IAmazonSQS&gt;(_ => new AmazonSQSClient(id, key))</c> becomes <c>AddAWSService&lt;IAmazonSQS&gt;()</c>.</summary>
internal readonly struct ServiceRegistration(Edits edits, KeylessConstruction construction, CancellationToken cancellation)
{
    private const string SetupAssembly = "AWSSDK.Extensions.NETCore.Setup";

    public bool Plan(SyntaxNode node)
    {
        if (node is not BaseObjectCreationExpressionSyntax creation || !edits.Model.Compilation.ReferencedAssemblyNames.Any(static name => name.Name == SetupAssembly))
            return false;
        if (creation.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax client })
            creation = client;

        // A region or configuration would be lost.
        if (creation.ArgumentList is not { } arguments || creation.Initializer is not null
            || edits.Model.GetSymbolInfo(creation, cancellation).Symbol is not IMethodSymbol constructor
            || construction.Carriers(arguments, constructor).Count != arguments.Arguments.Count
            || SideEffects.AreIn(arguments, edits.Model, cancellation)
            || Lambda(creation) is not { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax call } } } lambda
            || call.Expression is not MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } services } name } access
            || Statements.HasDirectives(lambda)
            || edits.Model.GetTypeInfo(services[0], cancellation).Type is not { TypeKind: TypeKind.Interface } service || !service.Name.StartsWith("IAmazon", StringComparison.Ordinal)
            || edits.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingNamespace: var space } || space.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) is not ("Microsoft.Extensions.DependencyInjection" or "Microsoft.Extensions.DependencyInjection.Extensions")
            || Replacement(name.Identifier.ValueText) is not { } replacement)
            return false;

        edits.Replace(name, name.WithIdentifier(SyntaxFactory.Identifier(replacement.Method).WithTriviaFrom(name.Identifier)), []);
        var list = replacement.Lifetime is null
            ? SyntaxFactory.ArgumentList()
            : SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(SyntaxFactory.ParseExpression("ServiceLifetime." + replacement.Lifetime))));
        edits.Replace(call.ArgumentList, list.WithTriviaFrom(call.ArgumentList), [lambda]);
        return true;
    }

    private static (string Method, string? Lifetime)? Replacement(string registration) => registration switch
    {
        "AddSingleton" => ("AddAWSService", null),
        "AddScoped" => ("AddAWSService", "Scoped"),
        "AddTransient" => ("AddAWSService", "Transient"),
        "TryAddSingleton" => ("TryAddAWSService", null),
        "TryAddScoped" => ("TryAddAWSService", "Scoped"),
        "TryAddTransient" => ("TryAddAWSService", "Transient"),
        _ => null,
    };

    private static AnonymousFunctionExpressionSyntax? Lambda(ExpressionSyntax creation) => creation.Parent switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda,
        ReturnStatementSyntax { Parent: BlockSyntax { Statements.Count: 1, Parent: AnonymousFunctionExpressionSyntax lambda } } => lambda,
        _ => null,
    };
}
