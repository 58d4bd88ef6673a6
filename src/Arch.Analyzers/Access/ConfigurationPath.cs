using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Puts the path of a setting together: from the key and from the sections it is read through.</summary>
internal static class ConfigurationPath
{
    // No configuration is nested deeper, and a section that refers to itself must end.
    private const int MaxDepth = 8;

    /// <summary>Whether a method reads a section or value of <c>IConfiguration</c>, itself or as an extension.</summary>
    public static bool IsAccess(IMethodSymbol method, KnownTypes types) =>
        method.IsExtensionMethod ? method.ContainingType.IsIn("Microsoft.Extensions.Configuration") : types.Implements(method.ContainingType, KnownType.Configuration);

    /// <summary>Whether the expression is <c>ConfigurationManager.AppSettings</c>.</summary>
    public static bool IsAppSettings(ExpressionSyntax? expression, SemanticModel model, CancellationToken cancellation) =>
        expression is not null
        && model.GetSymbolInfo(SingleValue.Of(expression, model, cancellation), cancellation).Symbol is IPropertySymbol { Name: "AppSettings" } property
        && (property.IsIn("System.Configuration") || property.IsIn("System.Web.Configuration"));

    /// <summary>The whole path of the key of a call such as <c>GetSection</c> or <c>GetValue</c>.</summary>
    public static string Of(InvocationExpressionSyntax call, IMethodSymbol method, string key, KnownTypes types, SemanticModel model, CancellationToken cancellation) =>
        Of(OwnerOf(call, method), types, model, cancellation, MaxDepth) + key;

    /// <summary>The path of a section with a separator at its end; empty for the root and for what is not known.</summary>
    public static string Of(ExpressionSyntax? section, KnownTypes types, SemanticModel model, CancellationToken cancellation) =>
        Of(section, types, model, cancellation, MaxDepth);

    private static string Of(ExpressionSyntax? section, KnownTypes types, SemanticModel model, CancellationToken cancellation, int depth)
    {
        if (section is null || depth == 0)
            return "";
        section = SingleValue.Of(section, model, cancellation);
        while (section is ConditionalAccessExpressionSyntax access)
            section = access.WhenNotNull;
        return section is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "GetSection" or "GetRequiredSection" } method
            && IsAccess(method.ReducedFrom ?? method, types)
            && ArgumentByParameter.Find(call.ArgumentList, method, "key") is { } key
            && KnownText.Of(key.Expression, model, cancellation).Complete is { } name
            ? Of(OwnerOf(call, method), types, model, cancellation, depth - 1) + name + ":"
            : "";
    }

    private static ExpressionSyntax? OwnerOf(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method is { IsExtensionMethod: true, ReducedFrom: null }
            ? ArgumentByParameter.Find(call.ArgumentList, method, method.Parameters[0].Name)?.Expression
            : Receiver.Of(call);
}
