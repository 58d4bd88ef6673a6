using System;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>ARCH2003: a key that is written down without a namespace.</summary>
internal sealed class RedisKeyWithoutNamespace() : CodeRule(RedisRules.RedisKeyWithoutNamespace)
{
    /// <summary>How the methods with keys start, in 2.7.27 to 3.4.35; the data type comes first.</summary>
    internal static readonly string[] MethodStarts =
        ["String", "Hash", "Key", "List", "Set", "Sorted", "Geo", "Hyper", "Stream", "Lock", "Sort", "Script", "Vector", "Array", "Identify", "Debug", "IsConnected"];

    public override bool Applies(ArchContext arch) => !arch.IsTestProject && arch.ReferencesAny("StackExchange.Redis", "StackExchange.Redis.StrongName");

    public override void Start(RuleStart start) => start.OnSyntax([SyntaxKind.InvocationExpression], static context =>
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.ArgumentList.Arguments.Count > 0 && MayTakeKey(call.Expression)
            && context.Model.GetSymbolInfo(call, context.Cancellation).Symbol is IMethodSymbol method
            && RedisTypes.Of(method) is RedisType.Database or RedisType.DatabaseAsync
            && !PrefixedDatabase.Is(Receiver.Of(call), context.Model, context.Cancellation))
            Check(context, call, method);
    });

    private static void Check(NodeContext context, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            switch (ArgumentByParameter.Parameter(call.ArgumentList, argument, method)?.Type)
            {
                case IArrayTypeSymbol { ElementType: var element } when RedisTypes.IsStackExchange(element, "RedisKey"):
                    var keys = ArgumentElements.Of(argument.Expression);
                    for (var i = 0; !keys.IsDefault && i < keys.Length; i++)
                        Check(context, keys[i]);
                    break;
                case var type when RedisTypes.IsStackExchange(Bare(type), "RedisKey"):
                    Check(context, argument.Expression);
                    break;
            }
        }
    }

    private static void Check(NodeContext context, ExpressionSyntax key)
    {
        var space = new RedisNamespace(context.Arch, key.SyntaxTree);
        if (space.Without(key, context.Model, context.Cancellation) is { } text && !ExpressionTree.Contains(key, context.Model, context.Cancellation))
            context.Report.At(key.GetLocation(), new Finding(text), text, space.KeyExample);
    }

    private static bool MayTakeKey(ExpressionSyntax method)
    {
        var name = method switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        foreach (var start in MethodStarts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static ITypeSymbol? Bare(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
