using System.Collections.Immutable;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>A call that walks the keyspace, with KEYS or with SCAN.</summary>
/// <param name="Type">The type that declares the method.</param>
/// <param name="SendsKeys">True for KEYS, false for SCAN.</param>
/// <param name="IsRaw">True when the command is sent by its name.</param>
/// <param name="Pattern">The pattern as written; null when none is.</param>
/// <param name="PageSize">The size of a page as written; null when none is.</param>
/// <param name="Database">The number of the database as written; null when none is.</param>
internal readonly record struct RedisSweep(
    RedisType Type, bool SendsKeys, bool IsRaw, ExpressionSyntax? Pattern, ExpressionSyntax? PageSize, ExpressionSyntax? Database)
{
    /// <summary>The names of the methods that sweep.</summary>
    public static readonly string[] MemberNames = ["Keys", "KeysAsync", "Scan", "ScanAsync", "ScanBytes", "ScanBytesAsync"];

    /// <summary>The sweep that a raw command is, or null.</summary>
    public static RedisSweep? Of(CallContext call, RawCommand raw)
    {
        var database = call.Method is { } method ? ArgumentByParameter.Find(call.Call.ArgumentList, method, "database")?.Expression : null;
        if (raw.Is("KEYS"))
            return new RedisSweep(raw.Type, SendsKeys: true, IsRaw: true, raw.Arguments.IsDefaultOrEmpty ? null : raw.Arguments[0], null, database);
        if (!raw.Is("SCAN") || raw.Arguments.IsDefaultOrEmpty)
            return null;
        return new RedisSweep(
            raw.Type,
            SendsKeys: false,
            IsRaw: true,
            raw.ArgumentAfter("MATCH", call.Model, call.Cancellation),
            raw.ArgumentAfter("COUNT", call.Model, call.Cancellation),
            database);
    }

    /// <summary>The sweep that a method of the library is, or null.</summary>
    public static RedisSweep? OfMember(CallContext call)
    {
        if (call.Method is not { } method)
            return null;
        var isKeys = call.Name.Identifier.ValueText[0] == 'K';
        var type = RedisTypes.Of(method);
        var sweeps = type switch
        {
            RedisType.Server or RedisType.ServiceStackNative => isKeys,
            RedisType.CsClient or RedisType.CsHelper or RedisType.CsPipe or RedisType.CsConnection or RedisType.FreeClient => true,
            _ => false,
        };
        if (!sweeps)
            return null;

        return new RedisSweep(
            type, SendsKeys: isKeys && type != RedisType.Server, IsRaw: false, Argument("pattern"), Argument("pageSize") ?? Argument("count"), Argument("database"));

        ExpressionSyntax? Argument(string parameter) => ArgumentByParameter.Find(call.Call.ArgumentList, method, parameter)?.Expression;
    }
}
