using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>One <c>KeyDelete</c> whose keys are a whole sweep: <c>db.KeyDelete(server.Keys(pattern: "cart:*").ToArray())</c>.</summary>
internal static class SweptDelete
{
    /// <summary>The call of <c>Keys</c> or <c>KeysAsync</c> that the keys come from; null for every other delete.</summary>
    public static InvocationExpressionSyntax? Of(CallContext call)
    {
        if (call.Method is not { } method || RedisTypes.Of(method) is not (RedisType.Database or RedisType.DatabaseAsync)
            || ArgumentByParameter.Find(call.Call.ArgumentList, method, "keys")?.Expression is not { } keys)
            return null;

        var materialised = false;
        var value = SingleValue.Of(keys, call.Model, call.Cancellation);
        while (true)
        {
            switch (value)
            {
                case AwaitExpressionSyntax wait:
                    value = SingleValue.Of(wait.Expression, call.Model, call.Cancellation);
                    break;
                case CollectionExpressionSyntax { Elements: { Count: 1 } elements } when elements[0] is SpreadElementSyntax spread:
                    materialised = true;
                    value = SingleValue.Of(spread.Expression, call.Model, call.Cancellation);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } link:
                    switch (access.Name.Identifier.ValueText)
                    {
                        case "Keys" or "KeysAsync":
                            return materialised && call.Model.GetSymbolInfo(link, call.Cancellation).Symbol is IMethodSymbol sweep
                                && RedisTypes.Of(sweep) == RedisType.Server ? link : null;
                        case "ToArray" or "ToArrayAsync":
                            materialised = true;
                            break;
                        case not ("Select" or "Where" or "Distinct" or "ConfigureAwait"):
                            return null;
                    }

                    value = SingleValue.Of(access.Expression, call.Model, call.Cancellation);
                    break;
                default:
                    return null;
            }
        }
    }
}
