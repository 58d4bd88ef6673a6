using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>ARCH2003, which is off until somebody wants it.</summary>
public class RedisKeyWithoutNamespaceTests
{
    [Fact]
    public async Task OffByDefault_IsSilent() =>
        Assert.Empty(await new Lint { References = Refs.Redis, Sources = [("Code.cs", Get("\"config\""))] }.RunAsync());

    [Theory]
    [InlineData("\"orders:config\"")]
    [InlineData("$\"orders:{id}\"")]
    [InlineData("\"orders:\" + id")]
    [InlineData("$\"{id}:orders\"")]
    [InlineData("name")]
    [InlineData("$\"{name}{id}\"")]
    [InlineData("name + id")]
    [InlineData("Prefix + id")]
    [InlineData("Build(id)")]
    [InlineData("(RedisKey)name")]
    [InlineData("default")]
    [InlineData("\"\"")]
    public Task KeyWithOrPerhapsWithNamespace_IsSilent(string key) => Verify(Get(key));

    [Fact]
    public Task OtherArguments_IsSilent() => Verify("""
        using StackExchange.Redis;
        class Carts(IDatabase db, ISubscriber subscriber)
        {
            void Run()
            {
                db.HashGet("orders:1", "field");
                db.StringSet("orders:1", "value");
                subscriber.Publish(RedisChannel.Literal("news"), "text");
            }
        }
        """);

    [Fact]
    public Task PrefixedDatabase_IsSilent() => Verify("""
        using StackExchange.Redis;
        using StackExchange.Redis.KeyspaceIsolation;
        class Carts(IDatabase db)
        {
            private readonly IDatabase _own = db.WithKeyPrefix("orders:");
            object A() => _own.StringGet("config");
            object B() { var own = db.WithKeyPrefix("orders:"); return own.StringGet("config"); }
        }
        """);

    [Fact]
    public Task OwnTypes_IsSilent() => Verify("""
        using StackExchange.Redis;
        class Store { public object StringGet(RedisKey key) => key; }
        class Use { object A(Store store) => store.StringGet("config"); }
        """);

    [Theory]
    [InlineData("\"orders:1\"")]
    [InlineData("\"ord\" + name")]
    [InlineData("$\"{name}\"")]
    [InlineData("$\"{id}\"")]
    public Task InsideConfiguredPrefixes_IsSilent(string key) => Verify(Get(key), new() { ["arch.redis.key_prefixes"] = "orders:" });

    [Fact]
    public Task TestProject_IsSilent() => Verify(Get("\"config\""), new() { ["build_property.IsTestProject"] = "true" });

    [Theory]
    [InlineData("\"config\"", "config")]
    [InlineData("\":config\"", ":config")]
    [InlineData("Plain", "config")]
    [InlineData("$\"{id}\"", "{id}")]
    [InlineData("id.ToString()", "{id.ToString()}")]
    [InlineData("$\"{id}{guid}\"", "…")]
    [InlineData("guid.ToString(\"This is far too long to be shown to anybody\")", "…")]
    [InlineData("$\"order-{id}\"", "order-…")]
    [InlineData("\"order\" + id", "order…")]
    [InlineData("$\"{guid:N}-{day}\"", "…-…")]
    public Task NoNamespace_Reports(string key, string shown) => Verify(
        Get($"[|{key}|]"), message: $"The Redis key \"{shown}\" has no namespace, so it can collide with a key of another service; start it with \"<service>:\"");

    [Theory]
    [InlineData("\"config:1\"", "config:1")]
    [InlineData("\"or\"", "or")]
    [InlineData("$\"config:{name}\"", "config:…")]
    public Task OutsideConfiguredPrefixes_Reports(string key, string shown) => Verify(
        Get($"[|{key}|]"),
        new() { ["arch.redis.key_prefixes"] = "orders:, carts:" },
        $"The Redis key \"{shown}\" has no namespace, so it can collide with a key of another service; start it with \"orders:\"");

    [Theory]
    [InlineData("\"orders/config\"", "/")]
    [InlineData("\"orders::config\"", "::")]
    [InlineData("\"orders-config\"", ":, -")]
    public Task OtherSeparator_IsSilent(string key, string separators) => Verify(Get(key), new() { ["arch.redis.key_separator"] = separators });

    [Fact]
    public Task OtherSeparator_Reports() => Verify(Get("[|\"orders:config\"|]"), new() { ["arch.redis.key_separator"] = "/" });

    [Fact]
    public Task ArraysOfKeys_Reports() => Verify("""
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            object A() => db.KeyDelete(new RedisKey[] { [|"a"|], "orders:b" });
            object B() => db.StringGet([[|"a"|], "orders:b"]);
            object C() => db.ScriptEvaluate("return 1", keys: [[|"a"|]]);
        }
        """);

    [Fact]
    public Task NamedArgumentsAndAsync_Reports() => Verify("""
        using StackExchange.Redis;
        class Carts(IDatabase db, IDatabaseAsync async, ITransaction transaction)
        {
            object A() => db.StringSet(value: "v", key: [|"config"|]);
            object B() => async.StringGetAsync([|"config"|]);
            object C() => transaction.HashSetAsync([|"config"|], "f", "v");
            object? D(IDatabase? maybe) => maybe?.StringGet([|"config"|]);
        }
        """);

    [Fact]
    public Task OtherDataTypes_Reports() => Verify("""
        using System.Threading.Tasks;
        using StackExchange.Redis;
        class Carts
        {
            static async Task<bool> Exists(IDatabase db) => await db.KeyExistsAsync([|"config"|]);
            static RedisValue First(IDatabase db) { const string key = "first"; return db.ListGetByIndex([|key|], 0); }
        }
        """);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public void EveryMethodWithAKey_IsLookedAt(RefSet redis)
    {
        var compilation = CSharpCompilation.Create("Names", references: redis.References);
        var methods = new[] { "StackExchange.Redis.IDatabase", "StackExchange.Redis.IDatabaseAsync" }
            .SelectMany(name => compilation.GetTypesByMetadataName(name)).SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>()
            .Where(method => method.Parameters.Any(parameter => RedisTypes.IsStackExchange((parameter.Type as IArrayTypeSymbol)?.ElementType ?? parameter.Type, "RedisKey")));
        Assert.All(methods, method => Assert.True(
            RedisKeyWithoutNamespace.MethodStarts.Any(start => method.Name.StartsWith(start, StringComparison.Ordinal)), method.Name));
    }

    private static string Get(string key) => $$"""
        using System;
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            private const string Plain = "config";
            private const string Prefix = "orders:";
            static string Build(int id) => "config" + id;
            object Run(int id, string name, Guid guid, DateOnly day) => db.StringGetWithExpiry({{key}});
        }
        """;

    private static async Task Verify(string source, Dictionary<string, string>? options = null, string? message = null)
    {
        var lint = new Lint { References = Refs.Redis, Sources = [("Code.cs", source)], Severities = { ["ARCH2003"] = ReportDiagnostic.Warn } };
        foreach (var option in options ?? [])
            lint.Options[option.Key] = option.Value;
        var found = await Expectation.VerifyAsync(lint, "ARCH2003");
        if (message is not null)
            Assert.Equal(message, found.First().GetMessage());
    }
}
