using Clinic;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<ClinicDb>();
builder.Services.AddScoped<GetVisitHandler>();
builder.Services.AddScoped<BookVisitHandler>();

var app = builder.Build();
app.MapGet("/visits/{id:guid}", async (Guid id, GetVisitHandler visits, CancellationToken cancellation) => // ARCH4013
    await visits.Handle(new GetVisit(id), cancellation));
app.MapGet("/visits/{id:guid}/seen", async (Guid id, ClinicDb db) =>
{
    await db.Visits.Where(visit => visit.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(visit => visit.LastSeen, DateTime.UtcNow)); // ARCH4016
    return Results.NoContent();
});
app.Run();
