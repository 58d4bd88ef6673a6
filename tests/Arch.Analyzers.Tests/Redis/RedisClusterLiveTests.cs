using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Redis;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>
/// A real cluster of two primaries and a replica: KEYS answers for one of them, and the fix of ARCH2001 finds the keys of both, each once, without asking
/// the replica.
/// </summary>
public sealed class RedisClusterLiveTests : IAsyncLifetime
{
    private const int KeysOfEach = 3_000;

    private readonly RedisServer[] _servers = [new(), new(), new()];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("arch-redis-cluster");

    public async Task InitializeAsync()
    {
        for (var i = 0; i < _servers.Length; i++)
            await _servers[i].StartAsync("--cluster-enabled", "yes", "--dir", _directory.FullName, "--cluster-config-file", $"nodes-{i}.conf");
        await using var first = await _servers[0].ConnectAsync();
        await using var second = await _servers[1].ConnectAsync();
        await using var replica = await _servers[2].ConnectAsync();
        await first.SendAsync("CLUSTER ADDSLOTSRANGE 0 8191");
        await second.SendAsync("CLUSTER ADDSLOTSRANGE 8192 16383");
        foreach (var other in _servers[1..])
            await first.SendAsync($"CLUSTER MEET 127.0.0.1 {other.Port}");
        foreach (var member in (RedisServer.Connection[])[first, second, replica])
            await UntilAsync(async () => (await member.ReadInfoAsync("CLUSTER INFO")).Contains("cluster_state:ok") && (await member.ReadInfoAsync("CLUSTER NODES")).Split('\n').Length > 3);
        await replica.SendAsync($"CLUSTER REPLICATE {await first.ReadInfoAsync("CLUSTER MYID")}");

        // Where a key is stored does not matter to a sweep.
        await first.SendAsync($"DEBUG POPULATE {KeysOfEach} cart:first");
        await second.SendAsync($"DEBUG POPULATE {KeysOfEach} cart:second");
        await UntilAsync(async () => await replica.SendAsync("DBSIZE") == $":{KeysOfEach}");
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("cache.Execute(\"KEYS\", \"cart:*\")")]
    [InlineData("(await cache.ExecuteAsync(\"KEYS\", \"cart:*\"))")]
    public async Task EveryPrimary_IsSwept(string keys)
    {
        var before = new Lint
        {
            References = Refs.Redis,
            Sources = [("Code.cs", $$"""
                using System.Linq;
                using System.Threading.Tasks;
                using StackExchange.Redis;
                public static class Live
                {
                    public static async Task<string[]> Run(int port)
                    {
                        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true");
                        var cache = connection.GetDatabase();
                        var carts = (RedisKey[]){{keys}}!;
                        return carts.Select(key => (string)key!).ToArray();
                    }
                }
                """)],
        };
        Assert.Equal(KeysOfEach, (await LiveCode.RunAsync(before, _servers[0].Port)).Length);

        var after = await FixRunner.FixAllOneByOneAsync(before, "ARCH2001", [new RedisKeysCommandFix()]);
        var found = Array.Empty<string>();
        var sentToReplica = await _servers[2].MonitorAsync(async () => found = await LiveCode.RunAsync(after, _servers[0].Port));
        Assert.Equal(2 * KeysOfEach, found.Length);
        Assert.Equal(found.Length, found.Distinct().Count());
        Assert.DoesNotContain(sentToReplica, line => line.Contains("\"SCAN\"", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 300, "The cluster does not come up.");
            await Task.Delay(100);
        }
    }
}
