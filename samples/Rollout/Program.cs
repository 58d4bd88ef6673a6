var builder = WebApplication.CreateBuilder(args);

// ECS sends SIGKILL 60 seconds after SIGTERM (stopTimeout in deploy/task-definition.json); the host is done before.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(50));

// A rolling deployment replaces a task as soon as this answers, and not before.
builder.Services.AddHealthChecks();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/quotes/{symbol}", (string symbol) => Results.Ok(new { symbol, price = 42m }));
app.Run();
