using Arch.Analyzers.Redis;

namespace Arch.Analyzers.Tests.Redis;

/// <summary>What a Lua script calls, and what only looks as if it did.</summary>
public class LuaScannerTests
{
    [Theory]
    [InlineData("return redis.call('KEYS', '*')")]
    [InlineData("return redis.call(\"keys\", ARGV[1])")]
    [InlineData("return redis.call([[Keys]], '*')")]
    [InlineData("return redis.call([==[KEYS]==], '*')")]
    [InlineData("return redis.pcall('KEYS', '*')")]
    [InlineData("return server.call('KEYS', '*')")]
    [InlineData("return server.pcall('KEYS', '*')")]
    [InlineData("return redis . call ( 'KEYS' , '*' )")]
    [InlineData("return redis\n  .call\r\n\t('KEYS', '*')")]
    [InlineData("return redis.call 'KEYS'")]
    [InlineData("return redis.call--[[why]](--[==[ ]] ]==]'KEYS', '*')")]
    [InlineData("-- all\nreturn redis.call('KEYS', '*')")]
    [InlineData("-- all\rreturn redis.call('KEYS', '*')")]
    [InlineData("--[[ all ]] return redis.call('KEYS', '*')")]
    [InlineData("--[= not a block\nreturn redis.call('KEYS', '*')")]
    [InlineData("local text = 'it''s' return redis.call('KEYS', '*')")]
    [InlineData("local text = 'it\\'s' return redis.call('KEYS', '*')")]
    [InlineData("local call = redis.call\nreturn call('KEYS', '*')")]
    [InlineData("local c=redis.pcall; for _, k in ipairs(c(\"keys\", '*')) do end")]
    [InlineData("c = redis.call return #c 'KEYS'")]
    [InlineData("for i, k in ipairs(redis.call('KEYS', KEYS[1])) do redis.call('DEL', k) end")]
    [InlineData("return redis.call('EVAL', redis.call('KEYS', '*'))")]
    [InlineData("return redis.call('KEYS'")]
    [InlineData("return redis.call('KEYS")]
    public void Keys_AreCalled(string lua) => Assert.True(LuaScanner.Calls(lua, "KEYS"));

    [Theory]
    [InlineData("")]
    [InlineData("return redis.call('GET', KEYS[1])")]
    [InlineData("return KEYS")]
    [InlineData("return redis.call('HKEYS', KEYS[1])")]
    [InlineData("-- redis.call('KEYS', '*')")]
    [InlineData("--[[ redis.call('KEYS', '*') ]]")]
    [InlineData("--[==[ ]] redis.call('KEYS', '*') ]==]")]
    [InlineData("--[[ redis.call('KEYS', '*')")]
    [InlineData("return \"redis.call('KEYS', '*')\"")]
    [InlineData("return [[redis.call('KEYS', '*')]]")]
    [InlineData("return 'redis.call(\\'KEYS\\', 1)'")]
    [InlineData("return redis.call(cmd, '*') -- 'KEYS'")]
    [InlineData("return redis.call('KEYS' .. suffix, '*')")]
    [InlineData("return my.redis.call('KEYS', '*')")]
    [InlineData("return redis.log('KEYS', '*')")]
    [InlineData("return redis.sha1hex('KEYS')")]
    [InlineData("return call('KEYS', '*')")]
    [InlineData("local call = other.call return call('KEYS', '*')")]
    [InlineData("local c = redis.call('GET', 'x') return c('KEYS')")]
    [InlineData("local c = redis.call return self.c('KEYS')")]
    [InlineData("redis")]
    [InlineData("redis.")]
    [InlineData("redis.call(")]
    [InlineData("redis.call('\\")]
    [InlineData("[==")]
    [InlineData("[[")]
    [InlineData("--")]
    public void Keys_AreNotCalled(string lua) => Assert.False(LuaScanner.Calls(lua, "KEYS"));

    [Fact]
    public void Index_IsThatOfTheName()
    {
        const string lua = "redis.call('FLUSHDB') redis.call([[flushall]])";
        Assert.Equal(["FLUSHDB", "flushall"], LuaScanner.Commands(lua).Select(command => lua.Substring(command.Index, command.Command.Length)));
    }

    [Fact]
    public void EveryPrefixOfAScript_IsRead()
    {
        const string lua = "local c = redis.call --[=[ ]] ]=] -- x\n if c('KEYS', [[a]b]]) then return redis.pcall(\"DEL\", KEYS[1], 'x\\'y') end";
        for (var length = 0; length <= lua.Length; length++)
            _ = LuaScanner.Commands(lua[..length]);
    }

    [Theory]
    [InlineData("redis.call(")]
    [InlineData("[=[")]
    [InlineData("]=]=")]
    [InlineData("'a' ")]
    [InlineData("-- \n")]
    [InlineData("c = redis.call ")]
    public void LongScripts_TakeLinearTime(string piece)
    {
        var lua = "redis.call " + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _ = LuaScanner.Commands(lua);
        Assert.True(watch.ElapsedMilliseconds < 5_000, $"{watch.ElapsedMilliseconds} ms");
    }
}
