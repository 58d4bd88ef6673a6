using System;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>A read or write of an environment variable or configuration setting whose name is known.</summary>
/// <param name="Name">The variable, or the whole path of the setting.</param>
/// <param name="Node">The call or element access.</param>
/// <param name="Value">The expression that has the value; of a section that is <c>section.Value</c>.</param>
/// <param name="IsSet">Whether the setting is given a value.</param>
internal sealed record SettingAccess(string Name, ExpressionSyntax Node, ExpressionSyntax Value, bool IsSet)
{
    private static readonly string[] Sections = ["GetSection", "GetRequiredSection", "GetValue"];

    /// <summary>The methods to look at, as far as the libraries are there that have them: the names are those of many others.</summary>
    public static string[] MethodNames(ArchContext arch) =>
    [
        "GetEnvironmentVariable", "SetEnvironmentVariable", "ExpandEnvironmentVariables",
        .. arch.References("Microsoft.Extensions.Configuration.Abstractions") ? Sections : [],
        .. arch.ReferencesAny("System.Configuration.ConfigurationManager", "System.Configuration", "System.Web") ? ["Get"] : Array.Empty<string>(),
    ];

    /// <summary>Whether one of the arguments may be the name of a credential: most are literals, and say that they are not.</summary>
    public static bool MayName(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
        {
            switch (argument.Expression)
            {
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                    var text = literal.Token.ValueText;
                    if (CredentialName.Classify(text).Kind != CredentialKind.None || text.IndexOf('%') >= 0)
                        return true;
                    break;
                case IdentifierNameSyntax or MemberAccessExpressionSyntax or InterpolatedStringExpressionSyntax or InvocationExpressionSyntax
                    or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } }
                    or ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax:
                    return true;
            }
        }

        return false;
    }

    public static SettingAccess? OfCall(InvocationExpressionSyntax call, IMethodSymbol method, KnownTypes types, SemanticModel model, CancellationToken cancellation)
    {
        var target = method.ReducedFrom ?? method;
        if (target.ContainingType.Name == "Environment" && target.IsIn("System"))
            return OfEnvironment(call, target, model, cancellation);
        if (target.Name == "Get")
        {
            return ConfigurationPath.IsAppSettings(Receiver.Of(call), model, cancellation) && Text(call.ArgumentList, method, "name", model, cancellation) is { } setting
                ? Of(setting, call, call)
                : null;
        }

        if (!ConfigurationPath.IsAccess(target, types) || Text(call.ArgumentList, method, "key", model, cancellation) is not { } key
            || CredentialName.Classify(key).Kind == CredentialKind.None)
            return null;

        var name = ConfigurationPath.Of(call, method, key, types, model, cancellation);
        if (target.Name == "GetValue")
            return new(name, call, call, IsSet: false);
        return SectionValue.Of(call, model, cancellation) is { } value ? new(name, call, value, IsAssigned(value)) : null;
    }

    public static SettingAccess? OfIndexer(ExpressionSyntax element, BracketedArgumentListSyntax arguments, KnownTypes types, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(element, cancellation).Symbol is not IPropertySymbol { IsIndexer: true, Parameters: { Length: 1 } parameters } indexer
            || parameters[0].Type.SpecialType is not (SpecialType.System_String or SpecialType.System_Object)
            || KnownText.Of(arguments.Arguments[0].Expression, model, cancellation).Complete is not { } key
            || CredentialName.Classify(key).Kind == CredentialKind.None)
            return null;

        var node = element is ElementBindingExpressionSyntax ? Receiver.Access(element) ?? element : element;
        if (types.Implements(indexer.ContainingType, KnownType.Configuration))
            return Of(ConfigurationPath.Of(Receiver.Of(element), types, model, cancellation) + key, node, element);
        if (indexer.ContainingType.Name == "NameValueCollection" && ConfigurationPath.IsAppSettings(Receiver.Of(element), model, cancellation))
            return Of(key, node, element);
        // What Environment.GetEnvironmentVariables returns is a copy: setting something in it sets nothing.
        return indexer.ContainingType.Name == "IDictionary" && IsEnvironment(Receiver.Of(element), model, cancellation) && !IsAssigned(element)
            ? new(key, node, node, IsSet: false)
            : null;

        SettingAccess? Of(string name, ExpressionSyntax whole, ExpressionSyntax target) =>
            !IsAssigned(target) ? new(name, whole, whole, IsSet: false)
            : target.Parent is AssignmentExpressionSyntax assignment && IsCleared(assignment.Right, model, cancellation) ? null
            : new(name, whole, whole, IsSet: true);
    }

    private static SettingAccess Of(string name, ExpressionSyntax node, ExpressionSyntax value) => new(name, node, value, IsSet: false);

    private static SettingAccess? OfEnvironment(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        switch (method.Name)
        {
            case "GetEnvironmentVariable" when Text(call.ArgumentList, method, "variable", model, cancellation) is { } name:
                return new(name, call, call, IsSet: false);
            case "SetEnvironmentVariable" when Text(call.ArgumentList, method, "variable", model, cancellation) is { } name:
                return ArgumentByParameter.Find(call.ArgumentList, method, "value") is { } value && IsCleared(value.Expression, model, cancellation)
                    ? null
                    : new(name, call, call, IsSet: true);
            case "ExpandEnvironmentVariables" when Text(call.ArgumentList, method, "name", model, cancellation) is { } text:
                return text.Split('%').FirstOrDefault(static part => CredentialName.Classify(part).IsSetting) is { } part && text.IndexOf("%" + part + "%", StringComparison.Ordinal) >= 0
                    ? new(part, call, call, IsSet: false)
                    : null;
            default:
                return null;
        }
    }

    private static bool IsEnvironment(ExpressionSyntax? receiver, SemanticModel model, CancellationToken cancellation) =>
        receiver is not null && SingleValue.Of(receiver, model, cancellation) is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "GetEnvironmentVariables", ContainingType.Name: "Environment" } method && method.IsIn("System");

    private static string? Text(ArgumentListSyntax arguments, IMethodSymbol method, string parameter, SemanticModel model, CancellationToken cancellation) =>
        ArgumentByParameter.Find(arguments, method, parameter) is { } argument ? KnownText.Of(argument.Expression, model, cancellation).Complete : null;

    private static bool IsAssigned(ExpressionSyntax target) => target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;

    private static bool IsCleared(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) =>
        KnownText.Of(value, model, cancellation).IsNothing;
}
