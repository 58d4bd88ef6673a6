// The members of ServiceStack.Redis that rules look at, with its names and signatures.
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ServiceStack.Redis;

public interface IRedisNativeClient
{
    byte[][] Keys(string pattern);

    void FlushAll();

    void FlushDb();

    byte[][] Eval(string luaBody, int numberOfKeys, params byte[][] keysAndArgs);
}

public interface IRedisNativeClientAsync
{
    ValueTask<byte[][]> KeysAsync(string pattern, CancellationToken token = default);

    ValueTask FlushAllAsync(CancellationToken token = default);
}

public interface IRedisClient
{
    void FlushAll();

    void FlushDb();

    List<string> SearchKeys(string pattern);

    List<string> GetAllKeys();

    IEnumerable<string> ScanAllKeys(string? pattern = null, int pageSize = 1000);

    string ExecLuaAsString(string luaBody, params string[] args);
}

public interface IRedisClientAsync
{
    ValueTask FlushAllAsync(CancellationToken token = default);

    ValueTask<string> ExecLuaAsStringAsync(string luaBody, params string[] args);
}

public class RedisNativeClient : IRedisNativeClient
{
    public byte[][] Keys(string pattern) => [];

    public void FlushAll()
    {
    }

    public void FlushDb()
    {
    }

    public byte[][] Eval(string luaBody, int numberOfKeys, params byte[][] keysAndArgs) => [];
}

public class RedisClient : RedisNativeClient, IRedisClient
{
    public List<string> SearchKeys(string pattern) => [];

    public List<string> GetAllKeys() => [];

    public IEnumerable<string> ScanAllKeys(string? pattern = null, int pageSize = 1000) => [];

    public string ExecLuaAsString(string luaBody, params string[] args) => "";
}
