namespace Arch.Analyzers.Redis;

/// <summary>The types of the Redis libraries whose members reach the wire. Each has a row in the table of <see cref="RedisTypes"/>.</summary>
internal enum RedisType
{
    None,
    Database,
    DatabaseAsync,
    Server,
    LuaScript,
    CommandMap,
    CsClient,
    CsHelper,
    CsPipe,
    CsConnection,
    CsNodes,
    FreeClient,
    ServiceStackNative,
    ServiceStackClient,
}
