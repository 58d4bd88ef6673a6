using System;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>What the compilation says about the retries of its DynamoDB clients.</summary>
internal sealed class ClientConfigurations
{
    private const string Setting = "MaxErrorRetry";

    private readonly ArchContext _arch;
    private readonly Lazy<(int Off, int On, bool ForAll)> _settings;
    private readonly Lazy<bool> _areOff;

    private ClientConfigurations(ArchContext arch)
    {
        _arch = arch;
        _settings = new(Settings);
        _areOff = new(() => _settings.Value is { Off: > 0, On: 0 } && EachIsSet(_settings.Value.ForAll));
    }

    /// <summary>Whether retries are chosen somewhere: a number of them, or a retry mode.</summary>
    public bool ChooseRetries => _settings.Value.On > 0;

    /// <summary>Whether every client that is made here has its retries switched off.</summary>
    public bool RetriesAreOff => _areOff.Value;

    public static ClientConfigurations Get(ArchContext arch) => arch.Slot(static context => new ClientConfigurations(context));

    private (int, int, bool) Settings()
    {
        var (off, on, forAll) = (0, 0, false);
        foreach (var model in TreeModels.With(_arch.Compilation, [Setting, "RetryMode"], default))
        {
            foreach (var assignment in model.SyntaxTree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                var name = assignment.Left switch { MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText, IdentifierNameSyntax identifier => identifier.Identifier.ValueText, _ => "" };
                if (name is not (Setting or "RetryMode") || ClientSetting.Of(assignment, model, default) is not { } property)
                    continue;
                if (name == Setting && model.GetConstantValue(assignment.Right).Value is <= 0)
                {
                    off++;
                    forAll |= property.ContainingType.Name == "DefaultClientConfig";
                }
                else
                {
                    on++;
                }
            }
        }

        return (off, on, forAll);
    }

    /// <summary>Whether no client is made of a configuration that does not speak of retries.</summary>
    private bool EachIsSet(bool forAll)
    {
        foreach (var model in TreeModels.With(_arch.Compilation, ["AmazonDynamoDB"], default))
        {
            foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes())
            {
                switch (node)
                {
                    case BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is { } type && !IsSet(creation, type, model):
                        return false;
                    case InvocationExpressionSyntax call when !forAll && IsRegistration(call, model) && !Sets(call):
                        return false;
                }
            }
        }

        return true;
    }

    private static bool IsSet(BaseObjectCreationExpressionSyntax creation, ITypeSymbol type, SemanticModel model)
    {
        if (ClientSetting.IsConfig(type))
            return Sets(creation) || ValueUses.Of(creation, model, default).Uses.Any(static use => use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Setting });
        if (type.Name != "AmazonDynamoDBClient" || !type.IsIn(DynamoDbCall.Namespace))
            return true;
        return creation.ArgumentList?.Arguments.Any(argument => ClientSetting.IsConfig(model.GetTypeInfo(argument.Expression).Type)) == true;
    }

    private static bool IsRegistration(InvocationExpressionSyntax call, SemanticModel model) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "AddAWSService" or "TryAddAWSService" or "AddKeyedAWSService" or "TryAddKeyedAWSService" } name }
        && name.TypeArgumentList.Arguments.Count > 0 && DynamoDbCall.IsClientType(model.GetTypeInfo(name.TypeArgumentList.Arguments[0]).Type);

    private static bool Sets(SyntaxNode node) => node.DescendantNodes().Any(static part => part is IdentifierNameSyntax { Identifier.ValueText: Setting });
}
