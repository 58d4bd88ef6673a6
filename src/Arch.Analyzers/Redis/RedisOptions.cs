using System.Globalization;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Redis;

/// <summary>The options of ARCH20xx.</summary>
internal static class RedisOptions
{
    private static readonly string[] NamespaceRules = ["ARCH2002", "ARCH2003"];

    public static readonly NumberOption MaxPageSize = new(
        "ARCH2001.max_page_size", 5000, "Keys per page of a sweep from which on a page blocks like KEYS does", min: 1, max: int.MaxValue);

    public static readonly ListOption KeySeparator = new(
        "redis.key_separator", ":", "What ends the namespace of a key", "one or more texts, such as ':'") { SharedBy = NamespaceRules };

    public static readonly ListOption KeyPrefixes = new(
        "redis.key_prefixes", "", "The namespaces of this service: every key and every pattern must start with one of them",
        "prefixes separated by commas, such as 'orders:, carts:'") { SharedBy = ["ARCH2001", .. NamespaceRules] };

    public static readonly ListOption DedicatedDatabases = new(
        "redis.dedicated_databases", "", "Databases that this service does not share; -1 is the default database",
        "numbers separated by commas", static item => int.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) { SharedBy = NamespaceRules };
}
