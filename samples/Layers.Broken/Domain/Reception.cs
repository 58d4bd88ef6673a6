using StackExchange.Redis;

namespace Clinic.Domain;

/// <summary>Gives each visit its number.</summary>
internal sealed class Reception(IDatabase redis) // ARCH4002
{
    public string Welcome(Visit visit) => $"{visit.Patient} is number {redis.StringIncrement("clinic:visits:last")}";
}
