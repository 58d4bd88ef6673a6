using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Redis;

using Verify = RuleVerifier<RedisFlush>;

/// <summary>ARCH2004: flushes, and deletes of a whole sweep.</summary>
public class RedisFlushTests
{
    [Fact]
    public Task TestProject_IsSilent() => Verify.Csharp(Refs.Redis, """
        class Tests(StackExchange.Redis.IServer server) { void Reset() => server.FlushDatabase(); }
        """, options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task OwnTypes_IsSilent() => Verify.Csharp(Refs.Redis, """
        class Pipe { public void FlushDatabase(int n) { } public void FlushAll() { } void Run() { FlushDatabase(3); FlushAll(); } }
        """);

    [Theory]
    [InlineData("server.ScriptFlush()")]
    [InlineData("db.Execute(\"SCRIPT\", \"FLUSH\")")]
    [InlineData("db.ScriptEvaluate(\"return redis.call('DEL', KEYS[1]) -- FLUSHALL\")")]
    [InlineData("db.KeyDelete(\"orders:1\")")]
    [InlineData("db.Execute(command, \"FLUSHALL\")")]
    public Task OtherCommand_IsSilent(string call) => Verify.Csharp(Refs.Redis, $$"""
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server) { void Run(string command) { {{call}}; } }
        """);

    [Theory]
    [InlineData("if (env.IsDevelopment()) server.FlushDatabase();")]
    [InlineData("if (env.IsDevelopment() && all) { server.FlushDatabase(); }")]
    [InlineData("if (env.IsEnvironment(\"Development\")) server.FlushDatabase();")]
    [InlineData("if (!env.IsDevelopment()) { } else server.FlushDatabase();")]
    [InlineData("if (!env.IsDevelopment()) return; server.FlushDatabase();")]
    [InlineData("if (all || !env.IsDevelopment()) { throw new System.Exception(); } server.FlushDatabase();")]
    [InlineData("var isDevelopment = env.IsDevelopment(); if (isDevelopment) server.FlushDatabase();")]
    [InlineData("if (env.IsDevelopment()) { System.Action reset = () => server.FlushDatabase(); }")]
    [InlineData("_ = env.IsDevelopment() ? server.FlushDatabaseAsync() : null;")]
    [InlineData("_ = env.IsDevelopment() && Flush(server.FlushDatabaseAsync());")]
    public Task Development_IsSilent(string body) => Verify.Csharp(Refs.Redis, InHost(body));

    [Fact]
    public Task DevelopmentAtTopLevel_IsSilent() => Verify.Csharp(Refs.Redis, """
        using Microsoft.Extensions.Hosting;
        using StackExchange.Redis;
        IHostEnvironment env = null!;
        IServer server = null!;
        if (!env.IsDevelopment())
            return;
        server.FlushAllDatabases();
        """);

    [Fact]
    public Task DebugOnlyMethod_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System.Diagnostics;
        using StackExchange.Redis;
        class Carts(IServer server) { [Conditional("DEBUG")] void Reset() { void Now() => server.FlushDatabase(); Now(); } }
        """);

    [Fact]
    public Task DeleteInBatches_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System.Linq;
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server)
        {
            void A() { foreach (var key in server.Keys(pattern: "cart:*")) db.KeyDelete(key); }
            void B() { foreach (var batch in server.Keys(pattern: "cart:*").Chunk(500)) db.KeyDelete(batch); }
            void C() => db.KeyDelete(server.Keys(pattern: "cart:*").Take(100).ToArray());
            void D(RedisKey[] keys) => db.KeyDelete(keys);
        }
        """);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task ServerFlush_Reports(RefSet redis) => Verify.Csharp(redis, """
        using StackExchange.Redis;
        class Carts(IServer server)
        {
            void A() => server.[|FlushDatabase|](3);
            void B() => server.[|FlushDatabaseAsync|]();
            void C() => server.[|FlushAllDatabases|]();
            void D() => server.[|FlushAllDatabasesAsync|](CommandFlags.FireAndForget);
        }
        """, message: Message("FlushDatabase", "database 3"));

    [Fact]
    public async Task Subject_Reports()
    {
        await Verify.Csharp(Refs.Redis, "class Carts(StackExchange.Redis.IServer server) { void A() => server.[|FlushDatabase|](); }", Message("FlushDatabase", "the database"));
        await Verify.Csharp(Refs.Redis, "class Carts(StackExchange.Redis.IServer server) { void A() => server.[|FlushAllDatabases|](); }", Message("FlushAllDatabases", "all databases"));
    }

    [Fact]
    public Task RawCommandAndScript_Reports() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server)
        {
            object A() => db.[|Execute|]("FLUSHDB");
            object B() => db.[|ExecuteAsync|]("flushall", "ASYNC");
            object C() => server.[|Execute|]("FLUSHDB");
            object D() => db.ScriptEvaluate([|"redis.call('FLUSHALL')"|]);
            object E() => db.Execute("EVAL", [|"return redis.call('FLUSHDB', 'ASYNC')"|], 0);
        }
        """);

    [Fact]
    public Task CsRedis_Reports() => Verify.Csharp(Refs.CsRedis, """
        class Carts(CSRedis.CSRedisClient client, CSRedis.RedisClient connection, CSRedis.IRedisClientAsync async)
        {
            void A() => client.NodesServerManager.[|FlushAll|]();
            void B() => client.NodesServerManager.[|FlushDbAsync|]();
            void C() => connection.[|FlushDb|]();
            void D() => async.[|FlushAllAsync|]();
            void E() => connection.[|Call|]("FLUSHALL");
        }
        """);

    [Fact]
    public Task FreeRedisAndServiceStack_Reports() => Task.WhenAll(
        Verify.Csharp(Refs.FreeRedis, """
            class Carts(FreeRedis.RedisClient client)
            {
                void A() => client.[|FlushAll|]();
                void B() => client.[|FlushDb|](true);
                void C() => client.[|Call|]("FLUSHALL");
            }
            """),
        Verify.Csharp(Refs.RedisStubs, """
            using ServiceStack.Redis;
            class Carts(RedisClient client, IRedisClient contract, IRedisNativeClientAsync native, IRedisClientAsync async)
            {
                void A() => client.[|FlushAll|]();
                void B() => contract.[|FlushDb|]();
                void C() => native.[|FlushAllAsync|]();
                void D() => async.[|FlushAllAsync|]();
            }
            """));

    [Theory]
    [InlineData("if (env.IsProduction()) server.[|FlushDatabase|]();")]
    [InlineData("if (!env.IsDevelopment()) server.[|FlushDatabase|]();")]
    [InlineData("if (env.IsDevelopment() || all) server.[|FlushDatabase|]();")]
    [InlineData("if (env.IsEnvironment(\"Staging\")) server.[|FlushDatabase|]();")]
    [InlineData("if (env.IsDevelopment()) { } server.[|FlushDatabase|]();")]
    [InlineData("if (env.IsDevelopment()) return; server.[|FlushDatabase|]();")]
    [InlineData("if (!env.IsDevelopment()) System.Console.Beep(); server.[|FlushDatabase|]();")]
    public Task OutsideDevelopment_Reports(string body) => Verify.Csharp(Refs.Redis, InHost(body));

    [Fact]
    public async Task DeleteOfASweep_Reports()
    {
        var found = await Verify.Csharp(Refs.Redis, """
            using System.Linq;
            using System.Threading.Tasks;
            using StackExchange.Redis;
            class Carts(IDatabase db, IServer server)
            {
                void A() => db.[|KeyDelete|](server.Keys(pattern: "cart:*").ToArray());
                void B() { var keys = server.Keys(pattern: "cart:*").Where(key => true).Distinct().ToArray(); db.[|KeyDelete|](keys); }
                void C() => db.[|KeyDelete|]([.. server.Keys(pattern: "cart:*")]);
                async Task D() => await db.[|KeyDeleteAsync|](await server.KeysAsync(pattern: "cart:*").ToArrayAsync());
                void E() { var keys = server.Keys(pattern: "cart:*"); db.[|KeyDelete|](keys.Select(key => key).ToArray()); }
            }
            """, "One KeyDelete for a whole sweep is one long command (50,000 small keys: 55 ms) and holds all keys in memory. Delete in batches of 500.");
        Assert.All(found, finding => Assert.Equal(DiagnosticSeverity.Info, finding.Severity));
    }

    private static string Message(string method, string subject) =>
        $"'{method}' deletes every key of {subject}, also those of other services, and blocks Redis meanwhile (FLUSHALL of 2 million keys: 1.1 s). "
        + "Delete only your own namespace: sweep \"<namespace>:*\" with IServer.Keys and KeyDelete in batches of 500.";

    private static string InHost(string body) => $$"""
        using Microsoft.Extensions.Hosting;
        using StackExchange.Redis;
        class Carts(IServer server, IHostEnvironment env)
        {
            static bool Flush(object task) => task is not null;
            void Run(bool all) { {{body}} }
        }
        """;
}
