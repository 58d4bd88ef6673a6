using System.Collections.Generic;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>What ARCH1002 says instead: the last part of its message.</summary>
internal static class StaticCredentialsRemedy
{
    public const string RemoveAssignment = "remove the assignment";

    /// <summary>The remedy for a construction.</summary>
    public static string Of(
        CredentialSink sink, SyntaxNode creation, ArgumentListSyntax? arguments, IMethodSymbol constructor, CredentialSinks sinks, SemanticModel model, CancellationToken cancellation)
    {
        var type = constructor.ContainingType;
        switch (sink)
        {
            case CredentialSink.Client or CredentialSink.TransferUtility when !sinks.Types.Is(type, KnownType.AmazonServiceClient):
                return creation is ExpressionSyntax ? Construct("new " + type.Name, arguments, constructor, sinks.Types)
                    : Construct(creation is ConstructorInitializerSyntax ? "base" : type.Name, arguments, constructor, sinks.Types);
            case CredentialSink.EnvironmentCredentials:
                return $"remove '{type.Name}', the default chain reads them too";
            case CredentialSink.Credentials when creation is ExpressionSyntax expression
                && ValueUses.Of(expression, model, cancellation).Uses is { Length: 1 } uses:
                return OfUse(uses[0], sinks, model, cancellation);
            default:
                return Resolve(sinks.Types);
        }
    }

    /// <summary>The call of the default chain, whose type depends on the version of the SDK.</summary>
    public static string Resolve(KnownTypes types) =>
        $"use '{types[KnownType.DefaultAwsCredentialsIdentityResolver]?.Name ?? "FallbackCredentialsFactory"}.GetCredentials()'";

    private static string OfUse(ExpressionSyntax use, CredentialSinks sinks, SemanticModel model, CancellationToken cancellation) => use.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax client } arguments }
            when model.GetSymbolInfo(client, cancellation).Symbol is IMethodSymbol constructor && sinks.IsClient(constructor.ContainingType)
            => Construct("new " + constructor.ContainingType.Name, arguments, constructor, sinks.Types),
        AssignmentExpressionSyntax assignment
            when assignment.Right == use && model.GetSymbolInfo(assignment.Left, cancellation).Symbol is IPropertySymbol property && property.IsBelow("Amazon")
            => RemoveAssignment,
        _ => Resolve(sinks.Types),
    };

    /// <summary>The same construction without the arguments that carry credentials.</summary>
    private static string Construct(string construction, ArgumentListSyntax? arguments, IMethodSymbol constructor, KnownTypes types)
    {
        var kept = new List<string>();
        foreach (var argument in arguments?.Arguments ?? default)
        {
            var parameter = ArgumentByParameter.Parameter(arguments!, argument, constructor);
            if (parameter is not null && !CredentialSinks.IsKey(parameter) && !types.IsOrDerivesFrom(parameter.Type, KnownType.AwsCredentials))
                kept.Add(parameter.Name == "clientConfig" ? "config" : parameter.Name);
        }

        // The one overload of TransferUtility that has no twin without keys.
        var list = constructor.ContainingType.Name == "TransferUtility" && kept.Count == 2 ? "new AmazonS3Client(region), config" : string.Join(", ", kept);
        return $"use '{construction}({list})'";
    }
}
