using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Redis;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Redis;

using Fix = FixVerifier<Arch.Analyzers.Redis.RedisFlush, RedisFlushFix>;

public class RedisFlushFixTests
{
    [Fact]
    public async Task SweptDelete_BecomesBatches()
    {
        var lint = new Lint
        {
            References = Refs.Redis,
            Sources = [("Code.cs", """
                using System.Linq;
                using System.Threading.Tasks;
                using StackExchange.Redis;

                class Carts(IDatabase db, IServer server)
                {
                    async Task Run(int batch)
                    {
                        // All carts.
                        db.KeyDelete(server.Keys(pattern: "cart:*").ToArray());
                        await db.KeyDeleteAsync([.. server.Keys(pattern: "old:*")], CommandFlags.FireAndForget);
                    }
                }
                """)],
        };
        var after = await FixRunner.FixAllOneByOneAsync(lint, "ARCH2004", [new RedisFlushFix()]);
        Assert.Equal("""
            using System.Linq;
            using System.Threading.Tasks;
            using StackExchange.Redis;

            class Carts(IDatabase db, IServer server)
            {
                async Task Run(int batch)
                {
                    // All carts.
                    foreach (var batch1 in server.Keys(pattern: "cart:*").Chunk(500))
                    {
                        db.KeyDelete(batch1);
                    }
                    foreach (var batch2 in server.Keys(pattern: "old:*").Chunk(500))
                    {
                        await db.KeyDeleteAsync(batch2, CommandFlags.FireAndForget);
                    }
                }
            }
            """, after.Sources[0].Text);
        Assert.Empty(await after.RunAsync());
        Assert.Empty(after.Compile().GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public Task FlushAndUsedCount_HaveNoFix() => Fix.NotOffered(Refs.Redis, """
        using System.Linq;
        using StackExchange.Redis;
        class Carts(IDatabase db, IServer server)
        {
            void A() { server.[|FlushDatabase|](); }
            long B() => db.[|KeyDelete|](server.Keys(pattern: "cart:*").ToArray());
            void C() { var keys = server.Keys(pattern: "cart:*").ToArray(); db.[|KeyDelete|](keys); }
        }
        """);
}
