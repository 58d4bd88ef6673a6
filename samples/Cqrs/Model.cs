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

/// <summary>Knows its patient by id: the two change apart from each other.</summary>
public sealed class Visit : Entity, IAggregateRoot
{
    public Guid PatientId { get; init; }

    public DateTime? LastSeen { get; set; }
}

public sealed class ClinicDb(DbContextOptions<ClinicDb> options) : DbContext(options)
{
    public DbSet<Visit> Visits => Set<Visit>();
}
