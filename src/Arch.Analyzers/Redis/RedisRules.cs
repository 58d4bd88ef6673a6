using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Redis;

/// <summary>ARCH20xx: a Redis that several services share.</summary>
internal static class RedisRules
{
    public static readonly DiagnosticDescriptor RedisKeysCommand = Descriptor.Create(
        "ARCH2001",
        title: "Do not send KEYS to Redis",
        messageFormat: "'{0}' sends KEYS: Redis walks the whole keyspace in one go and every other client waits (1.1 s at 2 million keys). "
            + "Sweep with SCAN instead: {1}.",
        category: Category.Redis,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Redis answers one command at a time. KEYS looks at every key of the server before it answers, so one call of one service stops all "
            + "services that share the server. SCAN does the same work in small pages. Looked at are raw commands, the methods of four client libraries, "
            + "Lua scripts, command maps that take SCAN away, and pages so large that they block as KEYS does.",
        mode: Mode.Minimum,
        soft: true);

    public static readonly DiagnosticDescriptor RedisScanWithoutNamespace = Descriptor.Create(
        "ARCH2002",
        title: "Sweep Redis inside a namespace",
        messageFormat: "'{0}' sweeps {1}: it walks and returns keys of every service that shares this Redis. Give the pattern a namespace, for example \"{2}*\".",
        category: Category.Redis,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A sweep is followed by something done to the keys it found. Without a namespace in the pattern these are also the keys of the other services "
            + "on the same Redis: they are exported, counted or deleted. Looked at is the pattern of every sweep, with KEYS or with SCAN, as far as it is known.");

    public static readonly DiagnosticDescriptor RedisKeyWithoutNamespace = Descriptor.Create(
        "ARCH2003",
        title: "Give every Redis key a namespace",
        messageFormat: "The Redis key \"{0}\" has no namespace, so it can collide with a key of another service; start it with \"{1}\"",
        category: Category.Redis,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "Two services that share a Redis and both write the key \"config\" overwrite each other, and neither can sweep its own keys. Looked at are the "
            + "keys given to a database of StackExchange.Redis, as far as their text is known. Off by default, because a database may get its prefix elsewhere.");

    public static readonly DiagnosticDescriptor RedisFlush = Descriptor.Create(
        "ARCH2004",
        title: "Do not flush a shared Redis",
        messageFormat: "'{0}' deletes every key of {1}, also those of other services, and blocks Redis meanwhile (FLUSHALL of 2 million keys: 1.1 s). "
            + "Delete only your own namespace: sweep \"<namespace>:*\" with IServer.Keys and KeyDelete in batches of 500.",
        category: Category.Redis,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "FLUSHDB and FLUSHALL know no owner: sessions, carts and locks of every service on the server are gone, and nobody can answer while they go. "
            + "Looked at are the methods of four client libraries, raw commands and Lua scripts outside of tests and of code that runs in development only.",
        mode: Mode.Minimum,
        soft: true);
}
