using Clinic.Domain;
using StackExchange.Redis;

namespace Clinic.Infrastructure;

internal sealed class RedisVisitNumbers(IDatabase redis) : IVisitNumbers
{
    public long Next() => redis.StringIncrement("clinic:visits:last");
}
