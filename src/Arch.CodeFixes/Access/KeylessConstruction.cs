using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Access;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Access;

/// <summary>The same construction without the arguments that carry credentials; whether it exists, the compiler is asked afterwards.</summary>
internal readonly struct KeylessConstruction(Edits edits, CredentialSinks sinks, CancellationToken cancellation)
{
    /// <summary>Plans to take the keys out of a creation, or out of the call of a base constructor.</summary>
    public bool PlanClient(SyntaxNode node)
    {
        var call = node switch
        {
            BaseObjectCreationExpressionSyntax creation => creation,
            ConstructorInitializerSyntax initializer => initializer,
            _ => node.FirstAncestorOrSelf<PrimaryConstructorBaseTypeSyntax>() as SyntaxNode,
        };
        if (call is null || Arguments(call) is not { } arguments || edits.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol constructor
            || Carriers(arguments, constructor) is not { Count: > 0 } carriers)
            return false;
        return Plan(call, arguments, constructor, carriers);
    }

    /// <summary>Plans to take a credentials object out of the arguments of a client.</summary>
    public bool PlanArgument(ArgumentSyntax argument) =>
        argument.Parent is ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax call } arguments
        && edits.Model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol constructor && sinks.IsClient(constructor.ContainingType)
        && Plan(call, arguments, constructor, [argument]);

    /// <summary>The arguments of a construction that carry keys or credentials.</summary>
    public List<ArgumentSyntax> Carriers(ArgumentListSyntax arguments, IMethodSymbol constructor)
    {
        var types = sinks.Types;
        return arguments.Arguments.Where(argument => ArgumentByParameter.Parameter(arguments, argument, constructor) is { } parameter
            && (CredentialSinks.IsKey(parameter) || types.IsOrDerivesFrom(parameter.Type, KnownType.AwsCredentials))).ToList();
    }

    private bool Plan(SyntaxNode call, ArgumentListSyntax arguments, IMethodSymbol constructor, List<ArgumentSyntax> carriers)
    {
        var model = edits.Model;
        var token = cancellation;
        if (Statements.HasDirectives(arguments) || carriers.Any(carrier => SideEffects.AreIn(carrier.Expression, model, token)))
            return false;

        var kept = arguments.Arguments.Except(carriers).ToList();
        if (constructor.ContainingType.Name == "TransferUtility" && kept.Count == 2)
            return PlanTransferUtility(arguments, constructor, carriers);
        foreach (var carrier in carriers)
            edits.Drop(carrier);

        // The twin without keys calls its parameter differently: 'clientConfig' there is 'config' here.
        if (kept.Count == 1 && kept[0].NameColon is { } colon && Twin(constructor, kept[0], arguments) is { } parameter && parameter.Name != colon.Name.Identifier.ValueText)
            edits.Replace(colon, colon.WithName(SyntaxFactory.IdentifierName(parameter.Name).WithTriviaFrom(colon.Name)), []);
        return true;
    }

    private static IParameterSymbol? Twin(IMethodSymbol constructor, ArgumentSyntax kept, ArgumentListSyntax arguments)
    {
        var type = ArgumentByParameter.Parameter(arguments, kept, constructor)?.Type;
        return constructor.ContainingType.InstanceConstructors
            .Where(static twin => twin.Parameters.Length == 1).Select(static twin => twin.Parameters[0])
            .FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type));
    }

    /// <summary>No constructor takes a region and a configuration: the region goes to a client of its own.</summary>
    private bool PlanTransferUtility(ArgumentListSyntax arguments, IMethodSymbol constructor, List<ArgumentSyntax> carriers)
    {
        var region = ArgumentByParameter.Find(arguments, constructor, "region");
        var config = ArgumentByParameter.Find(arguments, constructor, "config");
        if (region is null || config is null || constructor.ContainingAssembly.GetTypeByMetadataName("Amazon.S3.AmazonS3Client") is not { } client)
            return false;
        var s3 = SyntaxFactory.ObjectCreationExpression(TypeNames.Of(client), SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(region.Expression.WithoutTrivia()))), null)
            .NormalizeWhitespace();
        var list = SyntaxFactory.SeparatedList(
            [SyntaxFactory.Argument(s3), SyntaxFactory.Argument(config.Expression.WithoutTrivia())],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]);
        edits.Replace(arguments, SyntaxFactory.ArgumentList(list).WithTriviaFrom(arguments), carriers);
        return true;
    }

    private static ArgumentListSyntax? Arguments(SyntaxNode call) => call switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList,
        PrimaryConstructorBaseTypeSyntax primary => primary.ArgumentList,
        _ => null,
    };
}
