using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;

namespace Arch.Analyzers.Tests.Redis;

using Verify = RuleVerifier<RedisScanWithoutNamespace>;

/// <summary>ARCH2002: the table of patterns, with and without configured prefixes.</summary>
public class RedisScanWithoutNamespaceTests
{
    private static readonly Dictionary<string, string> Prefixes = new() { ["arch.redis.key_prefixes"] = "orders:, carts:" };

    [Theory]
    [InlineData("\"cart:*\"")]
    [InlineData("\"cart:*:lines\"")]
    [InlineData("\"cart\"")]
    [InlineData("\"c*\"")]
    [InlineData("@\"\\*x\"")]
    [InlineData("@\"\\[x]*\"")]
    [InlineData("pattern")]
    [InlineData("pattern + \"*\"")]
    [InlineData("$\"{shop}:cart:*\"")]
    [InlineData("$\"{shop}*\"")]
    [InlineData("shop + \":*\"")]
    [InlineData("$\"cart:{shop}:*\"")]
    [InlineData("Choose()")]
    [InlineData("new byte[] { 42 }")]
    public Task PatternInsideOrUnknown_IsSilent(string pattern) => Verify.Csharp(Refs.Redis, Keys(pattern));

    [Theory]
    [InlineData("\"orders:*\"")]
    [InlineData("\"carts:1:*\"")]
    [InlineData("\"orders:\" + shop")]
    [InlineData("\"or\" + shop")]
    [InlineData("$\"{shop}*\"")]
    [InlineData("@\"\\orders:*\"")]
    public Task PatternInsideConfiguredPrefixes_IsSilent(string pattern) => Verify.Csharp(Refs.Redis, Keys(pattern), options: Prefixes);

    [Fact]
    public Task SweepOfOneKey_IsSilent() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            object A() => db.HashScan("cart:1", "*");
            object B() => db.SetScan("cart:1");
            object C() => db.SortedSetScan("cart:1", "*");
            object D() => db.Execute("HSCAN", "cart:1", "0", "MATCH", "*");
        }
        """);

    [Fact]
    public Task OwnTypesAndCollections_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System.Collections.Generic;
        class Vault { public object Keys(string pattern = "*") => pattern; public object Scan(long cursor) => cursor; }
        class Use { object A(Vault vault) => vault.Keys(); object B(Vault vault) => vault.Scan(0); object C(Dictionary<string, int> map) => map.Keys; }
        """);

    [Fact]
    public Task TestProject_IsSilent() =>
        Verify.Csharp(Refs.Redis, Keys("\"*\""), options: new() { ["build_property.IsTestProject"] = "true" });

    [Theory]
    [InlineData("server.Keys(3)", "3, 7")]
    [InlineData("server.Keys(database: 7, pattern: \"*\")", "3,7")]
    [InlineData("server.Keys()", "-1")]
    [InlineData("server.Execute(3, \"SCAN\", [\"0\"])", "3")]
    public Task DedicatedDatabase_IsSilent(string call, string dedicated) => Verify.Csharp(Refs.Redis, $$"""
        using StackExchange.Redis;
        class Carts(IServer server) { object Run() => {{call}}; }
        """, options: new() { ["arch.redis.dedicated_databases"] = dedicated });

    [Fact]
    public Task RawCommandWithUnknownArguments_IsSilent_Unknown() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            object A(object[] args) => db.Execute("SCAN", args);
            object B(object[] args) => db.{|ARCH2001:Execute|}("KEYS", args);
            object C() => db.{|ARCH2001:Execute|}("KEYS");
        }
        """);

    [Fact]
    public Task PrefixedDatabaseWithKey_IsSilent() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        using StackExchange.Redis.KeyspaceIsolation;
        class Carts(IDatabase db)
        {
            object A() => db.WithKeyPrefix("t1:").{|ARCH2001:Execute|}("KEYS", (RedisKey)"*");
            object B(RedisKey pattern) => db.WithKeyPrefix("t1:").Execute("SCAN", "0", "MATCH", pattern);
        }
        """);

    [Theory]
    [InlineData("default")]
    [InlineData("default(RedisValue)")]
    [InlineData("RedisValue.Null")]
    [InlineData("RedisValue.EmptyString")]
    [InlineData("\"\"")]
    [InlineData("string.Empty")]
    [InlineData("(string)null!")]
    [InlineData("\"*\"")]
    [InlineData("Everything")]
    public Task WholeKeyspace_Reports(string pattern) => Verify.Csharp(Refs.Redis, Keys($"[|{pattern}|]"),
        "'Keys' sweeps the whole keyspace: it walks and returns keys of every service that shares this Redis. "
        + "Give the pattern a namespace, for example \"orders:*\".");

    [Theory]
    [InlineData("\"?x\"", "?x")]
    [InlineData("\"[ab]*\"", "[ab]*")]
    [InlineData("\"*:cart\"", "*:cart")]
    [InlineData("$\"*:{shop}\"", "*:…")]
    [InlineData("\"*\" + shop + \"*\"", "*…*")]
    public Task LeadingWildcard_Reports(string pattern, string shown) => Verify.Csharp(Refs.Redis, Keys($"[|{pattern}|]"),
        $"'Keys' sweeps with the pattern \"{shown}\", which starts with a wildcard: it walks and returns keys of every service that shares this Redis. "
        + "Give the pattern a namespace, for example \"orders:*\".");

    [Theory]
    [InlineData("\"cart:*\"")]
    [InlineData("\"or*\"")]
    [InlineData("\"Orders:*\"")]
    [InlineData("\"cart:\" + shop")]
    [InlineData("@\"\\*orders:*\"")]
    public Task OutsideConfiguredPrefixes_Reports(string pattern) => Verify.Csharp(Refs.Redis, Keys($"[|{pattern}|]"),
        "'Keys' sweeps outside the configured prefixes (orders:, carts:): it walks and returns keys of every service that shares this Redis. "
        + "Give the pattern a namespace, for example \"orders:*\".", Prefixes);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task EverySweepOfStackExchange_Reports(RefSet redis) => Verify.Csharp(redis, """
        using StackExchange.Redis;
        class Carts(IServer server, IDatabase db)
        {
            object A() => server.[|Keys|]();
            object B() => server.[|KeysAsync|](3);
            object C() => server.KeysAsync(pageSize: 250, pattern: [|"*"|]);
            object D() => db.[|Execute|]("SCAN", "0");
            object E() => db.Execute("SCAN", 0, "COUNT", 250, "match", [|"*"|]);
            object F() => db.{|ARCH2001:Execute|}("KEYS", [|"*"|]);
            object G() => server.{|ARCH2001:ExecuteAsync|}("KEYS", new object[] { [|"*"|] });
        }
        """);

    [Fact]
    public Task SweepsOfCsRedis_Reports() => Verify.Csharp(Refs.CsRedis, """
        class Carts(CSRedis.CSRedisClient client, CSRedis.RedisClient connection, CSRedis.CSRedisClientPipe<string> pipe)
        {
            object A() => client.[|Scan|](0);
            object B() => client.ScanAsync<int>(0, [|"*"|], 250);
            object C() => RedisHelper.[|Scan|](0);
            object D() => pipe.Scan(0, [|"*"|]);
            object E() => client.{|ARCH2001:Keys|}([|"*"|]);
            object F() => connection.[|Call|]("SCAN", "0");
        }
        """);

    [Fact]
    public Task SweepsOfFreeRedisAndServiceStack_Reports() => Task.WhenAll(
        Verify.Csharp(Refs.FreeRedis, """
            using FreeRedis;
            class Carts(RedisClient client)
            {
                object A() => client.Scan([|"*"|], 250, null);
                object B() => client.ScanAsync(0, [|null|], 250, null);
                object C() => client.{|ARCH2001:Keys|}([|"*"|]);
                object D() => client.{|ARCH2001:Call|}(new CommandPacket("KEYS").Input([|"*"|]));
            }
            """),
        Verify.Csharp(Refs.RedisStubs, """
            class Carts(ServiceStack.Redis.RedisClient client) { object A() => client.{|ARCH2001:Keys|}([|"*"|]); }
            """));

    [Fact]
    public Task PrefixedDatabase_Reports() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        using StackExchange.Redis.KeyspaceIsolation;
        class Carts
        {
            private readonly IDatabase _tenant;
            Carts(IDatabase db) => _tenant = db.WithKeyPrefix("t1:");
            object A(IDatabase db) => db.WithKeyPrefix("t1:").{|ARCH2001:Execute|}("KEYS", [|"cart:*"|]);
            object B(IDatabase db) { var tenant = db.WithKeyPrefix("t1:"); return tenant.Execute("SCAN", "0", "MATCH", [|"cart:*"|]); }
            object C() => _tenant.{|ARCH2001:ExecuteAsync|}("KEYS", [|"cart:*"|]);
            object D(RedisValue pattern) => _tenant.{|ARCH2001:Execute|}("KEYS", [|pattern|]);
            object E(IDatabase db) => DatabaseExtensions.WithKeyPrefix(db, "t1:").{|ARCH2001:Execute|}("KEYS", [|"cart:*"|]);
        }
        """);

    [Fact]
    public async Task PrefixedDatabase_Reports_Message()
    {
        var lint = new Lint
        {
            References = Refs.Redis,
            Sources = [("Code.cs", """
                using StackExchange.Redis;
                using StackExchange.Redis.KeyspaceIsolation;
                class Carts { object A(IDatabase db) => db.WithKeyPrefix("t1:").Execute("SCAN", "0", "MATCH", "cart:*"); }
                """)],
        };
        Assert.Equal(
            "The key prefix of this database is not applied to string arguments of 'Execute', so keys of other tenants are returned; pass the pattern as RedisKey "
            + "or use IServer.Keys with the prefix in the pattern",
            Assert.Single(await lint.RunAsync()).GetMessage());
    }

    [Fact]
    public Task OtherSeparator_IsInTheMessage_Reports() => Verify.Csharp(Refs.Redis, Keys("[|\"*\"|]"),
        "'Keys' sweeps the whole keyspace: it walks and returns keys of every service that shares this Redis. "
        + "Give the pattern a namespace, for example \"orders/*\".", new() { ["arch.redis.key_separator"] = "/" });

    private static string Keys(string pattern) => $$"""
        using StackExchange.Redis;
        class Carts(IServer server)
        {
            private const string Everything = "*";
            static string Choose() => "*";
            object Run(string pattern, string shop) => server.Keys(pattern: {{pattern}});
        }
        """;
}
