using Microsoft.EntityFrameworkCore;

namespace Clinic;

public sealed record VisitDto(Guid Id, DateTime? LastSeen);

public sealed record GetVisit(Guid Id) : IQuery<VisitDto?>;

public sealed record BookVisit(Guid PatientId) : ICommand<Guid>;

public sealed record MarkSeen(Guid Id) : ICommand<bool>;

/// <summary>Reads, and nothing else: it may run on a replica.</summary>
internal sealed class GetVisitHandler(ClinicDb db) : IQueryHandler<GetVisit, VisitDto?>
{
    public Task<VisitDto?> Handle(GetVisit query, CancellationToken cancellation) =>
        db.Visits.Where(visit => visit.Id == query.Id).Select(visit => new VisitDto(visit.Id, visit.LastSeen)).SingleOrDefaultAsync(cancellation);
}

internal sealed class BookVisitHandler(ClinicDb db) : ICommandHandler<BookVisit, Guid>
{
    public async Task<Guid> Handle(BookVisit command, CancellationToken cancellation)
    {
        var visit = new Visit { Id = Guid.CreateVersion7(), PatientId = command.PatientId };
        db.Visits.Add(visit);
        await db.SaveChangesAsync(cancellation);
        return visit.Id;
    }
}

internal sealed class MarkSeenHandler(ClinicDb db) : ICommandHandler<MarkSeen, bool>
{
    public async Task<bool> Handle(MarkSeen command, CancellationToken cancellation) =>
        await db.Visits.Where(visit => visit.Id == command.Id).ExecuteUpdateAsync(set => set.SetProperty(visit => visit.LastSeen, DateTime.UtcNow), cancellation) == 1;
}
