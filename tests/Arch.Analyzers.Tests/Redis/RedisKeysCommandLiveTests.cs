using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Redis;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>
/// The code before and after the fix of ARCH2001, run against a real server: the same keys, SCAN instead of KEYS on the wire.
/// StackExchange.Redis 3.4.35 lets KEYS pass in admin mode only, hence <c>allowAdmin</c>.
/// </summary>
public class RedisKeysCommandLiveTests(RedisServer server) : IClassFixture<RedisServer>
{
    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task DatabaseOfItsOwnNumber_IsSwept(RefSet redis) => VerifyAsync(redis, "server.Keys(cache.Database", Count(3), """
        public static Task<string[]> Run(int port)
        {
            using var connection = ConnectionMultiplexer.Connect($"127.0.0.1:{port},allowAdmin=true");
            var cache = connection.GetDatabase(3);
            var carts = (RedisKey[])cache.Execute("KEYS", "cart:*")!;
            return Task.FromResult(carts.Select(key => (string)key!).ToArray());
        }
        """);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task AwaitedCall_IsSwept(RefSet redis) => VerifyAsync(redis, "await foreach", Count(0), """
        public static async Task<string[]> Run(int port)
        {
            using var stop = new CancellationTokenSource();
            return await All(await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true"), stop.Token);
        }

        private static async Task<string[]> All(IConnectionMultiplexer connection, CancellationToken cancellationToken)
        {
            var carts = (string[])(await connection.GetDatabase().ExecuteAsync("KEYS", "cart:*").ConfigureAwait(false))!;
            connection.Dispose();
            return carts;
        }
        """);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task Server_IsSwept(RefSet redis) => VerifyAsync(redis, ".Keys(pattern: ", Count(0), """
        public static Task<string[]> Run(int port)
        {
            using var connection = ConnectionMultiplexer.Connect($"127.0.0.1:{port},allowAdmin=true");
            RedisKey pattern = "cart:*";
            return Task.FromResult((string[])connection.GetServer("127.0.0.1", port).Execute("KEYS", pattern)!);
        }
        """);

    [Fact]
    public Task DatabaseOfAServer_IsSwept() => VerifyAsync(Refs.Redis, ".KeysAsync(3, ", Count(3), """
        public static async Task<string[]> Run(int port)
        {
            using var connection = ConnectionMultiplexer.Connect($"127.0.0.1:{port},allowAdmin=true");
            var server = connection.GetServers()[0];
            var names = new List<string>();
            foreach (var key in (RedisResult[])(await server.ExecuteAsync(3, "KEYS", ["cart:*"]))!)
                names.Add((string)key!);
            return names.ToArray();
        }
        """);

    [Theory]
    [InlineData("client.Keys(\"cart:*\")")]
    [InlineData("await client.KeysAsync(\"cart:*\")")]
    public Task CsRedis_IsSwept(string keys) => VerifyAsync(Refs.CsRedis, "while (cursor != 0)", Count(0), $$"""
        public static async Task<string[]> Run(int port)
        {
            using var client = new CSRedis.CSRedisClient($"127.0.0.1:{port},poolsize=1");
            await Task.Yield();
            return {{keys}};
        }
        """);

    [Theory]
    [InlineData("client.Keys(\"cart:*\")", "SelectMany")]
    [InlineData("await client.KeysAsync(\"cart:*\")", "while (cursor != 0)")]
    public Task FreeRedis_IsSwept(string keys, string shape) => VerifyAsync(Refs.FreeRedis, shape, Count(0), $$"""
        public static async Task<string[]> Run(int port)
        {
            using var client = new FreeRedis.RedisClient($"127.0.0.1:{port},poolsize=1");
            await Task.Yield();
            return {{keys}};
        }
        """);

    /// <summary>Times differ from machine to machine; how much longer KEYS holds the server than a page does, hardly.</summary>
    [Fact]
    public async Task Page_HoldsTheServerForAFractionOfTheTime()
    {
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync("CONFIG RESETSTAT");
        for (var i = 0; i < 5; i++)
        {
            await connection.ReadArrayAsync("KEYS cart:*");
            for (var cursor = "0"; await connection.ReadPageAsync($"SCAN {cursor} MATCH cart:* COUNT 250") is var next && next != "0";)
                cursor = next;
        }

        var (keys, page) = (await connection.MicrosecondsAsync("keys"), await connection.MicrosecondsAsync("scan"));
        Assert.True(keys > 20 * page, $"KEYS: {keys} µs, a page: {page} µs");
    }

    private static int Count(int database) => RedisServer.Carts + (database * 7);

    private async Task VerifyAsync(RefSet references, string shape, int count, string members)
    {
        var source = $$"""
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            {{(references.ToString()!.StartsWith("Redis", StringComparison.Ordinal) ? "using StackExchange.Redis;" : "")}}
            public static class Live
            {
            {{members}}
            }
            """;
        var before = new Lint { References = references, Sources = [("Code.cs", source)] };
        var expected = Array.Empty<string>();
        var sent = await server.MonitorAsync(async () => expected = await LiveCode.RunAsync(before, server.Port));
        Assert.Equal(count, expected.Length);
        Assert.Contains(sent, line => Sends(line, "KEYS"));

        var after = await FixRunner.FixAllOneByOneAsync(before, "ARCH2001", [new RedisKeysCommandFix()]);
        Assert.Contains(shape, after.Sources[0].Text);
        var actual = Array.Empty<string>();
        sent = await server.MonitorAsync(async () => actual = await LiveCode.RunAsync(after, server.Port));
        Assert.Equal(expected, actual);
        Assert.DoesNotContain(sent, line => Sends(line, "KEYS"));
        Assert.True(sent.Count(line => Sends(line, "SCAN")) > 50, "One page would prove nothing.");
    }

    private static bool Sends(string line, string command) => line.Contains($"] \"{command}\"", StringComparison.OrdinalIgnoreCase);
}
