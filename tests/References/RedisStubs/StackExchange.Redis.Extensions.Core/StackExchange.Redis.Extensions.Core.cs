// The members of StackExchange.Redis.Extensions that rules must not look at, with its names and signatures.
using System.Collections.Generic;
using System.Threading.Tasks;

namespace StackExchange.Redis.Extensions.Core.Abstractions;

public interface IRedisDatabase
{
    IDatabase Database { get; }

    Task<IEnumerable<string>> SearchKeysAsync(string pattern);

    Task FlushDbAsync();
}
