using Microsoft.EntityFrameworkCore;

namespace Clinic;

public sealed record GetVisit(Guid Id) : IQuery<Visit?>; // ARCH4012

public sealed record BookVisit(Patient Patient) : ICommand<Visit>; // ARCH4011

internal sealed class GetVisitHandler(ClinicDb db) : IQueryHandler<GetVisit, Visit?>
{
    public async Task<Visit?> Handle(GetVisit query, CancellationToken cancellation)
    {
        var visit = await db.Visits.SingleOrDefaultAsync(visit => visit.Id == query.Id, cancellation);
        visit?.LastSeen = DateTime.UtcNow;
        await db.SaveChangesAsync(cancellation); // ARCH4010
        return visit;
    }
}

internal sealed class BookVisitHandler(
    ClinicDb db,
    GetVisitHandler visits) // ARCH4014
    : ICommandHandler<BookVisit, Visit>
{
    public async Task<Visit> Handle(BookVisit command, CancellationToken cancellation)
    {
        var visit = new Visit { Id = Guid.CreateVersion7(), Patient = command.Patient };
        db.Visits.Add(visit);
        await db.SaveChangesAsync(cancellation);
        return await visits.Handle(new GetVisit(visit.Id), cancellation) ?? visit;
    }
}
