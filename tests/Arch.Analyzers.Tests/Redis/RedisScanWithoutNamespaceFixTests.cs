using System.Collections.Immutable;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Redis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Redis;

using Fix = FixVerifier<Arch.Analyzers.Redis.RedisScanWithoutNamespace, RedisScanWithoutNamespaceFix>;

public class RedisScanWithoutNamespaceFixTests
{
    [Fact]
    public async Task OnlyPrefix_IsSetOrAddedAsPattern()
    {
        Assert.Equal("server.Keys(pattern: \"orders:*\")", await FixedAsync("server.Keys()"));
        Assert.Equal("server.Keys(3, pattern: \"orders:*\")", await FixedAsync("server.Keys(3)"));
        Assert.Equal("server.Keys(pageSize: 100, pattern: \"orders:*\")", await FixedAsync("server.Keys(pageSize: 100)"));
        Assert.Equal("server.KeysAsync(pattern: \"orders:*\", pageSize: 100)", await FixedAsync("server.KeysAsync(pattern: \"*\", pageSize: 100)"));
        Assert.Equal("server.Keys(3, \"orders:*\")", await FixedAsync("server.Keys(3, default)"));
        Assert.Equal("db.Execute(\"SCAN\", \"0\", \"MATCH\", \"orders:*\")", await FixedAsync("db.Execute(\"SCAN\", \"0\")"));
        Assert.Equal("db.Execute(\"SCAN\", \"0\", \"MATCH\", \"orders:*\")", await FixedAsync("db.Execute(\"SCAN\", \"0\", \"MATCH\", \"*\")"));
        // Not what the fix knows how to change.
        Assert.Equal("db.Execute(\"SCAN\", [\"0\"])", await FixedAsync("db.Execute(\"SCAN\", [\"0\"])"));
        Assert.Equal("server.Keys(pattern: \"*:cart\")", await FixedAsync("server.Keys(pattern: \"*:cart\")"));
    }

    [Fact]
    public Task WithoutOnePrefix_NoFixIsOffered() => Fix.NotOffered(Refs.Redis, """
        using StackExchange.Redis;
        class Carts(IServer server) { object Run() => server.Keys(pattern: [|"*"|]); }
        """);

    /// <summary><c>dotnet format</c> hands a fix the first finding of all rules, and passes no key when the fix does nothing about it.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("ARCH2002/prefix")]
    public async Task FixAll_SetsEachPattern(string? key)
    {
        var lint = new Lint
        {
            References = Refs.Redis,
            Options = { ["arch.redis.key_prefixes"] = "orders:" },
            Sources = [("Code.cs", """
                using StackExchange.Redis;
                class Carts(IServer server, IDatabase db)
                {
                    object A() => server.Keys(pattern: "*:cart");
                    object B() => server.Keys(pattern: RedisValue.Null);
                    object C() => (server.Keys(pattern: (RedisValue)"*"), server.Keys(), db.Execute("SCAN", 0));
                }
                """)],
        };
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var findings = (await lint.RunAsync((CSharpCompilation)(await project.GetCompilationAsync())!)).ToImmutableArray();
        var changed = await FixRunner.FixAllAsync(
            project.Solution, new RedisScanWithoutNamespaceFix(), key!, FixAllScope.Solution, new Dictionary<ProjectId, ImmutableArray<Diagnostic>> { [project.Id] = findings });
        Assert.Equal("""
            using StackExchange.Redis;
            class Carts(IServer server, IDatabase db)
            {
                object A() => server.Keys(pattern: "*:cart");
                object B() => server.Keys(pattern: "orders:*");
                object C() => (server.Keys(pattern: "orders:*"), server.Keys(pattern: "orders:*"), db.Execute("SCAN", 0, "MATCH", "orders:*"));
            }
            """, (await changed.Projects.Single().Documents.Single().GetTextAsync()).ToString());
    }

    private static async Task<string> FixedAsync(string call)
    {
        const string head = "using StackExchange.Redis;\nclass Carts(IServer server, IDatabase db) { object Run() => ", tail = "; }";
        var lint = new Lint { References = Refs.Redis, Sources = [("Code.cs", head + call + tail)], Options = { ["arch.redis.key_prefixes"] = "orders:" } };
        Assert.NotEmpty(await lint.RunAsync());
        var after = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2002", [new RedisScanWithoutNamespaceFix()]);
        var text = after.Sources[0].Text;
        if (text != lint.Sources[0].Text)
            Assert.Empty(await after.RunAsync());
        Assert.Empty(after.Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return text[head.Length..^tail.Length];
    }
}
