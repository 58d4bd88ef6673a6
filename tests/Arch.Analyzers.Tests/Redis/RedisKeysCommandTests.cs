using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Redis;

using Verify = RuleVerifier<RedisKeysCommand>;

/// <summary>ARCH2001. The silent cases come first: each is a false alarm of a tool that goes by names.</summary>
public class RedisKeysCommandTests
{
    private const string Message =
        "'Execute' sends KEYS: Redis walks the whole keyspace in one go and every other client waits (1.1 s at 2 million keys). "
        + "Sweep with SCAN instead: IServer.Keys(database, pattern, pageSize: 250) on every connected primary.";

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task ServerKeys_SendsScan_IsSilent(RefSet redis) => Verify.Csharp(redis, """
        using System.Linq;
        using System.Threading.Tasks;
        using StackExchange.Redis;
        class Carts(IServer server)
        {
            RedisKey[] All() => server.Keys(pattern: "cart:*").ToArray();
            async Task Each() { await foreach (var key in server.KeysAsync(3, "cart:*", 250)) { } }
        }
        """);

    [Theory]
    [InlineData("db.Execute(\"HKEYS\", \"cart:1\")")]
    [InlineData("db.Execute(\"SCAN\", \"0\", \"MATCH\", \"cart:*\", \"COUNT\", \"250\")")]
    [InlineData("db.Execute(\"HOTKEYS\", \"GET\")")]
    [InlineData("db.Execute(\"OBJECT\", \"ENCODING\", \"cart:1\")")]
    [InlineData("db.Execute(\"GET\", \"KEYS\")")]
    [InlineData("db.Execute(\"KEYS \", \"cart:*\")")]
    [InlineData("db.StringGet(\"KEYS\")")]
    [InlineData("db.HashKeys(\"cart:1\")")]
    public Task OtherCommand_IsSilent(string call) => Verify.Csharp(Refs.Redis, $$"""
        using StackExchange.Redis;
        class Carts(IDatabase db) { object Run() => {{call}}; }
        """);

    [Fact]
    public Task Command_IsSilent_Unknown() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            private readonly string _fromOutside;
            private string _changed = "KEYS";
            public Carts(IDatabase db, string command) : this(db) => (_fromOutside, _changed) = (command, command);
            static string Choose() => "KEYS";
            object A(string command) => db.Execute(command, "cart:*");
            object B() => db.Execute(Choose(), "cart:*");
            object C() => db.Execute(_fromOutside, "cart:*");
            object D() => db.Execute(_changed, "cart:*");
            object E() { var command = "KEYS"; command = "SCAN"; return db.Execute(command, "cart:*"); }
            object F() { var command = "KE"; command += "YS"; return db.Execute(command, "cart:*"); }
            object G() { var command = "KEYS"; Change(ref command); return db.Execute(command, "cart:*"); }
            object H(string tail) => db.Execute($"KEYS{tail}", "cart:*");
            static void Change(ref string text) => text = "";
        }
        """);

    [Fact]
    public Task OwnTypesAndDictionaries_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System.Collections.Generic;
        class Vault { public string[] Keys(string pattern) => []; public object Execute(string command, params object[] args) => command; public object Call(string c) => c; }
        class Index : Dictionary<string, int>;
        class Use
        {
            object A(Vault vault) => vault.Keys("*");
            object B(Vault vault) => vault.Execute("KEYS", "*");
            object C(Index index) => index.Keys;
            object D(Vault vault) => vault.Call("KEYS");
        }
        """);

    [Fact]
    public Task OwnCommandDispatcher_IsSilent() => Verify.Csharp(Refs.CsRedis, """
        class RedisClient { public string[] Keys(string pattern) => []; }
        class RedisHelper { public static string[] Keys(string pattern) => []; }
        class RedisHelper<T> { public static string[] Keys(string pattern) => []; }
        class Use
        {
            object A(RedisClient client) => client.Keys("*");
            object B() => RedisHelper.Keys("*");
            object C() => RedisHelper<int>.Keys("*");
        }
        """);

    [Fact]
    public Task TextCommentAndNameof_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System;
        using StackExchange.Redis;
        class Carts(IDatabase db)
        {
            // db.Execute("KEYS", "*") was here once
            string Log() => "db.Execute(\"KEYS\", \"*\")";
            string Name() => nameof(db.Execute) + "KEYS";
        #if OLD
            object Old() => db.Execute("KEYS", "*");
        #endif
        }
        """);

    [Fact]
    public Task WithoutALibrary_IsSilent() => Verify.Csharp(Refs.Net10, """
        namespace StackExchange.Redis { interface IDatabase { object Execute(string command, params object[] args); } }
        class Carts(StackExchange.Redis.IDatabase db) { object All() => db.Execute("KEYS", "*"); }
        """);

    [Fact]
    public Task ExpressionTree_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System;
        using System.Linq.Expressions;
        using StackExchange.Redis;
        class Mock<T> { public void Setup(Expression<Func<T, object>> call) { } }
        class Tests { void Arrange(Mock<IDatabase> mock) => mock.Setup(db => db.Execute("KEYS", new object[] { "*" })); }
        """);

    [Fact]
    public Task TransactionAndBatch_ExecuteThemselves_IsSilent() => Verify.Csharp(Refs.Redis, """
        using System.Threading.Tasks;
        using StackExchange.Redis;
        class Carts
        {
            async Task Run(ITransaction transaction, IBatch batch)
            {
                batch.Execute();
                transaction.Execute(CommandFlags.None);
                await transaction.ExecuteAsync();
            }
        }
        """);

    [Fact]
    public Task ExtensionsAndServiceStackSearches_IsSilent() => Verify.Csharp(Refs.RedisStubs, """
        using ServiceStack.Redis;
        using StackExchange.Redis.Extensions.Core.Abstractions;
        class Carts(IRedisDatabase db, IRedisClient client)
        {
            object A() => db.SearchKeysAsync("*");
            object B() => client.SearchKeys("*");
            object C() => client.GetAllKeys();
            object D() => client.ScanAllKeys("*");
        }
        """);

    [Theory]
    [InlineData("CommandMap.Twemproxy")]
    [InlineData("CommandMap.Envoyproxy")]
    [InlineData("CommandMap.SSDB")]
    [InlineData("CommandMap.Sentinel")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"SCAN\", \"KEYS\" }, available: false)")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"FLUSHDB\" }, false)")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"GET\", \"SET\" })")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"GET\", \"SCAN\", \"KEYS\" }, true)")]
    [InlineData("CommandMap.Create(new HashSet<string>(known) { \"SCAN\" }, available: false)")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"SCAN\", known[0] }, available: false)")]
    [InlineData("CommandMap.Create(new HashSet<string> { \"SCAN\" }, available: known.Length > 3)")]
    [InlineData("CommandMap.Create(new Dictionary<string, string?> { [\"SCAN\"] = \"MYSCAN\" })")]
    [InlineData("CommandMap.Create(new Dictionary<string, string?> { [\"SCAN\"] = null, [\"KEYS\"] = \"\" })")]
    [InlineData("CommandMap.Create(new Dictionary<string, string?> { [\"SCAN\"] = known[0] })")]
    public Task MapThatKeepsScan_IsSilent(string map) => Verify.Csharp(Refs.Redis, $$"""
        using System.Collections.Generic;
        using StackExchange.Redis;
        class Setup { object Map(string[] known) => {{map}}; }
        """);

    [Fact]
    public Task MapThatIsChangedLater_IsSilent_Unknown() => Verify.Csharp(Refs.Redis, """
        using System.Collections.Generic;
        using StackExchange.Redis;
        class Setup
        {
            object Map()
            {
                var without = new HashSet<string> { "SCAN" };
                without.Add("KEYS");
                return CommandMap.Create(without, available: false);
            }
        }
        """);

    [Theory]
    [InlineData("new Version(6, 0)")]
    [InlineData("new Version(2, 8)")]
    [InlineData("new Version(\"7.0.15\")")]
    [InlineData("known")]
    [InlineData("new Version(known.Major, 0)")]
    public Task ServerVersionWithScan_IsSilent(string version) => Verify.Csharp(Refs.Redis, $$"""
        using System;
        using StackExchange.Redis;
        class Own { public Version? DefaultVersion { get; set; } }
        class Setup
        {
            object Options(Version known) => new ConfigurationOptions { DefaultVersion = {{version}} };
            object Other() => new Own { DefaultVersion = new Version(2, 0) };
        }
        """);

    [Theory]
    [InlineData("server.Keys(pattern: \"cart:*\", pageSize: 5000)")]
    [InlineData("server.Keys(pattern: \"cart:*\", pageSize: size)")]
    [InlineData("db.HashScan(\"cart:1\", pageSize: 100000)")]
    [InlineData("db.Execute(\"SCAN\", 0, \"COUNT\", size, \"MATCH\", \"cart:*\")")]
    public Task PageOfReasonableSize_IsSilent(string call) => Verify.Csharp(Refs.Redis, $$"""
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server) { object Run(int size) => {{call}}; }
        """);

    [Theory]
    [InlineData("return redis.call('GET', KEYS[1])")]
    [InlineData("-- redis.call('KEYS', '*')\nreturn 1")]
    [InlineData("return \\\"redis.call('KEYS')\\\"")]
    public Task ScriptWithoutTheCommand_IsSilent(string lua) => Verify.Csharp(Refs.Redis, $$"""
        using StackExchange.Redis;
        class Carts(IDatabase db) { object Run() => db.ScriptEvaluate("{{lua.Replace("\n", "\\n")}}", ["cart:1"]); }
        """);

    [Fact]
    public Task Script_IsSilent_Unknown() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db, byte[] hash, LuaScript prepared)
        {
            object A(string script) => db.ScriptEvaluate(script);
            object B() => db.ScriptEvaluate(hash);
            object C() => db.ScriptEvaluate(prepared);
            object D(string command) => db.ScriptEvaluate($"return redis.call('{command}', '*')");
            object E() => db.ScriptEvaluate((string)null!);
        }
        """);

    [Fact]
    public Task UnfinishedCode_IsSilent() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db, dynamic any, IServer server)
        {
            object A() => db.Execute();
            object B() => any.Execute("KEYS", "*");
            object C() => db.Execute(command: );
            object D() => db.Execute(
        """, compiles: false);

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task RawCommand_Reports(RefSet redis) => Verify.Csharp(redis, """
        using System.Threading.Tasks;
        using StackExchange.Redis;
        class Carts(IDatabase db, IDatabaseAsync async, IServer server, ITransaction transaction, IBatch batch, IDatabase? maybe)
        {
            object A() => db.[|Execute|]("KEYS", "cart:*");
            object B() => async.[|ExecuteAsync|]("keys", "cart:*");
            object C() => server.[|Execute|]("Keys", "cart:*");
            object D() => server.[|ExecuteAsync|]("KEYS", "cart:*");
            object E() => transaction.[|ExecuteAsync|]("KEYS", "cart:*");
            object F() => batch.[|ExecuteAsync|]("KEYS", "cart:*");
            object? G() => maybe?.[|Execute|]("KEYS", "cart:*");
            object H() => db.[|ExecuteAsync|]("KEYS", new object[] { "cart:*" }, CommandFlags.None);
            object I(object[] args) => db.[|Execute|]("KEYS", args);
        }
        """, message: Message);

    [Fact]
    public Task NamedArguments_Reports() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server)
        {
            object A() => db.[|Execute|](args: ["cart:*"], command: "KEYS");
            object B() => server.[|Execute|](3, "KEYS", ["cart:*"]);
            object C() => server.[|Execute|](args: new object[] { "cart:*" }, database: 3, command: "KEYS");
            object D() => db.[|Execute|](flags: CommandFlags.DemandReplica, command: "KEYS", args: ["cart:*"]);
        }
        """);

    [Fact]
    public Task KnownText_Reports() => Verify.Csharp(Refs.Redis, """
        using StackExchange.Redis;
        static class Commands { public const string All = "KEYS"; }
        class Carts(IDatabase db)
        {
            private const string Verb = "KE";
            private readonly string _command = "KEYS";
            private static readonly string Shared = "keys";
            object A() => db.[|Execute|](Commands.All, "cart:*");
            object B() => db.[|Execute|](Verb + "YS", "cart:*");
            object C() => db.[|Execute|]($"{Verb}YS", "cart:*");
            object D() => db.[|Execute|](_command, "cart:*");
            object E() => db.[|Execute|](Shared, "cart:*");
            object F() { var command = "KEYS"; return db.[|Execute|](command, "cart:*"); }
            object G() { var verb = "KE"; var command = verb + "YS"; return db.[|Execute|](command, "cart:*"); }
            object H() => db.[|Execute|](("KEYS")!, "cart:*");
        }
        """);

    [Fact]
    public Task OverrideAndImplementation_Reports() => Verify.Csharp(Refs.CsRedis, """
        class Logged(string connection) : CSRedis.CSRedisClient(connection);
        class Orders : RedisHelper<Orders>;
        class Carts(Logged client, CSRedis.IRedisClientSync sync, CSRedis.IRedisClientAsync async, CSRedis.CSRedisClientPipe<string> pipe, CSRedis.RedisClient connection)
        {
            object A() => client.[|Keys|]("cart:*");
            object B() => client.[|KeysAsync|]("cart:*");
            object C() => RedisHelper.[|Keys|]("cart:*");
            object D() => Orders.[|KeysAsync|]("cart:*");
            object E() => pipe.[|Keys|]("cart:*");
            object F() => sync.[|Keys|]("cart:*");
            object G() => async.[|KeysAsync|]("cart:*");
            object H() => connection.[|Call|]("KEYS", "cart:*");
            object I() => connection.[|CallAsync|](args: ["cart:*"], command: "keys");
            object J() => sync.[|Call|]("KEYS", "cart:*");
        }
        """, Message.Replace("'Execute'", "'Keys'").Replace("IServer.Keys(database, pattern, pageSize: 250) on every connected primary", "Scan(cursor, pattern, 250) until the cursor is 0"));

    [Fact]
    public Task FreeRedis_Reports() => Verify.Csharp(Refs.FreeRedis, """
        using FreeRedis;
        class Carts(RedisClient client, IRedisClient contract, RedisClient.DatabaseHook third)
        {
            object A() => client.[|Keys|]("cart:*");
            object B() => contract.[|KeysAsync|]("cart:*");
            object C() => third.[|Keys|]("cart:*");
            object D() => client.[|Call|]("KEYS");
            object E() => client.[|Call|](new CommandPacket("KEYS").Input("cart:*"));
            object F() => client.[|CallAsync|](new CommandPacket("keys").InputRaw("cart:*"));
            object G() => client.[|Call|](((CommandPacket)"KEYS").InputKey("cart:*"));
            object H() => contract.[|Call|](new("KEYS", "cart:*"));
            object I() { var packet = new CommandPacket("KEYS").Input("cart:*"); return client.[|Call|](packet); }
        }
        """, Message.Replace("'Execute'", "'Keys'").Replace("IServer.Keys(database, pattern, pageSize: 250) on every connected primary", "Scan(pattern, 250, null), which pages through every master"));

    [Fact]
    public Task ServiceStack_Reports() => Verify.Csharp(Refs.RedisStubs, """
        using ServiceStack.Redis;
        class Carts(RedisClient client, IRedisNativeClient native, IRedisNativeClientAsync async)
        {
            object A() => client.[|Keys|]("cart:*");
            object B() => native.[|Keys|]("cart:*");
            object C() => async.[|KeysAsync|]("cart:*");
        }
        """, Message.Replace("'Execute'", "'Keys'").Replace("IServer.Keys(database, pattern, pageSize: 250) on every connected primary", "ScanAllKeys(pattern)"));

    [Theory]
    [MemberData(nameof(Refs.RedisVersions), MemberType = typeof(Refs))]
    public Task Script_Reports(RefSet redis) => Verify.Csharp(redis, """"
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server)
        {
            private const string Lua = "return redis.call('KEYS', ARGV[1])";
            object A() => db.ScriptEvaluate([|Lua|], values: ["cart:*"]);
            object B() => db.ScriptEvaluateAsync([|"return redis.pcall(\"keys\", '*')"|]);
            object C() => db.ScriptEvaluateReadOnly(keys: [], script: [|Lua|]);
            object D() => db.ScriptEvaluateReadOnlyAsync([|Lua|]);
            object E() => LuaScript.Prepare([|"return redis.call('KEYS', @pattern)"|]);
            object F() => server.ScriptLoad([|Lua|]);
            object G() => server.ScriptLoadAsync([|Lua|]);
            object H(string pattern) => db.ScriptEvaluate([|$"return redis.call('KEYS', '{pattern}')"|]);
            object I(string shop) => db.ScriptEvaluate([|"return redis.call('KEYS', '" + shop + ":*')"|]);
            object J() => db.ScriptEvaluate([|"""
                -- all carts
                local call = redis.call
                return call('KEYS', 'cart:*')
                """|]);
            object K() => db.Execute("EVAL", [|Lua|], 0);
            object L() { var script = Lua; return db.ScriptEvaluate([|script|]); }
        }
        """", "The Lua script calls KEYS, which blocks every client while the script runs; a SCAN loop inside Lua blocks just the same. "
            + "Iterate from the client with IServer.Keys(database, pattern, pageSize: 250) on every connected primary.");

    [Fact]
    public Task ScriptOfCsRedis_Reports() => Verify.Csharp(Refs.CsRedis, """
        class Carts(CSRedis.CSRedisClient client)
        {
            object A() => client.Eval([|"return redis.call('KEYS', '*')"|], "x");
            object B() => client.EvalAsync([|"return redis.call('KEYS', '*')"|], "x");
            object C() => client.ScriptLoad([|"return redis.call('KEYS', '*')"|]);
        }
        """);

    [Fact]
    public Task ScriptOfFreeRedisAndServiceStack_Reports()
    {
        return Task.WhenAll(
            Verify.Csharp(Refs.FreeRedis, """
                class Carts(FreeRedis.RedisClient client)
                {
                    object A() => client.Eval([|"return redis.call('KEYS', '*')"|]);
                    object B() => client.EvalAsync([|"return redis.call('KEYS', '*')"|], ["x"]);
                    object C() => client.ScriptLoadAsync([|"return redis.call('KEYS', '*')"|]);
                }
                """),
            Verify.Csharp(Refs.RedisStubs, """
                using ServiceStack.Redis;
                class Carts(RedisClient client, IRedisClientAsync async)
                {
                    object A() => client.ExecLuaAsString([|"return redis.call('KEYS', '*')"|]);
                    object B() => async.ExecLuaAsStringAsync([|"return redis.call('KEYS', '*')"|]);
                    object C() => client.Eval([|"return redis.call('KEYS', '*')"|], 0);
                }
                """));
    }

    [Theory]
    [InlineData("CommandMap.[|Create|](new HashSet<string> { \"SCAN\" }, available: false)")]
    [InlineData("CommandMap.[|Create|](available: false, commands: [\"scan\", \"FLUSHDB\"])")]
    [InlineData("CommandMap.[|Create|](new(StringComparer.OrdinalIgnoreCase) { \"Scan\" }, false)")]
    [InlineData("CommandMap.[|Create|](new HashSet<string> { \"GET\", \"KEYS\" })")]
    [InlineData("CommandMap.[|Create|](new HashSet<string> { \"GET\", \"KEYS\" }, true)")]
    [InlineData("CommandMap.[|Create|](new Dictionary<string, string?> { [\"SCAN\"] = null })")]
    [InlineData("CommandMap.[|Create|](new Dictionary<string, string?> { { \"SCAN\", \"\" }, { \"INFO\", null } })")]
    [InlineData("CommandMap.[|Create|](Removed, available: false)")]
    public async Task MapWithoutScan_Reports(string map)
    {
        var found = await Verify.Csharp(Refs.Redis27, $$"""
            using System;
            using System.Collections.Generic;
            using StackExchange.Redis;
            class Setup
            {
                private static readonly HashSet<string> Removed = ["SCAN"];
                object Map() => {{map}};
            }
            """, "This command map takes SCAN away but leaves KEYS, so IServer.Keys() silently sends the blocking KEYS command. Leave SCAN available, or remove KEYS too.");
        Assert.Equal(DiagnosticSeverity.Info, found.Single().Severity);
    }

    [Theory]
    [InlineData("new Version(2, 6)")]
    [InlineData("new(2, 6)")]
    [InlineData("new Version(\"2.6\")")]
    public async Task OldServerVersion_Reports(string version)
    {
        var found = await Verify.Csharp(Refs.Redis, $$"""
            using System;
            using StackExchange.Redis;
            class Setup { object Options() => new ConfigurationOptions { [|DefaultVersion = {{version}}|] }; }
            """, "DefaultVersion 2.6 takes SCAN away but leaves KEYS, so IServer.Keys() silently sends the blocking KEYS command. Set 2.8 or later.");
        Assert.Equal(DiagnosticSeverity.Info, found.Single().Severity);
    }

    [Theory]
    [InlineData("server.Keys(pattern: \"cart:*\", pageSize: [|10000|])")]
    [InlineData("server.KeysAsync(0, \"cart:*\", [|Size|])")]
    [InlineData("db.Execute(\"SCAN\", \"0\", \"MATCH\", \"cart:*\", \"count\", [|\"10000\"|])")]
    [InlineData("db.Execute(\"SCAN\", 0, \"COUNT\", [|10000|], \"MATCH\", \"cart:*\")")]
    public async Task LargePage_Reports(string call)
    {
        var found = await Verify.Csharp(Refs.Redis, $$"""
            using StackExchange.Redis;
            class Carts(IDatabase db, IServer server) { const int Size = 10_000; object Run() => {{call}}; }
            """, "A page of 10,000 keys blocks like KEYS does (10,000 per page: 20 ms at p99, 100,000: 164 ms). Use 250.");
        Assert.Equal(DiagnosticSeverity.Info, found.Single().Severity);
    }

    [Fact]
    public Task LargePageOfOtherClients_Reports() => Task.WhenAll(
        Verify.Csharp(Refs.CsRedis, "class Carts(CSRedis.CSRedisClient client) { object A() => client.Scan(0, \"cart:*\", [|6000|]); }"),
        Verify.Csharp(Refs.FreeRedis, "class Carts(FreeRedis.RedisClient client) { object A() => client.Scan(\"cart:*\", [|6000|], null); }"));

    [Theory]
    [InlineData("100", "[|101|]")]
    [InlineData("100", "100")]
    [InlineData("many", "5000")]
    [InlineData("many", "[|5001|]")]
    public async Task MaxPageSize_Decides(string option, string size)
    {
        var lint = new Lint
        {
            References = Refs.Redis,
            Sources = [("Code.cs", $$"""
                using StackExchange.Redis;
                class Carts(IServer server) { object Run() => server.Keys(pattern: "cart:*", pageSize: {{size}}); }
                """)],
            Options = { ["arch.ARCH2001.max_page_size"] = option },
        };
        var found = await Expectation.VerifyAsync(WithoutConfigurationErrors(lint), "ARCH2001");
        Assert.All(found, finding => Assert.Equal("ARCH2001", finding.Id));
    }

    [Fact]
    public async Task SoftForms_CanBeSwitchedOff_AndNeverBreakTheBuild()
    {
        const string source = """
            using StackExchange.Redis;
            class Carts(IServer server, IDatabase db)
            {
                object A() => server.Keys(pattern: "cart:*", pageSize: 10000);
                object B() => db.Execute("KEYS", "cart:*");
            }
            """;
        var lint = new Lint { References = Refs.Redis, Sources = [("Code.cs", source)], Options = { ["build_property.ArchBreakBuild"] = "true" } };
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Error], (await lint.RunAsync()).Select(finding => finding.Severity));

        lint.Options["arch.ARCH2001.soft"] = "off";
        Assert.Equal([DiagnosticSeverity.Error], (await lint.RunAsync()).Select(finding => finding.Severity));
    }

    [Fact]
    public Task TestProject_Reports() => Verify.Csharp(Refs.Redis, """
        class Tests(StackExchange.Redis.IDatabase db) { object All() => db.[|Execute|]("KEYS", "cart:*"); }
        """, options: new() { ["build_property.IsTestProject"] = "true" });

    [Fact]
    public Task EverywhereInCode_Reports() => Verify.Csharp(Refs.Redis, """
        using System;
        using System.Collections.Generic;
        using StackExchange.Redis;
        IDatabase db = null!;
        db.[|Execute|]("KEYS", "cart:*");
        class Carts
        {
            private static readonly object First = Get().[|Execute|]("KEYS", "cart:*");
            private readonly Func<IDatabase, object> _all = db => db.[|Execute|]("KEYS", "cart:*");
            static IDatabase Get() => null!;
            public Carts() => Get().[|Execute|]("KEYS", "cart:*");
            object All => Get().[|Execute|]("KEYS", "cart:*");
            IEnumerable<object> Each() { yield return Local(); object Local() => Get().[|Execute|]("KEYS", "cart:*"); }
        }
        """);

    [Fact]
    public async Task OneMegabyteOfScript_Reports()
    {
        var lua = string.Concat(Enumerable.Repeat("redis.call('GET', KEYS[1]) -- KEYS\\n", 30_000));
        await Verify.Csharp(Refs.Redis, $$"""
            class Carts(StackExchange.Redis.IDatabase db) { object Run() => db.ScriptEvaluate([|"{{lua}}redis.call('KEYS', '*')"|]); }
            """);
    }

    private static Lint WithoutConfigurationErrors(Lint lint) => new()
    {
        References = lint.References,
        Sources = lint.Sources,
        Options = lint.Options,
        Analyzers = [new RedisAnalyzer()],
    };
}
