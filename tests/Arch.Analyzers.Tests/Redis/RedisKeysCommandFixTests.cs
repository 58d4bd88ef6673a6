using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Redis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Redis;

using Verify = FixVerifier<RedisKeysCommand, RedisKeysCommandFix>;

/// <summary>The code that the fix of ARCH2001 writes; what it does on the wire is in <see cref="RedisKeysCommandLiveTests"/>.</summary>
public class RedisKeysCommandFixTests
{
    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task Database(RefSet redis) => Verify.Csharp(redis, """
        // Copyright
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            void Run()
            {
                // All carts.
                var carts = (RedisKey[])cache.[|Execute|]("KEYS", "cart:*")!; // of all shops
                System.Console.WriteLine(carts.Length);
            }
        }
        """, """
        // Copyright
        using System.Linq;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            void Run()
            {
                // All carts.
                var carts = cache.Multiplexer.GetServers()
                    .Where(server => server.IsConnected && !server.IsReplica)
                    .SelectMany(server => server.Keys(cache.Database, "cart:*", pageSize: 250))
                    .Distinct()
                    .ToArray(); // of all shops
                System.Console.WriteLine(carts.Length);
            }
        }
        """);

    [Fact]
    public Task TextsAndKeyPattern_WithTakenNames() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;

        class Carts
        {
            private readonly IDatabase _cache;

            Carts(IDatabase cache) => _cache = cache;

            string[] Run(RedisKey pattern, int server, int key) => (string[])_cache.[|Execute|]("KEYS", pattern)!;
        }
        """, """
        using System.Linq;
        using StackExchange.Redis;

        class Carts
        {
            private readonly IDatabase _cache;

            Carts(IDatabase cache) => _cache = cache;

            string[] Run(RedisKey pattern, int server, int key) => _cache.Multiplexer.GetServers()
                .Where(server1 => server1.IsConnected && !server1.IsReplica)
                .SelectMany(server1 => server1.Keys(_cache.Database, (RedisValue)(string?)pattern, pageSize: 250))
                .Distinct()
                .Select(key1 => (string)key1!)
                .ToArray();
        }
        """);

    [Fact]
    public Task ReceiverWithSideEffects_IsEvaluatedOnce() => Verify.Csharp(Refs.Redis27, """
        using System.Linq;
        using StackExchange.Redis;

        class Carts
        {
            static IDatabase Connect() => null!;

            static string Pattern() => "cart:*";

            RedisKey[] Run()
            {
                return (RedisKey[])Connect().[|Execute|]("KEYS", Pattern())!;
            }
        }
        """, """
        using System.Linq;
        using StackExchange.Redis;

        class Carts
        {
            static IDatabase Connect() => null!;

            static string Pattern() => "cart:*";

            RedisKey[] Run()
            {
                var database = Connect();
                var pattern = Pattern();
                return database.Multiplexer.GetServers()
                    .Where(server => server.IsConnected && !server.IsReplica)
                    .SelectMany(server => server.Keys(database.Database, pattern, pageSize: 250))
                    .Distinct()
                    .ToArray();
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task Awaited(RefSet redis) => Verify.Csharp(redis, """
        using System.Threading;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            async Task<int> Run(CancellationToken cancellationToken)
            {
                // All carts.
                var carts = (RedisKey[])(await cache.[|ExecuteAsync|]("KEYS", "cart:*"))!;
                return carts.Length;
            }
        }
        """, """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            async Task<int> Run(CancellationToken cancellationToken)
            {
                // All carts.
                var found = new HashSet<RedisKey>();
                foreach (var server in cache.Multiplexer.GetServers())
                {
                    if (!server.IsConnected || server.IsReplica)
                    {
                        continue;
                    }

                    await foreach (var key in server.KeysAsync(cache.Database, "cart:*", pageSize: 250).WithCancellation(cancellationToken))
                    {
                        found.Add(key);
                    }
                }
                var carts = found.ToArray();
                return carts.Length;
            }
        }
        """, language: LanguageVersion.CSharp12);

    [Fact]
    public Task Server_KeepsItsDatabase() => Verify.Csharp(Refs.Redis213, """
        using System.Linq;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IServer server)
        {
            object First() => (RedisKey[])server.[|Execute|]("KEYS", "cart:*")!;

            object Third() => (RedisKey[])server.[|Execute|](3, "KEYS", ["cart:*"])!;

            async Task<string[]> Async()
            {
                return (string[])(await server.[|ExecuteAsync|]("KEYS", ["cart:*"]).ConfigureAwait(false))!;
            }
        }
        """, """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IServer server)
        {
            object First() => server.Keys(pattern: "cart:*", pageSize: 250).Distinct().ToArray();

            object Third() => server.Keys(3, "cart:*", pageSize: 250).Distinct().ToArray();

            async Task<string[]> Async()
            {
                var found = new HashSet<RedisKey>();
                await foreach (var key in server.KeysAsync(pattern: "cart:*", pageSize: 250).ConfigureAwait(false))
                {
                    found.Add(key);
                }
                return found.Select(key => (string)key!).ToArray();
            }
        }
        """);

    [Fact]
    public Task UnconvertedAndResultElements_KeepTheirUses() => Verify.Csharp(Refs.Redis, """
        using System.Linq;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            int Variable()
            {
                var answer = cache.[|Execute|]("KEYS", "cart:*");
                return ((RedisKey[])answer!).Length;
            }

            void Loop()
            {
                foreach (var key in (RedisResult[])cache.[|Execute|]("KEYS", "cart:*")!)
                    cache.KeyDelete((RedisKey)(string)key!);
            }
        }
        """, """
        using System.Linq;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            int Variable()
            {
                var answer = cache.Multiplexer.GetServers()
                    .Where(server => server.IsConnected && !server.IsReplica)
                    .SelectMany(server => server.Keys(cache.Database, "cart:*", pageSize: 250))
                    .Distinct()
                    .ToArray();
                return ((RedisKey[])answer!).Length;
            }

            void Loop()
            {
                foreach (var key in cache.Multiplexer.GetServers()
                    .Where(server => server.IsConnected && !server.IsReplica)
                    .SelectMany(server => server.Keys(cache.Database, "cart:*", pageSize: 250))
                    .Distinct()
                    .ToArray())
                    cache.KeyDelete((RedisKey)(string)key!);
            }
        }
        """);

    [Fact]
    public Task CsRedis_SeveralInOneMethod() => Verify.Csharp(Refs.CsRedis, """
        using System.Threading.Tasks;

        class Carts(CSRedis.CSRedisClient client)
        {
            async Task<int> Run(string pattern)
            {
                var carts = client.[|Keys|]("cart:*");
                var others = await client.[|KeysAsync|](pattern);
                return carts.Length + others.Length;
            }

            string[] Shared()
            {
                return RedisHelper.[|Keys|]("cart:*");
            }
        }
        """, """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        class Carts(CSRedis.CSRedisClient client)
        {
            async Task<int> Run(string pattern)
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = client.Scan(cursor, "cart:*", 250);
                    found.UnionWith(page.Items);
                    cursor = page.Cursor;
                }
                while (cursor != 0);
                var carts = found.ToArray();
                var found1 = new HashSet<string>();
                long cursor1 = 0;
                do
                {
                    var page1 = await client.ScanAsync(cursor1, pattern, 250);
                    found1.UnionWith(page1.Items);
                    cursor1 = page1.Cursor;
                }
                while (cursor1 != 0);
                var others = found1.ToArray();
                return carts.Length + others.Length;
            }

            string[] Shared()
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = RedisHelper.Scan(cursor, "cart:*", 250);
                    found.UnionWith(page.Items);
                    cursor = page.Cursor;
                }
                while (cursor != 0);
                return found.ToArray();
            }
        }
        """);

    [Fact]
    public Task RoomForStatements_IsMade() => Verify.Csharp(Refs.CsRedis, """
        using System;
        using System.Threading.Tasks;

        class Carts(CSRedis.CSRedisClient client)
        {
            /// <summary>All carts.</summary>
            [Obsolete]
            public string[] All() => client.[|Keys|]("cart:*"); // of all shops

            public async Task<int> Count() =>
                (await client.[|KeysAsync|]("cart:*")).Length;

            public async Task Show() => Console.WriteLine((await client.[|KeysAsync|]("cart:*")).Length);

            public long Remove(bool all, int shop)
            {
                string[] Local() => client.[|Keys|]("cart:*");
                if (all)
                    client.Del(client.[|Keys|]("cart:*"));
                else if (shop > 0) Console.WriteLine("{0} {1}", shop, client.[|Keys|]("shop:*").Length);
                switch (shop)
                {
                    case 0:
                        return client.[|Keys|]("shop:*").Length;
                    default:
                        break;
                }

                if (client.[|Keys|]("old:*").Length > 0)
                    return 1;
                return 0;
            }
        }
        """, """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        class Carts(CSRedis.CSRedisClient client)
        {
            /// <summary>All carts.</summary>
            [Obsolete]
            public string[] All()
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = client.Scan(cursor, "cart:*", 250);
                    found.UnionWith(page.Items);
                    cursor = page.Cursor;
                }
                while (cursor != 0);
                return found.ToArray();
            } // of all shops

            public async Task<int> Count()
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = await client.ScanAsync(cursor, "cart:*", 250);
                    found.UnionWith(page.Items);
                    cursor = page.Cursor;
                }
                while (cursor != 0);
                return (found.ToArray()).Length;
            }

            public async Task Show()
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = await client.ScanAsync(cursor, "cart:*", 250);
                    found.UnionWith(page.Items);
                    cursor = page.Cursor;
                }
                while (cursor != 0);
                Console.WriteLine((found.ToArray()).Length);
            }

            public long Remove(bool all, int shop)
            {
                string[] Local()
                {
                    var found = new HashSet<string>();
                    long cursor = 0;
                    do
                    {
                        var page = client.Scan(cursor, "cart:*", 250);
                        found.UnionWith(page.Items);
                        cursor = page.Cursor;
                    }
                    while (cursor != 0);
                    return found.ToArray();
                }
                if (all)
                {
                    var found1 = new HashSet<string>();
                    long cursor1 = 0;
                    do
                    {
                        var page1 = client.Scan(cursor1, "cart:*", 250);
                        found1.UnionWith(page1.Items);
                        cursor1 = page1.Cursor;
                    }
                    while (cursor1 != 0);
                    client.Del(found1.ToArray());
                }
                else if (shop > 0)
                {
                    var found2 = new HashSet<string>();
                    long cursor2 = 0;
                    do
                    {
                        var page2 = client.Scan(cursor2, "shop:*", 250);
                        found2.UnionWith(page2.Items);
                        cursor2 = page2.Cursor;
                    }
                    while (cursor2 != 0);
                    Console.WriteLine("{0} {1}", shop, found2.ToArray().Length);
                }
                switch (shop)
                {
                    case 0:
                        var found3 = new HashSet<string>();
                        long cursor3 = 0;
                        do
                        {
                            var page3 = client.Scan(cursor3, "shop:*", 250);
                            found3.UnionWith(page3.Items);
                            cursor3 = page3.Cursor;
                        }
                        while (cursor3 != 0);
                        return found3.ToArray().Length;
                    default:
                        break;
                }

                var found4 = new HashSet<string>();
                long cursor4 = 0;
                do
                {
                    var page4 = client.Scan(cursor4, "old:*", 250);
                    found4.UnionWith(page4.Items);
                    cursor4 = page4.Cursor;
                }
                while (cursor4 != 0);
                if (found4.ToArray().Length > 0)
                    return 1;
                return 0;
            }
        }
        """);

    [Fact]
    public Task AwaitedInBodiesAndArguments() => Verify.Csharp(Refs.Redis, """
        using System.Threading;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            public async Task<string[]> All(CancellationToken stop) => (string[])(await cache.[|ExecuteAsync|]("KEYS", "cart:*"))!;

            public async Task Remove()
            {
                await cache.KeyDeleteAsync((RedisKey[])(await cache.[|ExecuteAsync|]("KEYS", "cart:*"))!);
            }
        }
        """, """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using StackExchange.Redis;

        class Carts(IDatabase cache)
        {
            public async Task<string[]> All(CancellationToken stop)
            {
                var found = new HashSet<RedisKey>();
                foreach (var server in cache.Multiplexer.GetServers())
                {
                    if (!server.IsConnected || server.IsReplica)
                    {
                        continue;
                    }

                    await foreach (var key in server.KeysAsync(cache.Database, "cart:*", pageSize: 250).WithCancellation(stop))
                    {
                        found.Add(key);
                    }
                }
                return found.Select(key => (string)key!).ToArray();
            }

            public async Task Remove()
            {
                var found = new HashSet<RedisKey>();
                foreach (var server in cache.Multiplexer.GetServers())
                {
                    if (!server.IsConnected || server.IsReplica)
                    {
                        continue;
                    }

                    await foreach (var key in server.KeysAsync(cache.Database, "cart:*", pageSize: 250))
                    {
                        found.Add(key);
                    }
                }
                await cache.KeyDeleteAsync(found.ToArray());
            }
        }
        """);

    [Fact]
    public Task FreeRedis() => Verify.Csharp(Refs.FreeRedis, """
        using System.Threading.Tasks;
        using FreeRedis;

        class Carts(RedisClient client)
        {
            string[] Run() => client.[|Keys|]("cart:*");

            async Task<string[]> Async()
            {
                return await client.[|KeysAsync|]("cart:*");
            }
        }
        """, """
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using FreeRedis;

        class Carts(RedisClient client)
        {
            string[] Run() => client.Scan("cart:*", 250, null).SelectMany(page => page).Distinct().ToArray();

            async Task<string[]> Async()
            {
                var found = new HashSet<string>();
                long cursor = 0;
                do
                {
                    var page = await client.ScanAsync(cursor, "cart:*", 250, null);
                    found.UnionWith(page.items);
                    cursor = page.cursor;
                }
                while (cursor != 0);
                return found.ToArray();
            }
        }
        """);

    [Fact]
    public Task ServiceStack_KeepsTheBytes() => Verify.Csharp(Refs.RedisStubs, """
        using ServiceStack.Redis;

        class Carts(RedisClient client)
        {
            byte[][] Run() => client.[|Keys|]("cart:*");
        }
        """, """
        using System.Linq;
        using System.Text;
        using ServiceStack.Redis;

        class Carts(RedisClient client)
        {
            byte[][] Run() => client.ScanAllKeys("cart:*").Distinct().Select(key => Encoding.UTF8.GetBytes(key)).ToArray();
        }
        """);

    [Fact]
    public Task TopLevelStatements() => Verify.Csharp(Refs.CsRedis, """
        var client = new CSRedis.CSRedisClient("127.0.0.1");
        var carts = client.[|Keys|]("cart:*");
        System.Console.WriteLine(carts.Length);
        """, """
        using System.Collections.Generic;
        using System.Linq;

        var client = new CSRedis.CSRedisClient("127.0.0.1");
        var found = new HashSet<string>();
        long cursor = 0;
        do
        {
            var page = client.Scan(cursor, "cart:*", 250);
            found.UnionWith(page.Items);
            cursor = page.Cursor;
        }
        while (cursor != 0);
        var carts = found.ToArray();
        System.Console.WriteLine(carts.Length);
        """);

    [Fact]
    public Task CarriageReturnsAndNoNullableTypes_AreKept() => Verify.Csharp(Refs.Redis, """
        #nullable disable
        using System.Linq;
        using StackExchange.Redis;
        class Carts(IDatabase cache)
        {
            string[] Run() => (string[])cache.[|Execute|]("KEYS", "cart:*");
        }
        """.Replace("\n", "\r\n"), """
        #nullable disable
        using System.Linq;
        using StackExchange.Redis;
        class Carts(IDatabase cache)
        {
            string[] Run() => cache.Multiplexer.GetServers()
                .Where(server => server.IsConnected && !server.IsReplica)
                .SelectMany(server => server.Keys(cache.Database, "cart:*", pageSize: 250))
                .Distinct()
                .Select(key => (string)key)
                .ToArray();
        }
        """.Replace("\n", "\r\n"));

    [Theory]
    [InlineData("transaction.[|ExecuteAsync|](\"KEYS\", \"cart:*\")")]
    [InlineData("batch.[|ExecuteAsync|](\"KEYS\", \"cart:*\")")]
    [InlineData("(RedisKey[])(await async.[|ExecuteAsync|](\"KEYS\", \"cart:*\"))!")]
    [InlineData("(RedisKey[])db.WithKeyPrefix(\"t1:\").[|Execute|](\"KEYS\", pattern)!")]
    [InlineData("db.[|Execute|](\"KEYS\", \"cart:*\")")]
    [InlineData("((RedisResult[])db.[|Execute|](\"KEYS\", \"cart:*\")!)[0].Resp2Type")]
    [InlineData("db.[|ExecuteAsync|](\"KEYS\", \"cart:*\")")]
    [InlineData("(RedisKey[])db.[|Execute|](\"KEYS\", arguments)!")]
    [InlineData("(RedisKey[])db.[|Execute|](\"KEYS\", 5)!")]
    [InlineData("(RedisKey[])db.[|Execute|](\"KEYS\", [\"cart:*\"], CommandFlags.DemandReplica)!")]
    [InlineData("(RedisKey[])db?.[|Execute|](\"KEYS\", \"cart:*\")!")]
    [InlineData("(RedisKey[])db.[|Execute|](\"KEYS\", /* all */ \"cart:*\")!")]
    [InlineData("pattern == \"a\" ? (RedisKey[])Get().[|Execute|](\"KEYS\", \"cart:*\")! : []")]
    public Task NotOffered(string call) => Verify.NotOffered(Refs.Redis, $$"""
        using System.Threading.Tasks;
        using StackExchange.Redis;
        using StackExchange.Redis.KeyspaceIsolation;
        class Carts(IDatabase db, IDatabaseAsync async, ITransaction transaction, IBatch batch)
        {
            static IDatabase Get() => null!;
            async Task<object> Run(object[] arguments, RedisKey pattern) { await Task.Yield(); return {{call}}; }
        }
        """);

    [Fact]
    public Task InsideLockOrLambda_IsNotOffered() => Verify.NotOffered(Refs.CsRedis, """
        using System;
        class Carts(CSRedis.CSRedisClient client)
        {
            Func<string[]> Lambda() => () => client.[|Keys|]("cart:*");
            string[] Lock() { lock (client) { return client.[|Keys|]("cart:*"); } }
            string[] Second() => Join(First(), client.[|Keys|]("cart:*"));
            string[] Join(object first, string[] second) => second;
            object First() => 1;
            string[] Property => client.[|Keys|]("cart:*");
            string[] Commented() => /* all */ client.[|Keys|]("cart:*");
            void Unused() { client.[|Keys|]("cart:*"); }
            void UnusedToo() => client.[|Keys|]("cart:*");
            object Pipe() => client.StartPipe().[|Keys|]("cart:*");
        }
        """);

    [Fact]
    public Task PipelineOfFreeRedis_IsNotOffered() => Verify.NotOffered(Refs.FreeRedis, """
        class Carts(FreeRedis.RedisClient client)
        {
            object Pipe() { using var pipe = client.StartPipe(); return pipe.[|Keys|]("cart:*"); }
            object Multi() { using var multi = client.Multi(); return multi.[|Keys|]("cart:*"); }
            object Raw() => client.[|Call|]("KEYS");
        }
        """);

    [Fact]
    public Task ScriptAndCommandMap_AreNotOffered() => Verify.NotOffered(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            object Script() => db.ScriptEvaluate([|"return redis.call('KEYS', '*')"|]);
            object Map() => CommandMap.[|Create|](["SCAN"], available: false);
        }
        """);

    [Fact]
    public async Task OldLibraryWithoutGetServers_AsksForEndPoints()
    {
        var lint = new Lint
        {
            References = Refs.CsRedis,
            Sources = [("Code.cs", """
                using System.Collections.Generic;
                using System.Linq;
                using System.Net;
                using StackExchange.Redis;
                namespace StackExchange.Redis
                {
                    public struct RedisKey { public static implicit operator RedisKey(string text) => default; }
                    public class RedisResult { public static explicit operator RedisKey[](RedisResult result) => []; }
                    public interface IConnectionMultiplexer { EndPoint[] GetEndPoints(); IServer GetServer(EndPoint endPoint); }
                    public interface IRedisAsync { IConnectionMultiplexer Multiplexer { get; } }
                    public interface IServer { bool IsConnected { get; } bool IsReplica { get; } IEnumerable<RedisKey> Keys(int database, string pattern, int pageSize); }
                    public interface IDatabase : IRedisAsync { int Database { get; } RedisResult Execute(string command, params object[] args); }
                }
                class Carts(IDatabase cache) { RedisKey[] Run() => (RedisKey[])cache.Execute("KEYS", "cart:*"); }
                """)],
        };
        var after = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2001", [new RedisKeysCommandFix()]);
        Assert.Contains("cache.Multiplexer.GetEndPoints().Select(endPoint => cache.Multiplexer.GetServer(endPoint))", after.Sources[0].Text);
        Assert.Empty(after.Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        Assert.Empty(await after.RunAsync());
    }

    [Fact]
    public async Task ConfiguredPrefix_IsASecondOffer()
    {
        var lint = new Lint
        {
            References = Refs.Redis,
            Sources = [("Code.cs", """
                using StackExchange.Redis;
                class Carts(IServer server) { RedisKey[] Run() => (RedisKey[])server.Execute("KEYS", "*")!; }
                """)],
            Options = { ["arch.redis.key_prefixes"] = "orders:" },
        };
        var after = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2001", [new RedisKeysCommandFix()], "scan-prefix");
        Assert.Contains("server.Keys(pattern: \"orders:*\", pageSize: 250)", after.Sources[0].Text);
        Assert.Empty(await after.RunAsync());
    }
}
