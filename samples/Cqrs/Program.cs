using Clinic;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<ClinicDb>();
builder.Services.AddScoped<IQueryHandler<GetVisit, VisitDto?>, GetVisitHandler>();
builder.Services.AddScoped<ICommandHandler<BookVisit, Guid>, BookVisitHandler>();
builder.Services.AddScoped<ICommandHandler<MarkSeen, bool>, MarkSeenHandler>();

var app = builder.Build();
app.MapGet("/visits/{id:guid}", async (Guid id, IQueryHandler<GetVisit, VisitDto?> visits, CancellationToken cancellation) =>
    await visits.Handle(new GetVisit(id), cancellation) is { } visit ? Results.Ok(visit) : Results.NotFound());
app.MapPost("/visits", async (BookVisit command, ICommandHandler<BookVisit, Guid> visits, CancellationToken cancellation) =>
    Results.Created($"/visits/{await visits.Handle(command, cancellation)}", null));
app.MapPost("/visits/{id:guid}/seen", async (Guid id, ICommandHandler<MarkSeen, bool> visits, CancellationToken cancellation) =>
    await visits.Handle(new MarkSeen(id), cancellation) ? Results.NoContent() : Results.NotFound());
app.Run();
