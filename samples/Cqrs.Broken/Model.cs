using Microsoft.EntityFrameworkCore;

namespace Clinic;

public abstract class Entity
{
    public Guid Id { get; init; }
}

public interface IAggregateRoot;

public sealed class Patient : Entity, IAggregateRoot
{
    public required string Name { get; set; }
}

public sealed class Visit : Entity, IAggregateRoot
{
    public required Patient Patient { get; init; } // ARCH4015

    public DateTime? LastSeen { get; set; }
}

public sealed class ClinicDb(DbContextOptions<ClinicDb> options) : DbContext(options)
{
    public DbSet<Visit> Visits => Set<Visit>();
}
