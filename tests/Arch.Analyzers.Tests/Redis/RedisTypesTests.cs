using Arch.Analyzers.Redis;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>Every name the family knows exists in the real packages, at both ends of their versions.</summary>
public class RedisTypesTests
{
    [Fact]
    public void Types_ExistInTheLibraries()
    {
        foreach (var (type, space, name) in RedisTypes.Table)
        {
            foreach (var set in SetsOf(type))
                Assert.True(Find(set, space, name).Any(found => RedisTypes.Of(found) == type), $"{set} has no {space}.{name}");
        }
    }

    [Fact]
    public void EveryType_IsInTheTable() =>
        Assert.Equal(Enum.GetValues<RedisType>().Where(type => type != RedisType.None), RedisTypes.Table.Select(row => row.Type).Distinct().Order());

    [Theory]
    [InlineData("IDatabase", "Execute", "command", "args")]
    [InlineData("IDatabaseAsync", "ExecuteAsync", "command", "args")]
    [InlineData("IServer", "Execute", "command", "args")]
    [InlineData("IServer", "Keys", "database", "pattern", "pageSize")]
    [InlineData("IServer", "KeysAsync", "database", "pattern", "pageSize")]
    [InlineData("IServer", "ScriptLoad", "script")]
    [InlineData("IDatabase", "ScriptEvaluate", "script")]
    [InlineData("IDatabase", "ScriptEvaluateReadOnly", "script")]
    [InlineData("LuaScript", "Prepare", "script")]
    [InlineData("CommandMap", "Create", "commands", "available")]
    [InlineData("CommandMap", "Create", "overrides")]
    public void Members_HaveTheParameters(string type, string member, params string[] parameters)
    {
        foreach (var set in (RefSet[])[Refs.Redis27, Refs.Redis213, Refs.Redis])
            AssertParameters(set, "StackExchange.Redis", type, member, parameters);
    }

    [Theory]
    [InlineData("CSRedisClient", "Keys", "pattern")]
    [InlineData("CSRedisClient", "Scan", "cursor", "pattern", "count")]
    [InlineData("CSRedisClient", "Eval", "script")]
    [InlineData("CSRedisClient", "ScriptLoad", "script")]
    [InlineData("RedisClient", "Call", "command", "args")]
    [InlineData("IRedisClientAsync", "CallAsync", "command", "args")]
    [InlineData("CSRedisClientPipe", "Keys", "pattern")]
    public void MembersOfCsRedis_HaveTheParameters(string type, string member, params string[] parameters) =>
        AssertParameters(Refs.CsRedis, "CSRedis", type, member, parameters);

    [Theory]
    [InlineData("RedisClient", "Keys", "pattern")]
    [InlineData("RedisClient", "Scan", "pattern", "count", "type")]
    [InlineData("IRedisClient", "ScanAsync", "cursor", "pattern", "count", "type")]
    [InlineData("RedisClient", "Call", "cmd")]
    [InlineData("RedisClient", "Eval", "script")]
    [InlineData("RedisClient", "ScriptLoad", "script")]
    public void MembersOfFreeRedis_HaveTheParameters(string type, string member, params string[] parameters) =>
        AssertParameters(Refs.FreeRedis, "FreeRedis", type, member, parameters);

    private static void AssertParameters(RefSet set, string space, string type, string member, string[] parameters)
    {
        var methods = Find(set, space, type).SelectMany(found => found.GetMembers(member)).OfType<IMethodSymbol>();
        Assert.Contains(methods, method => parameters.All(parameter => method.Parameters.Any(candidate => candidate.Name == parameter)));
    }

    private static RefSet[] SetsOf(RedisType type) => type switch
    {
        RedisType.Database or RedisType.DatabaseAsync or RedisType.Server or RedisType.LuaScript or RedisType.CommandMap => [Refs.Redis27, Refs.Redis213, Refs.Redis],
        RedisType.FreeClient => [Refs.FreeRedis],
        RedisType.ServiceStackNative or RedisType.ServiceStackClient => [Refs.RedisStubs],
        _ => [Refs.CsRedis],
    };

    private static List<INamedTypeSymbol> Find(RefSet set, string space, string name) =>
        [.. CSharpCompilation.Create("Names", references: set.References)
            .GetSymbolsWithNameInReferences(name)
            .Where(type => type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) is var found
                && (found == space || (space.Length == 0 && type.ContainingNamespace.IsGlobalNamespace)))];
}

file static class References
{
    public static IEnumerable<INamedTypeSymbol> GetSymbolsWithNameInReferences(this CSharpCompilation compilation, string name)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>([compilation.GlobalNamespace]);
        while (pending.TryPop(out var symbol))
        {
            if (symbol is INamedTypeSymbol type && type.Name == name)
                yield return type;
            foreach (var member in symbol.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                if (symbol is not INamespaceSymbol { Name: "System" or "Microsoft" })
                    pending.Push(member);
            }
        }
    }
}
