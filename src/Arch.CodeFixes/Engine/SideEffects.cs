using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>
/// Whether an expression can be left out without anything but its value being missed. Reading a property, an indexer, a setting or a service counts as that;
/// a call of anything else does not.
/// </summary>
internal static class SideEffects
{
    public static bool AreIn(SyntaxNode code, SemanticModel model, CancellationToken cancellation) =>
        code.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or ThrowExpressionSyntax)).Any(node => node switch
        {
            AwaitExpressionSyntax or AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or StackAllocArrayCreationExpressionSyntax => true,
            PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
            PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
            InvocationExpressionSyntax call => !IsRead(call, model, cancellation),
            BaseObjectCreationExpressionSyntax creation => !IsCredentials(creation, model, cancellation),
            _ => false,
        });

    private static bool IsRead(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return model.GetConstantValue(call, cancellation).HasValue; // nameof
        var type = method.ContainingType;
        return type.SpecialType == SpecialType.System_String
            || (type.Name == "Environment" && method.Name.StartsWith("Get", System.StringComparison.Ordinal))
            || (type.Name == "NameValueCollection" && method.Name == "Get")
            || (method.Name is "GetSection" or "GetRequiredSection" or "GetValue" or "Get" or "GetConnectionString" && IsBelow(type, "Microsoft.Extensions.Configuration"))
            || (method.Name is "GetService" or "GetRequiredService" && (IsBelow(type, "Microsoft.Extensions.DependencyInjection") || type.Name == nameof(System.IServiceProvider)));
    }

    /// <summary>Credentials objects of the SDK only keep what they are given.</summary>
    private static bool IsCredentials(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(creation, cancellation).Type is { } type && type.Name.EndsWith("AWSCredentials", System.StringComparison.Ordinal) && IsBelow(type, "Amazon.Runtime");

    private static bool IsBelow(ITypeSymbol type, string space) =>
        type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).StartsWith(space, System.StringComparison.Ordinal);
}
