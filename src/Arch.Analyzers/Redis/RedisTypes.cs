using System.Collections.Immutable;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Redis;

/// <summary>
/// Finds the library type that a method belongs to by the name of the type, so that nothing is resolved before a call is suspicious,
/// and a stub counts as the library.
/// </summary>
internal static class RedisTypes
{
    /// <summary>The assemblies that bring one of the types.</summary>
    public static readonly string[] Assemblies =
    [
        "StackExchange.Redis", "StackExchange.Redis.StrongName", "CSRedisCore", "FreeRedis",
        "ServiceStack.Redis", "ServiceStack.Redis.Core", "ServiceStack.Interfaces",
    ];

    /// <summary>Read from StackExchange.Redis 2.7.27 to 3.4.35, CSRedisCore 3.8.807 and FreeRedis 1.5.5.</summary>
    internal static readonly ImmutableArray<(RedisType Type, string Namespace, string Name)> Table = ImmutableArray.Create(
        (RedisType.Database, "StackExchange.Redis", "IDatabase"),
        (RedisType.DatabaseAsync, "StackExchange.Redis", "IDatabaseAsync"),
        (RedisType.Server, "StackExchange.Redis", "IServer"),
        (RedisType.LuaScript, "StackExchange.Redis", "LuaScript"),
        (RedisType.CommandMap, "StackExchange.Redis", "CommandMap"),
        (RedisType.CsClient, "CSRedis", "CSRedisClient"),
        (RedisType.CsHelper, "", "RedisHelper"),
        (RedisType.CsPipe, "CSRedis", "CSRedisClientPipe"),
        (RedisType.CsConnection, "CSRedis", "RedisClient"),
        (RedisType.CsConnection, "CSRedis", "IRedisClientSync"),
        (RedisType.CsConnection, "CSRedis", "IRedisClientAsync"),
        (RedisType.CsNodes, "CSRedis", "NodesServerManagerProvider"),
        (RedisType.CsNodes, "CSRedis", "NodeServerManagerProvider"),
        (RedisType.FreeClient, "FreeRedis", "RedisClient"),
        (RedisType.FreeClient, "FreeRedis", "IRedisClient"),
        (RedisType.ServiceStackNative, "ServiceStack.Redis", "RedisNativeClient"),
        (RedisType.ServiceStackNative, "ServiceStack.Redis", "IRedisNativeClient"),
        (RedisType.ServiceStackNative, "ServiceStack.Redis", "IRedisNativeClientAsync"),
        (RedisType.ServiceStackClient, "ServiceStack.Redis", "RedisClient"),
        (RedisType.ServiceStackClient, "ServiceStack.Redis", "IRedisClient"),
        (RedisType.ServiceStackClient, "ServiceStack.Redis", "IRedisClientAsync"));

    /// <summary>The type that declares the method, or declares what it overrides or implements.</summary>
    public static RedisType Of(IMethodSymbol method)
    {
        for (var at = method.ReducedFrom ?? method; at is not null; at = at.OverriddenMethod)
        {
            if (Of(at.ContainingType) is var type and not RedisType.None)
                return type;
        }

        return method.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } owner ? OfImplemented(method, owner) : RedisType.None;
    }

    public static RedisType Of(ITypeSymbol? type)
    {
        if (type is not null)
        {
            foreach (var row in Table)
            {
                if (row.Name == type.Name && (row.Namespace.Length == 0 ? IsHelper(type) : type.IsIn(row.Namespace)))
                    return row.Type;
            }
        }

        return RedisType.None;
    }

    /// <summary>Whether a type of StackExchange.Redis has this name.</summary>
    public static bool IsStackExchange(ITypeSymbol? type, string name) => type is not null && type.Name == name && type.IsIn("StackExchange.Redis");

    private static RedisType OfImplemented(IMethodSymbol method, INamedTypeSymbol owner)
    {
        foreach (var contract in owner.AllInterfaces)
        {
            if (Of(contract) is not (var type and not RedisType.None))
                continue;
            foreach (var member in contract.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(member), method.OriginalDefinition))
                    return type;
            }
        }

        return RedisType.None;
    }

    // A name that anybody might take: only the generic one of the library counts.
    private static bool IsHelper(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } && type.ContainingNamespace is { IsGlobalNamespace: true } && type.ContainingAssembly.Name == "CSRedisCore";
}
