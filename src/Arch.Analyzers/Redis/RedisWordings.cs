using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Redis;

/// <summary>The messages of ARCH20xx beside the first one of each rule.</summary>
internal static class RedisWordings
{
    public static readonly Wording KeysInLua = new(
        RedisRules.RedisKeysCommand,
        "The Lua script calls KEYS, which blocks every client while the script runs; a SCAN loop inside Lua blocks just the same. Iterate from the client with {0}.");

    public static readonly Wording ScanTakenAway = new(
        RedisRules.RedisKeysCommand,
        "{0} takes SCAN away but leaves KEYS, so IServer.Keys() silently sends the blocking KEYS command. {1}.");

    public static readonly Wording LargePage = new(
        RedisRules.RedisKeysCommand,
        "A page of {0} keys blocks like KEYS does (10,000 per page: 20 ms at p99, 100,000: 164 ms). Use 250.");

    public static readonly Wording PrefixNotApplied = new(
        RedisRules.RedisScanWithoutNamespace,
        "The key prefix of this database is not applied to string arguments of '{0}', so keys of other tenants are returned; pass the pattern as RedisKey "
            + "or use IServer.Keys with the prefix in the pattern");

    public static readonly Wording DeleteOfSweep = new(
        RedisRules.RedisFlush,
        "One KeyDelete for a whole sweep is one long command (50,000 small keys: 55 ms) and holds all keys in memory. Delete in batches of 500.");
}
